/**
 * 부서 작성 회차: an officer asks departments for their parts of a draft by a day, and takes or returns what they submit.
 * Door: {@link dure.round.Rounds}.
 */
@ApplicationModule(allowedDependencies = {"region", "access", "plan", "finding", "mail", "notice", "web"})
@NullMarked
package dure.round;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
