package dure.map;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param boundaries a file of GeoJSON or TopoJSON, in degrees; null: there are only tiles
 * @param property which of the file's properties holds the municipality's code or name; null: the one that fits best
 */
@ConfigurationProperties("dure.map")
record MapSettings(@Nullable Path boundaries, @Nullable String property) {}
