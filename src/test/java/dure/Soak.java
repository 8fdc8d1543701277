package dure;

import java.util.List;
import java.util.stream.IntStream;

/** Whether tests that can go on for hours do (./dure soak, -Ddure.soak=long), or only as long as a build may take. */
public final class Soak {
    private static final boolean LONG = "long".equals(System.getProperty("dure.soak"));

    private Soak() {}

    public static boolean isLong() {
        return LONG;
    }

    /** The long form of a number, or the short one. */
    public static int either(int isLong, int isShort) {
        return LONG ? isLong : isShort;
    }

    /** All in the long form; else every nth, beginning elsewhere for each turn, so that together the turns meet all. */
    public static <T> List<T> some(List<T> all, int nth, int turn) {
        return LONG
                ? all
                : IntStream.range(0, all.size())
                        .filter(at -> at % nth == turn % nth)
                        .mapToObj(all::get)
                        .toList();
    }
}
