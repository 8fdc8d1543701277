/**
 * 재집계와 기준 편집: pages and answers that hold one ledger under several rules, days and instants side by side, and where rules
 * are written. What is counted, and what a rule says, is the ledger's.
 */
@ApplicationModule(allowedDependencies = {"region", "access", "plan", "ledger", "sheet", "web"})
@NullMarked
package dure.recount;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
