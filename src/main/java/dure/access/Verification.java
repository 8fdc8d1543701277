package dure.access;

import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What came of walking along a chain of the access log. */
public sealed interface Verification {
    /** @param sealedUntil the position up to which rows were removed after their time; 0: none */
    record Whole(String chain, long rows, long sealedUntil, long position, byte[] hash) implements Verification {
        public String hex() {
            return HexFormat.of().formatHex(hash);
        }
    }

    /**
     * @param position of the first row that does not fit
     * @param at its time; null where it is missing
     */
    record Broken(String chain, long position, @Nullable Instant at, Fault fault) implements Verification {}

    enum Fault {
        /** a row between two others is not there */
        MISSING,
        /** a row does not say what its hash was taken of */
        CHANGED,
        /** a row goes on from another than the one before it */
        UNLINKED,
        /** rows at the end are not there, or there are more than were appended */
        CUT_SHORT,
        /** rows before the first one are gone without a seal */
        UNSEALED
    }
}
