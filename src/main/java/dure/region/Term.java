package dure.region;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * 민선 N기: four years from 1 July. It touches five calendar years, the first and the last by half.
 *
 * @param to the last day
 */
public record Term(int no, LocalDate from, LocalDate to) {
    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    /** The calendar years that the term touches, in order. */
    public List<Integer> years() {
        return IntStream.rangeClosed(from.getYear(), to.getYear()).boxed().toList();
    }
}
