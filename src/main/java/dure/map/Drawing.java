package dure.map;

import dure.region.MunicipalityCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Shapes drawn on a sheet of whole numbers: Mercator's projection (a country keeps its form), fitted to a width, with
 * everything left out that would be smaller than a step. Neighbours that shared a border in the file share it here.
 */
final class Drawing {
    /** Wide enough that a step is below a pixel on a large screen. */
    static final int WIDTH = 1600;

    private static final int MARGIN = 4;

    private final double west;
    private final double north;
    private final double scale;
    private final int height;

    private Drawing(double west, double north, double scale, int height) {
        this.west = west;
        this.north = north;
        this.scale = scale;
        this.height = height;
    }

    /** A sheet that all of these fit on. */
    static Drawing around(Map<MunicipalityCode, List<Shape>> shapes) {
        var box = new double[] {
            Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY
        };
        shapes.values().stream()
                .flatMap(List::stream)
                .flatMap(shape -> shape.rings().stream())
                .forEach(ring -> {
                    for (int i = 0; i < ring.length; i += 2) {
                        box[0] = Math.min(box[0], ring[i]);
                        box[1] = Math.min(box[1], southwards(ring[i + 1]));
                        box[2] = Math.max(box[2], ring[i]);
                        box[3] = Math.max(box[3], southwards(ring[i + 1]));
                    }
                });
        var width = Math.max(box[2] - box[0], 1e-6);
        var scale = (WIDTH - 2 * MARGIN) / width;
        // A file with nothing in it, or with a strip around the globe, still gives a sheet.
        var height = box[3] > box[1] ? Math.min(10 * WIDTH, Math.ceil((box[3] - box[1]) * scale)) : 1;
        return new Drawing(box[0], box[1], scale, (int) height + 2 * MARGIN);
    }

    int height() {
        return height;
    }

    /** The path of all rings; empty where there is none. */
    String path(List<Shape> shapes) {
        var drawn = shapes.stream()
                .flatMap(shape -> shape.rings().stream())
                .map(this::snapped)
                .filter(ring -> ring.length > 0)
                .toList();
        // An island smaller than a step is left out, but not a municipality that is nothing else.
        var visible = drawn.stream().filter(ring -> area(ring) > 0).toList();
        var path = new StringBuilder();
        (visible.isEmpty() ? drawn.stream().limit(1).map(Drawing::dot).toList() : visible)
                .forEach(ring -> write(ring, path));
        return path.toString();
    }

    /** To whole numbers, without steps that stay in place or go on straight. */
    private int[] snapped(double[] ring) {
        var kept = new ArrayList<int[]>(ring.length / 2);
        for (int i = 0; i < ring.length; i += 2) {
            int[] next = {
                MARGIN + (int) Math.round((ring[i] - west) * scale),
                MARGIN + (int) Math.round((southwards(ring[i + 1]) - north) * scale)
            };
            if (!kept.isEmpty() && Arrays.equals(kept.getLast(), next)) {
                continue;
            }
            if (kept.size() > 1 && isStraight(kept.get(kept.size() - 2), kept.getLast(), next)) {
                kept.removeLast();
            }
            kept.add(next);
        }
        return kept.stream().flatMapToInt(Arrays::stream).toArray();
    }

    private static boolean isStraight(int[] one, int[] middle, int[] other) {
        long dx = middle[0] - one[0];
        long dy = middle[1] - one[1];
        long nextX = other[0] - middle[0];
        long nextY = other[1] - middle[1];
        return dx * nextY == dy * nextX && dx * nextX + dy * nextY > 0;
    }

    private static long area(int[] ring) {
        long twice = 0;
        for (int i = 0; i < ring.length; i += 2) {
            int next = (i + 2) % ring.length;
            twice += (long) ring[i] * ring[next + 1] - (long) ring[next] * ring[i + 1];
        }
        return Math.abs(twice) / 2;
    }

    private static int[] dot(int[] ring) {
        int x = ring[0];
        int y = ring[1];
        return new int[] {x - 3, y - 3, x + 3, y - 3, x + 3, y + 3, x - 3, y + 3};
    }

    private static void write(int[] ring, StringBuilder path) {
        path.append('M').append(ring[0]).append(' ').append(ring[1]).append('l');
        for (int i = 2; i < ring.length; i += 2) {
            path.append(i == 2 ? "" : " ")
                    .append(ring[i] - ring[i - 2])
                    .append(' ')
                    .append(ring[i + 1] - ring[i - 1]);
        }
        path.append('z');
    }

    /** Degrees of latitude as Mercator draws them, growing towards the south. */
    private static double southwards(double latitude) {
        return -Math.toDegrees(Math.log(Math.tan(Math.PI / 4 + Math.toRadians(latitude) / 2)));
    }
}
