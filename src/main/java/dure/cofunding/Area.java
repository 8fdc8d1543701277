package dure.cofunding;

import dure.ledger.Question;
import dure.ledger.Tally;
import dure.region.Municipality;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 광역 합산: what a province and its cities and counties reported in one scope under one rule, with what both report of the
 * same jobs counted once. Where the people are not known, of a province's project and the linked projects below it the larger
 * side counts, so that the overlap is the smaller one: {@code min(province's, sum of the linked)}.
 *
 * @param question of the province's own book
 * @param below of each that has any, in the order of the codes
 * @param groups the linked, by the province's project
 */
public record Area(Question question, Tally own, List<Below> below, List<Group> groups) {
    public record Below(Municipality municipality, Tally tally) {}

    /**
     * @param project the province's
     * @param links of it
     */
    public record Group(Named project, Tally tally, List<Linked> links) {
        /** [jobs] */
        public long overlap() {
            return Math.min(tally.quantity(), linked());
        }

        public long linked() {
            return links.stream().mapToLong(link -> link.tally().quantity()).sum();
        }
    }

    public record Linked(CoFunded link, Municipality municipality, Named project, Tally tally) {}

    /** @param name null where the viewer may not see the plan that names it */
    public record Named(String code, @Nullable String name) {}

    public long sumBelow() {
        return below.stream().mapToLong(one -> one.tally().quantity()).sum();
    }

    public long overlap() {
        return groups.stream().mapToLong(Group::overlap).sum();
    }

    /** Whether a quantity in it is 어림. */
    public boolean approximate() {
        return own.approximate() || below.stream().anyMatch(one -> one.tally().approximate());
    }

    /** Each job once. */
    public long total() {
        return own.quantity() + sumBelow() - overlap();
    }
}
