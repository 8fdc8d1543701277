/**
 * 모의 자료: plans and results of any number of municipalities, made from a seed, in a data set of their own that every
 * page and file marks as such. They go through the doors that everybody uses. Door: {@link dure.simulation.Simulation}.
 */
@ApplicationModule(allowedDependencies = {"region", "access", "plan", "ledger", "sheet", "console"})
@NullMarked
package dure.simulation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
