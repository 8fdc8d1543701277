package dure.reporting;

import dure.plan.Measure;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is typed of a project.
 *
 * @param measure of a quantity; null of all else
 */
public record ReportField(Kind kind, @Nullable Measure measure) {
    public static final ReportField EXECUTED = new ReportField(Kind.EXECUTED, null);
    public static final ReportField EVIDENCE = new ReportField(Kind.EVIDENCE, null);
    public static final ReportField CAUSE = new ReportField(Kind.CAUSE, null);

    public enum Kind {
        /** 이번 기간의 실적 */
        QUANTITY,
        /** 예산 집행액 [won] */
        EXECUTED,
        /** 증빙: where it can be seen */
        EVIDENCE,
        /** 부진 사유, 비고 */
        CAUSE;

        boolean isNumber() {
            return this == QUANTITY || this == EXECUTED;
        }
    }

    public static ReportField quantity(Measure measure) {
        return new ReportField(Kind.QUANTITY, measure);
    }

    /** quantity/JOBS, executed, evidence, cause */
    public static Optional<ReportField> parse(String text) {
        return switch (text) {
            case "executed" -> Optional.of(EXECUTED);
            case "evidence" -> Optional.of(EVIDENCE);
            case "cause" -> Optional.of(CAUSE);
            default ->
                Arrays.stream(Measure.values())
                        .filter(measure -> text.equals("quantity/" + measure))
                        .findFirst()
                        .map(ReportField::quantity);
        };
    }

    @Override
    public String toString() {
        return switch (kind) {
            case QUANTITY -> "quantity/" + measure;
            case EXECUTED -> "executed";
            case EVIDENCE -> "evidence";
            case CAUSE -> "cause";
        };
    }
}
