/**
 * 고용유지: how many of the jobs that came about are still there after 1, 3, 6 and 12 months, as far as anybody looked. It reads
 * the ledger's attestations and keeps nothing. Door: none; pages and an answer of the API.
 */
@ApplicationModule(allowedDependencies = {"region", "access", "plan", "ledger", "recount", "web"})
@NullMarked
package dure.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
