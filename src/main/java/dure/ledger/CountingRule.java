package dure.ledger;

import dure.plan.Measure;
import dure.plan.ProgrammeType;
import dure.plan.Sector;
import dure.plan.TargetGroup;
import dure.region.MunicipalityCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 집계기준: a named, versioned, published rule of what counts. It is data; {@link RuleQuery} compiles it.
 *
 * @param owner the municipality whose rule it is; null: the installation's, offered to all
 * @param publishedBy who published it; null: it came with the product
 * @param retiredFrom 폐지: from this day on it is offered no more; what it counted can still be asked for
 */
public record CountingRule(
        RuleKey key,
        String nameKo,
        String nameEn,
        String textKo,
        String textEn,
        Criteria criteria,
        LocalDate publishedOn,
        @Nullable MunicipalityCode owner,
        @Nullable String publishedBy,
        @Nullable LocalDate retiredFrom) {

    /**
     * What an entry must be to count, in the order in which a bridge shows what falls away.
     *
     * @param measures what is counted; the only place where unlike measures may meet
     * @param basisAtLeast null: any
     * @param retainedMonths of RETAINED only: for how many months at least the job was seen to be kept; null: any
     * @param programmeTypes empty: any
     * @param sectors empty: any
     * @param withoutIndustries sections of the KSIC (A to U) of which nothing counts: F is building; empty: any counts
     * @param targetGroups an entry counts that names one of them at least; empty: any
     * @param months least duration; null: any, stated or not
     * @param weeklyHours least hours a week; null: any, stated or not
     * @param contracts empty: any
     * @param insured true: only jobs in employment insurance; false: only others; null: any
     * @param funded true: only jobs that public money pays; false: only others; null: any
     * @param recordedWithinDays 귀속 기간, the attribution window: only what was recorded no later than so many days after
     *     the last day of its period, in Korea; null: whenever
     * @param oncePerPerson of a known person's entries only the earliest counts
     */
    public record Criteria(
            Set<Measure> measures,
            @Nullable Basis basisAtLeast,
            @Nullable Integer retainedMonths,
            Set<ProgrammeType> programmeTypes,
            Set<Sector> sectors,
            Set<String> withoutIndustries,
            Set<TargetGroup> targetGroups,
            @Nullable Integer months,
            @Nullable BigDecimal weeklyHours,
            Set<Contract> contracts,
            @Nullable Boolean insured,
            @Nullable Boolean funded,
            @Nullable Integer recordedWithinDays,
            boolean oncePerPerson) {
        public Criteria {
            measures = Set.copyOf(measures);
            programmeTypes = Set.copyOf(programmeTypes);
            sectors = Set.copyOf(sectors);
            withoutIndustries = Set.copyOf(withoutIndustries);
            targetGroups = Set.copyOf(targetGroups);
            contracts = Set.copyOf(contracts);
            if (measures.isEmpty()) {
                throw new IllegalArgumentException("A rule counts one measure at least");
            }
            if (retainedMonths != null && basisAtLeast != Basis.RETAINED) {
                throw new IllegalArgumentException(
                        "Months of being kept (%d) are asked of the basis RETAINED, not of %s"
                                .formatted(retainedMonths, basisAtLeast));
            }
            if (programmeTypes.contains(ProgrammeType.UNSPECIFIED)
                    || sectors.contains(Sector.UNSPECIFIED)
                    || contracts.contains(Contract.UNSPECIFIED)) {
                throw new IllegalArgumentException("What is not stated cannot be asked for: it is a step of its own");
            }
            if (!withoutIndustries.stream().allMatch(section -> section.matches("[A-U]"))) {
                throw new IllegalArgumentException("The sections of the KSIC are A to U, not " + withoutIndustries);
            }
        }

        /** Every number of jobs, however it is known. */
        public static final Criteria JOBS = new Criteria(
                Set.of(Measure.JOBS),
                null,
                null,
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                null,
                null,
                Set.of(),
                null,
                null,
                null,
                false);

        /** Whether it asks for what the tallies leave to the kinds of entries. */
        boolean asksOfKinds() {
            return !targetGroups.isEmpty() || !withoutIndustries.isEmpty() || !contracts.isEmpty() || insured != null;
        }
    }

    public boolean isRetired(LocalDate on) {
        return retiredFrom != null && !on.isBefore(retiredFrom);
    }

    public String name(Locale locale) {
        return locale.getLanguage().equals("ko") ? nameKo : nameEn;
    }

    public String text(Locale locale) {
        return locale.getLanguage().equals("ko") ? textKo : textEn;
    }
}
