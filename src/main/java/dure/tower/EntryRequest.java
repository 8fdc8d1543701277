package dure.tower;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry as a form or a machine sends it: codes are names of enums, what is left out is not stated.
 *
 * @param municipality five digits
 * @param dataSet null: the book that is shown of the municipality
 * @param project its code in the plan of the year in which the entry occurred; null: the municipality as a whole
 * @param from first day of the period; null: the day on which it occurred
 * @param occurredOn last day of the period: the day on which it counts
 * @param measure null: JOBS
 */
record EntryRequest(
        @Nullable String municipality,
        @Nullable String dataSet,
        @Nullable String project,
        @Nullable String label,
        @Nullable String from,
        @Nullable String occurredOn,
        @Nullable String measure,
        @Nullable Long quantity,
        @Nullable String statedUnit,
        @Nullable Boolean approximate,
        @Nullable String basis,
        @Nullable String programmeType,
        @Nullable String sector,
        @Nullable List<String> targetGroups,
        @Nullable TermsRequest terms,
        @Nullable String person,
        @Nullable SourceRequest source,
        @Nullable String evidence,
        @Nullable String inferred,
        @Nullable List<ItemRequest> items) {

    record TermsRequest(
            @Nullable Integer months,
            @Nullable BigDecimal weeklyHours,
            @Nullable String contract,
            @Nullable Boolean insured,
            @Nullable Long monthlyWage,
            @Nullable Boolean funded,
            @Nullable String continuity,
            @Nullable String industry) {
        static final TermsRequest UNSTATED = new TermsRequest(null, null, null, null, null, null, null, null);
    }

    record SourceRequest(@Nullable String kind, @Nullable String name) {}

    record ItemRequest(
            @Nullable String label,
            @Nullable Long quantity,
            @Nullable Boolean approximate,
            @Nullable String programmeType) {}
}
