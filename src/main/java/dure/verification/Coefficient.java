package dure.verification;

import dure.plan.Measure;
import dure.region.MunicipalityCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 추정 계수: {@code jobs} for every {@code per} of the input; never more than {@code cap} for one entry. A fraction of a job is
 * no job: what comes out is rounded down.
 *
 * @param municipality null: the installation's
 * @param per won, or how many
 * @param source where it comes from: a study, a statistic, an ordinance
 */
record Coefficient(
        UUID id,
        @Nullable MunicipalityCode municipality,
        String code,
        int version,
        String name,
        Input input,
        String inputName,
        long per,
        BigDecimal jobs,
        Measure measure,
        long cap,
        String source,
        LocalDate validFrom,
        @Nullable LocalDate validTo) {

    /** 입력 */
    enum Input {
        /** whole won */
        WON,
        /** 개소, 곳, 건 */
        COUNT
    }

    /** What it gives for an input, before the cap. */
    long of(long amount) {
        return BigDecimal.valueOf(amount)
                .multiply(jobs)
                .divide(BigDecimal.valueOf(per), 0, RoundingMode.FLOOR)
                .longValueExact();
    }

    boolean isValidOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }

    /** As entries name it: investment-jobs/2. */
    String key() {
        return code + "/" + version;
    }
}
