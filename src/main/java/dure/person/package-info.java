/**
 * Persons whom a municipality knows by their consent: sealed, shown masked, opened with a reason, destroyed in time. Entries
 * of the ledger hold at most a person's random reference. Door: {@link dure.person.Persons}.
 */
@ApplicationModule(allowedDependencies = {"region", "access", "sheet", "finding", "web", "console"})
@NullMarked
package dure.person;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
