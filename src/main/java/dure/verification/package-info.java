/**
 * 검증: what raises a figure from a report to something known. Lists of persons, employment-insurance extracts, sample checks,
 * estimates by coefficient, and the ladder that shows how far a figure has come.
 */
@ApplicationModule(
        allowedDependencies = {"region", "access", "plan", "ledger", "evidence", "person", "finding", "sheet", "web"})
@NullMarked
package dure.verification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
