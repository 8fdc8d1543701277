package dure.map;

import dure.region.MunicipalityCode;
import java.util.Set;

/**
 * The operator's map, drawn.
 *
 * @param href where the drawing is served, for ever the same content; the path of a municipality is the element {@link #id}
 * @param municipalities those that it has a shape of
 */
public record BoundaryMap(String href, int width, int height, Set<MunicipalityCode> municipalities) {
    /** The id of a municipality's path in the drawing. */
    public static String id(MunicipalityCode municipality) {
        return "m" + municipality.value();
    }

    /** Where a {@code use} element finds a municipality's path. */
    public String shape(MunicipalityCode municipality) {
        return href + "#" + id(municipality);
    }
}
