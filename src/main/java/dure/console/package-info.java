/**
 * 터미널: what whoever starts Dure reads there: a few calm lines in the product's language, while the log goes to its
 * file. Doors: {@link dure.console.Console}, {@link dure.console.CannotStart}.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dure.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
