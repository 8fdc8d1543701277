/**
 * 자치단체와 임기: local governments with their codes, parents and changes, and terms of office. Doors:
 * {@link dure.region.Municipalities}, {@link dure.region.Terms}.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dure.region;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
