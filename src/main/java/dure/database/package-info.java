/**
 * The data directory, and the PostgreSQL that the product brings along, or the external one that a setting names. It
 * has no door: other modules get a {@code DSLContext} and transactions from Spring.
 */
@ApplicationModule(allowedDependencies = {"console"})
@NullMarked
package dure.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
