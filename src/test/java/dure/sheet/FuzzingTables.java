package dure.sheet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** CSV in any charset; an even first byte puts a head of ours before it, so that the cells are read and not only split. */
public final class FuzzingTables {
    private static final byte[] HEAD = "사업명,수량,날짜,국비(천원),비율,어림\n".getBytes(StandardCharsets.UTF_8);

    private FuzzingTables() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        var rest = Arrays.copyOfRange(data, 1, data.length);
        if (data[0] % 2 != 0) {
            FuzzingWorkbooks.read("x.csv", rest);
            return;
        }
        var whole = Arrays.copyOf(HEAD, HEAD.length + rest.length);
        System.arraycopy(rest, 0, whole, HEAD.length, rest.length);
        FuzzingWorkbooks.read("x.csv", whole);
    }
}
