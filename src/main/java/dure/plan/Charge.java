package dure.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is in charge of a department, or stands in, from a day on. Of each kind the newest that is valid on a day counts.
 *
 * @param name null: nobody is (공석)
 * @param account who it is here; null where it has no account
 * @param to null: until another is said
 */
public record Charge(
        Kind kind,
        @Nullable String name,
        @Nullable String email,
        @Nullable UUID account,
        LocalDate from,
        @Nullable LocalDate to,
        Instant recordedAt,
        String recordedBy) {

    public enum Kind {
        /** 담당 */
        IN_CHARGE,
        /** 대행: stands in */
        DEPUTY
    }

    /** What is said of a charge. */
    public record Said(
            Kind kind,
            @Nullable String name,
            @Nullable String email,
            @Nullable String login,
            LocalDate from,
            @Nullable LocalDate to) {
        @Override
        public String toString() {
            return "Charge " + kind;
        }
    }

    public boolean isValid(LocalDate day) {
        return !from.isAfter(day) && (to == null || !to.isBefore(day));
    }

    @Override
    public String toString() {
        return "Charge " + kind;
    }
}
