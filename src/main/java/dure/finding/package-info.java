/**
 * 지적: what is wrong, where, and what would be right. Values only.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dure.finding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
