package dure.map;

import dure.console.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads GeoJSON and TopoJSON within limits. Whatever is wrong is said with its place and what would be right. */
final class BoundaryFile {
    /** A map for screens has a few hundred kilobytes; this is what a start can read in passing. */
    static final int LARGEST = 20 * 1024 * 1024;

    /** All 읍·면·동 of the country are about 3,500. */
    static final int MOST_SHAPES = 10_000;

    static final int MOST_POSITIONS = 1_000_000;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(50)
                            .maxNumberLength(100)
                            .maxStringLength(10_000)
                            .build())
                    .build())
            .build();

    private final String file;
    private final List<Shape> shapes = new ArrayList<>();
    private int positions;

    private BoundaryFile(String file) {
        this.file = file;
    }

    static List<Shape> read(Path path) {
        var file = path.toString();
        byte[] content;
        try {
            if (!Files.isRegularFile(path)) {
                throw new CannotStart("map.no-file", file);
            }
            if (Files.size(path) > LARGEST) {
                throw new CannotStart("map.too-large", file, LARGEST / 1024 / 1024);
            }
            content = Files.readAllBytes(path);
        } catch (IOException e) {
            throw new CannotStart("map.not-readable", file, String.valueOf(e.getMessage())).because(e);
        }
        return read(file, content);
    }

    static List<Shape> read(String file, byte[] content) {
        var reading = new BoundaryFile(file);
        reading.read(content);
        if (reading.shapes.isEmpty()) {
            throw new CannotStart("map.empty", file);
        }
        return reading.shapes;
    }

    private void read(byte[] content) {
        JsonNode root;
        try {
            root = JSON.readTree(content);
        } catch (JacksonException e) {
            var place = e.getLocation();
            throw new CannotStart(
                            "map.not-json",
                            file,
                            place == null ? 0 : place.getLineNr(),
                            place == null ? 0 : place.getColumnNr(),
                            String.valueOf(e.getOriginalMessage()))
                    .because(e);
        }
        switch (text(root, "type")) {
            case "FeatureCollection" -> list(root, "features").forEach(this::feature);
            case "Topology" -> new Topology(root).read();
            default -> throw new CannotStart("map.not-a-map", file, text(root, "type"));
        }
    }

    private void feature(JsonNode feature) {
        var geometry = feature.path("geometry");
        if (geometry.isNull() || geometry.isMissingNode()) {
            return; // GeoJSON allows a feature without a place
        }
        add(feature, rings(geometry, this::ring));
    }

    /** How a format writes a ring. */
    @FunctionalInterface
    private interface RingReader {
        double[] read(JsonNode ring);
    }

    /** The rings of a polygon, of several polygons, or of a collection of them; the same nesting in both formats. */
    private List<double[]> rings(JsonNode geometry, RingReader reader) {
        var rings = new ArrayList<double[]>();
        var written = geometry.has("arcs") ? geometry.path("arcs") : geometry.path("coordinates");
        switch (text(geometry, "type")) {
            case "Polygon" -> written.forEach(ring -> rings.add(reader.read(ring)));
            case "MultiPolygon" -> written.forEach(polygon -> polygon.forEach(ring -> rings.add(reader.read(ring))));
            case "GeometryCollection" -> list(geometry, "geometries").forEach(one -> rings.addAll(rings(one, reader)));
            default -> throw new CannotStart("map.no-area", file, shapes.size() + 1, text(geometry, "type"));
        }
        return rings;
    }

    private double[] ring(JsonNode written) {
        var ring = new double[written.size() * 2];
        int at = 0;
        for (var position : written) {
            ring[at++] = coordinate(position, 0);
            ring[at++] = coordinate(position, 1);
        }
        return checked(ring);
    }

    private double[] checked(double[] ring) {
        positions += ring.length / 2;
        if (positions > MOST_POSITIONS) {
            throw new CannotStart("map.too-fine", file, MOST_POSITIONS);
        }
        for (int i = 0; i < ring.length; i += 2) {
            if (Math.abs(ring[i]) > 180 || Math.abs(ring[i + 1]) > 89) {
                throw new CannotStart(
                        "map.not-degrees",
                        file,
                        shapes.size() + 1,
                        String.valueOf(ring[i]),
                        String.valueOf(ring[i + 1]));
            }
        }
        return ring;
    }

    private double coordinate(JsonNode position, int which) {
        var number = position.path(which);
        if (!number.isNumber() || !Double.isFinite(number.asDouble())) {
            throw new CannotStart("map.no-number", file, shapes.size() + 1, shown(position));
        }
        return number.asDouble();
    }

    private void add(JsonNode feature, List<double[]> rings) {
        if (shapes.size() == MOST_SHAPES) {
            throw new CannotStart("map.too-many", file, MOST_SHAPES);
        }
        Map<String, String> properties = new LinkedHashMap<>();
        feature.path("properties").properties().stream()
                .filter(property -> property.getValue().isValueNode()
                        && !property.getValue().isNull())
                .forEach(property -> properties.put(
                        property.getKey(), property.getValue().asString().strip()));
        if (feature.path("id").isValueNode() && !feature.path("id").isNull()) {
            properties.putIfAbsent("id", feature.path("id").asString().strip());
        }
        shapes.add(new Shape(shapes.size() + 1, properties, rings));
    }

    /** TopoJSON: rings are made of arcs that neighbours share; arcs may be written as whole-number steps. */
    private final class Topology {
        private final JsonNode root;
        private final List<double[]> arcs = new ArrayList<>();

        Topology(JsonNode root) {
            this.root = root;
        }

        void read() {
            var transform = root.path("transform");
            var steps = transform.isObject();
            var scale = steps ? pair(transform.path("scale")) : new double[] {1, 1};
            var origin = steps ? pair(transform.path("translate")) : new double[] {0, 0};
            list(root, "arcs").forEach(arc -> arcs.add(arc(arc, steps, scale, origin)));
            for (var object : root.path("objects")) {
                if (text(object, "type").equals("GeometryCollection")) {
                    list(object, "geometries").forEach(this::geometry);
                } else {
                    geometry(object);
                }
            }
        }

        private void geometry(JsonNode geometry) {
            if (geometry.path("type").isString()) { // TopoJSON writes a null type where there is no place
                add(geometry, rings(geometry, this::ring));
            }
        }

        private double[] pair(JsonNode written) {
            return new double[] {coordinate(written, 0), coordinate(written, 1)};
        }

        private double[] arc(JsonNode written, boolean steps, double[] scale, double[] origin) {
            var arc = new double[written.size() * 2];
            positions += written.size();
            if (positions > MOST_POSITIONS) {
                throw new CannotStart("map.too-fine", file, MOST_POSITIONS);
            }
            double x = 0;
            double y = 0;
            int at = 0;
            for (var position : written) {
                x = coordinate(position, 0) + (steps ? x : 0);
                y = coordinate(position, 1) + (steps ? y : 0);
                arc[at++] = x * scale[0] + origin[0];
                arc[at++] = y * scale[1] + origin[1];
            }
            return arc;
        }

        private double[] ring(JsonNode indexes) {
            var parts = new ArrayList<double[]>();
            int length = 0;
            for (var index : indexes) {
                var part = part(index, length > 0);
                parts.add(part);
                length += part.length;
                if (length > 2 * MOST_POSITIONS) {
                    throw new CannotStart("map.too-fine", file, MOST_POSITIONS);
                }
            }
            var ring = new double[length];
            int at = 0;
            for (var part : parts) {
                System.arraycopy(part, 0, ring, at, part.length);
                at += part.length;
            }
            return checked(ring);
        }

        /** An arc as the ring walks it: backwards for ~index; its first position was the last of the arc before. */
        private double[] part(JsonNode written, boolean follows) {
            var index = written.isInt() ? written.asInt() : Integer.MAX_VALUE;
            var forwards = index >= 0;
            var no = forwards ? index : ~index;
            if (no >= arcs.size()) {
                throw new CannotStart("map.no-arc", file, shapes.size() + 1, shown(written), arcs.size());
            }
            var arc = arcs.get(no);
            int count = arc.length / 2;
            int skipped = follows && count > 0 ? 1 : 0;
            var part = new double[(count - skipped) * 2];
            for (int i = skipped; i < count; i++) {
                int from = forwards ? i : count - 1 - i;
                part[2 * (i - skipped)] = arc[2 * from];
                part[2 * (i - skipped) + 1] = arc[2 * from + 1];
            }
            return part;
        }
    }

    private JsonNode list(JsonNode node, String name) {
        var list = node.path(name);
        if (!list.isArray()) {
            throw new CannotStart("map.no-list", file, name);
        }
        return list;
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).isString() ? shorten(node.path(name).asString()) : "–";
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "–" : shorten(node.toString());
    }

    private static String shorten(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
