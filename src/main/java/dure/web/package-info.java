/**
 * The frame of every page: layout, language, how numbers are shown, error pages and problem+json. It knows no noun of
 * the domain.
 */
@ApplicationModule(allowedDependencies = {"console"})
@NullMarked
package dure.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
