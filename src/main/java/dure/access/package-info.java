/**
 * Who may do what, and whose rows a transaction sees. Door: {@link dure.access.Access}.
 */
@ApplicationModule(allowedDependencies = {"region", "sheet", "web", "console", "mail"})
@NullMarked
package dure.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
