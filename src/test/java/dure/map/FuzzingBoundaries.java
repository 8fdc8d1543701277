package dure.map;

import dure.console.CannotStart;

/** GeoJSON and TopoJSON of an operator. */
public final class FuzzingBoundaries {
    private FuzzingBoundaries() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            BoundaryFile.read("x.json", data);
        } catch (CannotStart told) {
            // with what is wrong and where
        }
    }
}
