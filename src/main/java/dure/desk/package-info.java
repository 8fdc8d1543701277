/**
 * 계획 데스크: pages and API on which a plan's draft is written by many at once. It keeps nothing of its own: the draft is
 * {@link dure.plan.Drafts}'.
 */
@ApplicationModule(allowedDependencies = {"region", "access", "plan", "finding", "web"})
@NullMarked
package dure.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
