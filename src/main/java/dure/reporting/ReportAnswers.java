package dure.reporting;

import dure.web.Refusal;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/** How it is told, by page and API alike, that a step could not be made or a cell not be saved. */
final class ReportAnswers {
    private ReportAnswers() {}

    /** @throws Refusal unless the step was made */
    static ReportMove made(ReportMove move) {
        return switch (move) {
            case ReportMove.Made made -> made;
            case ReportMove.Submitted submitted -> submitted;
            case ReportMove.NoPeriod none -> throw Refusal.notThere();
            case ReportMove.NoReport none -> throw Refusal.of(HttpStatus.NOT_FOUND, "reporting.move.noReport");
            case ReportMove.Taken taken ->
                throw Refusal.of(
                        HttpStatus.CONFLICT, "reporting.move.taken", taken.by().toString());
            case ReportMove.MonthClosed closed ->
                throw Refusal.of(
                        HttpStatus.CONFLICT,
                        "reporting.move.monthClosed",
                        closed.month().toString());
            case ReportMove.TooEarly early ->
                throw Refusal.of(new Refusal.Field(
                        "period", "reporting.move.tooEarly", early.period().toString()));
            case ReportMove.PeriodClosed closed ->
                throw Refusal.of(
                        HttpStatus.CONFLICT,
                        "reporting.move.periodClosed",
                        closed.period().name().toString());
            case ReportMove.NotFrom from ->
                throw Refusal.of(
                        HttpStatus.CONFLICT,
                        "reporting.move.notFrom." + from.wanted().name().toLowerCase(Locale.ROOT) + "." + from.state());
            case ReportMove.Lacks lacks ->
                throw Refusal.of(lacks.findings().stream()
                        .map(finding -> new Refusal.Field(
                                "rows",
                                finding.message().key(),
                                finding.message().getArguments()))
                        .toArray(Refusal.Field[]::new));
        };
    }

    /** @throws Refusal unless the cells were looked at */
    static Saving.Saved saved(Saving saving) {
        return switch (saving) {
            case Saving.Saved saved -> saved;
            case Saving.NoReport none -> throw Refusal.of(HttpStatus.NOT_FOUND, "reporting.move.noReport");
            case Saving.NotOpen not ->
                throw Refusal.of(HttpStatus.CONFLICT, "reporting.move.notFrom.typed." + not.state());
            case Saving.KeyUsed used -> throw Refusal.of(HttpStatus.CONFLICT, "reporting.move.keyUsed", used.key());
        };
    }
}
