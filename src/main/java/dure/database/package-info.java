/**
 * The data directory, and the PostgreSQL that the product brings along, or the external one that a setting names. Other
 * modules get a {@code DSLContext} and transactions from Spring; commands that need all of it at once have the doors
 * {@link dure.database.WholeDatabase} and {@link dure.database.FreshDatabase}.
 */
@ApplicationModule(allowedDependencies = {"console"})
@NullMarked
package dure.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
