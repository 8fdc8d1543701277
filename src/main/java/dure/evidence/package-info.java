/**
 * 증빙: files that show what entries of the ledger say, kept once each and checked by their hash whenever they are read. Door:
 * {@link dure.evidence.EvidenceFiles}.
 */
@ApplicationModule(allowedDependencies = {"region", "access", "plan", "ledger", "finding", "sheet", "web"})
@NullMarked
package dure.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
