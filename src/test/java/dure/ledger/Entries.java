package dure.ledger;

import dure.plan.Continuity;
import dure.plan.Measure;
import dure.plan.ProgrammeType;
import dure.plan.Quantity;
import dure.plan.Sector;
import dure.plan.Source;
import dure.plan.SourceKind;
import dure.plan.TargetGroup;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entries for tests: ten reported public jobs of March 2025, but for what a test says otherwise. */
record Entries(
        long quantity,
        Measure measure,
        boolean approximate,
        Basis basis,
        ProgrammeType type,
        Sector sector,
        Set<TargetGroup> groups,
        LocalDate from,
        LocalDate to,
        JobTerms terms,
        @Nullable UUID person,
        List<NewEntry.Item> items) {

    static Entries jobs(long quantity) {
        return new Entries(
                quantity,
                Measure.JOBS,
                false,
                Basis.REPORTED,
                ProgrammeType.DIRECT,
                Sector.PUBLIC,
                Set.of(),
                LocalDate.of(2025, 3, 1),
                LocalDate.of(2025, 3, 31),
                JobTerms.UNSTATED,
                null,
                List.of());
    }

    Entries basis(Basis other) {
        return new Entries(quantity, measure, approximate, other, type, sector, groups, from, to, terms, person, items);
    }

    Entries of(Measure other) {
        return new Entries(quantity, other, approximate, basis, type, sector, groups, from, to, terms, person, items);
    }

    Entries in(Sector otherSector, ProgrammeType otherType) {
        return new Entries(
                quantity, measure, approximate, basis, otherType, otherSector, groups, from, to, terms, person, items);
    }

    Entries forGroups(TargetGroup... others) {
        return new Entries(
                quantity,
                measure,
                approximate,
                basis,
                type,
                sector,
                Set.copyOf(List.of(others)),
                from,
                to,
                terms,
                person,
                items);
    }

    Entries during(String first, String last) {
        return new Entries(
                quantity,
                measure,
                approximate,
                basis,
                type,
                sector,
                groups,
                LocalDate.parse(first),
                LocalDate.parse(last),
                terms,
                person,
                items);
    }

    Entries lasting(@Nullable Integer months, @Nullable String weeklyHours) {
        var lasting = new JobTerms(
                months,
                weeklyHours == null ? null : new BigDecimal(weeklyHours),
                Contract.UNSPECIFIED,
                null,
                null,
                null,
                Continuity.UNSPECIFIED,
                null);
        return new Entries(
                quantity, measure, approximate, basis, type, sector, groups, from, to, lasting, person, items);
    }

    Entries on(JobTerms other) {
        return new Entries(quantity, measure, approximate, basis, type, sector, groups, from, to, other, person, items);
    }

    Entries of(UUID somebody) {
        return new Entries(
                quantity, measure, approximate, basis, type, sector, groups, from, to, terms, somebody, items);
    }

    Entries about() {
        return new Entries(quantity, measure, true, basis, type, sector, groups, from, to, terms, person, items);
    }

    Entries dividedInto(NewEntry.Item... others) {
        return new Entries(
                quantity, measure, approximate, basis, type, sector, groups, from, to, terms, person, List.of(others));
    }

    NewEntry entry() {
        return new NewEntry(
                null,
                "시험 기재",
                from,
                to,
                new Quantity(quantity, measure, measure == Measure.SITES ? "개소" : "명", approximate),
                basis,
                type,
                sector,
                groups,
                terms,
                person,
                new Source(SourceKind.OFFICE, "시험", null),
                null,
                null,
                items);
    }
}
