/**
 * 협의체와 의결: councils, their meetings, votes and minutes, and what they decided of plans. Door: {@link dure.council.Councils}.
 */
@ApplicationModule(allowedDependencies = {"region", "access", "plan", "finding", "sheet", "mail", "notice", "web"})
@NullMarked
package dure.council;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
