package dure.indicator;

import dure.web.Wording;
import org.jspecify.annotations.Nullable;

/**
 * 지표 계열.
 *
 * @param ageBase 15-64 or 15+; null: of all ages
 * @param official what a statistics office publishes; else a municipality's own count
 * @param kosis where KOSIS has it; null: by file only
 */
public record Series(
        String id,
        Kind kind,
        String nameKo,
        String nameEn,
        Unit unit,
        @Nullable String ageBase,
        Period.Frequency frequency,
        String sourceKo,
        String sourceEn,
        boolean official,
        @Nullable KosisItem kosis) {
    public enum Kind {
        /** 고용률 */
        EMPLOYMENT_RATE,
        /** 실업률 */
        UNEMPLOYMENT_RATE,
        /** 취업자 */
        EMPLOYED,
        /** 인구 of an age base */
        POPULATION,
        /** 고용보험 피보험자 */
        INSURED,
        /** 주민등록인구 */
        REGISTERED
    }

    public enum Unit {
        PERCENT,
        PERSONS
    }

    record KosisItem(String org, String table, String item) {}

    public String name(Wording page) {
        return page.isEnglish() ? nameEn : nameKo;
    }

    public String source(Wording page) {
        return page.isEnglish() ? sourceEn : sourceKo;
    }
}
