package dure.ledger;

import dure.plan.Measure;
import java.util.List;
import java.util.Map;

/**
 * One page of what a figure is made of. The quantities of all pages add up to its totals.
 *
 * @param page from 0
 */
public record Lines(List<Line> lines, Map<Measure, Tally> totals, int page, int size) {
    public long count() {
        return totals.values().stream().mapToLong(Tally::entries).sum();
    }

    public int pages() {
        return Math.toIntExact((count() + size - 1) / size);
    }
}
