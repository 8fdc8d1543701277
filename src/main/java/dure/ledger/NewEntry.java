package dure.ledger;

import dure.plan.ProgrammeType;
import dure.plan.ProjectId;
import dure.plan.Quantity;
import dure.plan.Sector;
import dure.plan.Source;
import dure.plan.TargetGroup;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 실적 기재, before it is written: what happened, and how it is known.
 *
 * @param project null where it is stated for the municipality as a whole
 * @param label what it is about, where no project says so
 * @param to the day on which it counts: the last of its period
 * @param person 개인 참조 where the person is known; such an entry counts one
 * @param evidence where the evidence can be seen
 * @param inferred the reason, where somebody inferred a fact that the source does not state
 * @param items 내역: what the source names inside it; they explain the entry and are never added to it
 * @param stated what the source states, where the quantity was computed from it; null where it states the quantity itself
 */
public record NewEntry(
        @Nullable ProjectId project,
        String label,
        LocalDate from,
        LocalDate to,
        Quantity quantity,
        Basis basis,
        ProgrammeType programmeType,
        Sector sector,
        Set<TargetGroup> targetGroups,
        JobTerms terms,
        @Nullable UUID person,
        Source source,
        @Nullable String evidence,
        @Nullable String inferred,
        List<Item> items,
        @Nullable Figure stated) {

    /** 누계, or the whole of a month: the entry is what of it was not recorded before. */
    public record Figure(long quantity, StatedAs as) {}

    public NewEntry(
            @Nullable ProjectId project,
            String label,
            LocalDate from,
            LocalDate to,
            Quantity quantity,
            Basis basis,
            ProgrammeType programmeType,
            Sector sector,
            Set<TargetGroup> targetGroups,
            JobTerms terms,
            @Nullable UUID person,
            Source source,
            @Nullable String evidence,
            @Nullable String inferred,
            List<Item> items) {
        this(
                project,
                label,
                from,
                to,
                quantity,
                basis,
                programmeType,
                sector,
                targetGroups,
                terms,
                person,
                source,
                evidence,
                inferred,
                items,
                null);
    }

    /** The same of another amount and first day. */
    NewEntry flow(long amount, LocalDate first, @Nullable Figure of) {
        return new NewEntry(
                project,
                label,
                first,
                to,
                new Quantity(amount, quantity.measure(), quantity.statedUnit(), quantity.approximate()),
                basis,
                programmeType,
                sector,
                targetGroups,
                terms,
                person,
                source,
                evidence,
                inferred,
                items,
                of);
    }

    /** 내역의 한 줄 */
    public record Item(String label, long quantity, boolean approximate, ProgrammeType programmeType) {
        public Item {
            if (quantity <= 0) {
                throw new IllegalArgumentException("An item counts at least one, not " + quantity);
            }
        }
    }

    public NewEntry {
        if (quantity.amount() <= 0) {
            throw new IllegalArgumentException(
                    "An entry counts at least one, not %d; a mistake is taken back by a reversal"
                            .formatted(quantity.amount()));
        }
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("An entry's period ends (%s) before it begins (%s)".formatted(to, from));
        }
        if (person != null && quantity.amount() != 1) {
            throw new IllegalArgumentException("An entry of one person counts one, not " + quantity.amount());
        }
        targetGroups = Set.copyOf(targetGroups);
        items = List.copyOf(items);
    }
}
