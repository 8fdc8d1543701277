package dure.ledger;

import dure.plan.Measure;
import dure.plan.ProgrammeType;
import dure.plan.Sector;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 집계기준: a named, versioned, published rule of what counts. It is data; {@link RuleQuery} compiles it.
 */
public record CountingRule(
        RuleKey key,
        String nameKo,
        String nameEn,
        String textKo,
        String textEn,
        Criteria criteria,
        LocalDate publishedOn) {

    /**
     * What an entry must be to count, in the order in which a bridge shows what falls away.
     *
     * @param measures what is counted; the only place where unlike measures may meet
     * @param basisAtLeast null: any
     * @param programmeTypes empty: any
     * @param sectors empty: any
     * @param months least duration; null: any, stated or not
     * @param weeklyHours least hours a week; null: any, stated or not
     * @param funded true: only jobs that public money pays; false: only others; null: any
     * @param oncePerPerson of a known person's entries only the earliest counts
     */
    public record Criteria(
            Set<Measure> measures,
            @Nullable Basis basisAtLeast,
            Set<ProgrammeType> programmeTypes,
            Set<Sector> sectors,
            @Nullable Integer months,
            @Nullable BigDecimal weeklyHours,
            @Nullable Boolean funded,
            boolean oncePerPerson) {}

    public String name(Locale locale) {
        return locale.getLanguage().equals("ko") ? nameKo : nameEn;
    }

    public String text(Locale locale) {
        return locale.getLanguage().equals("ko") ? textKo : textEn;
    }
}
