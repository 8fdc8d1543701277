package dure.indicator;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A value of a series and a period.
 *
 * @param amount percent as published, or persons; null: the source gives none, and {@code missing} says which mark it has
 * @param publishedOn null where the source does not say
 * @param source a file's name, or KOSIS and its table
 * @param revised whether an earlier value was there
 */
public record Value(
        Period period,
        @Nullable BigDecimal amount,
        @Nullable Missing missing,
        @Nullable LocalDate publishedOn,
        String source,
        Instant recordedAt,
        boolean revised) {

    /** What stands in the place of a number that is not there. */
    public enum Missing {
        /** - : 자료 없음 */
        NONE,
        /** X : 비밀 보호 */
        HIDDEN,
        /** … : 미상 */
        LATER;

        /** @return null: this is no such mark */
        static @Nullable Missing of(String text) {
            return switch (text.strip()) {
                case "-", "–", "—", "－" -> NONE;
                case "X", "x", "＊", "*" -> HIDDEN;
                case "…", "...", "‥", "․․․" -> LATER;
                default -> null;
            };
        }
    }
}
