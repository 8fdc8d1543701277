/**
 * 지도: boundaries that an operator's own file brings, drawn from its coordinates. Door: {@link dure.map.Boundaries}. The
 * map of equal tiles needs none of this; it belongs to {@code region}.
 */
@ApplicationModule(allowedDependencies = {"region", "console"})
@NullMarked
package dure.map;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
