/** 연계사업: jobs that a province and its city both report, and the totals above them in which they count once. */
@ApplicationModule(allowedDependencies = {"region", "access", "plan", "ledger"})
@NullMarked
package dure.cofunding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
