package dure.plan;

import dure.region.Book;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 부서. One of another name is another department: 조직개편 ends one and names its successor, so that what was recorded keeps
 * its words.
 *
 * @param code the office's own; null where it has none
 * @param from null: since ever
 * @param to its last day; null while it has no end
 * @param successor who does what it did; null where nobody does, or where it has no end
 */
public record Department(
        DepartmentId id,
        Book book,
        @Nullable String code,
        String name,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable DepartmentId successor) {

    public boolean isEnded(LocalDate today) {
        return to != null && to.isBefore(today);
    }

    /** Whether it is there on this day: ended ones and those that are still to come are not offered. */
    public boolean isValid(LocalDate day) {
        return !isEnded(day) && (from == null || !from.isAfter(day));
    }
}
