/**
 * 실적 장부, 집계기준, 재집계: append-only entries, counting rules and the figures that they give. Doors:
 * {@link dure.ledger.Ledger}, {@link dure.ledger.Rules}, {@link dure.ledger.Figures}.
 */
@ApplicationModule(allowedDependencies = {"region", "access", "plan", "finding", "sheet", "web"})
@NullMarked
package dure.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
