package dure.plan;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * 예상 고용조건 of the jobs that a project is to bring; each null where the plan does not say.
 *
 * @param months duration of a job
 * @param weeklyHours 주당 근로시간
 * @param monthlyWage [won]
 * @param insured 고용보험 가입
 */
public record ExpectedTerms(
        @Nullable BigDecimal months,
        @Nullable BigDecimal weeklyHours,
        @Nullable Contract contract,
        @Nullable Long monthlyWage,
        @Nullable Boolean insured) {
    public static final ExpectedTerms UNSTATED = new ExpectedTerms(null, null, null, null, null);

    /** 고용 형태 */
    public enum Contract {
        /** 상용: a year or longer, or without end */
        REGULAR,
        /** 임시 */
        TEMPORARY,
        /** 일용 */
        DAILY
    }
}
