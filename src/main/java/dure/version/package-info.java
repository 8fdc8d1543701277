/**
 * 판 이력과 비교: pages and API of a plan's versions – what there is, what each says, what one says otherwise than another, and
 * the moves that the viewer may make. What versions are and how they move is {@link dure.plan.Versions}'.
 */
@ApplicationModule(allowedDependencies = {"region", "access", "plan", "finding", "sheet", "web"})
@NullMarked
package dure.version;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
