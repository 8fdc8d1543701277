package dure.forecast;

import com.fasterxml.jackson.annotation.JsonInclude;
import dure.region.DataSet;
import dure.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Forecasts for machines. */
@RestController
@RequestMapping("/api/v1/municipalities/{code:[0-9]{5}}/forecast")
@Tag(name = "forecasts", description = "Forecasts: what a year or a term will probably come to")
class ForecastApi {
    private final ForecastQuestions questions;
    private final Forecasts forecasts;
    private final MessageSource messages;

    ForecastApi(ForecastQuestions questions, Forecasts forecasts, MessageSource messages) {
        this.questions = questions;
        this.forecasts = forecasts;
        this.messages = messages;
    }

    /**
     * @param year null of a term; as term of a year
     * @param counted what is there already [in the measures of the rule]
     * @param observed up to which day that is reported; null where nothing is
     * @param probability of meeting the target within the period, a ratio; null without a target
     * @param few whether little is known of earlier years
     * @param projects by expected shortfall, the largest first; those without a target at the end
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ForecastAnswer(
            String municipality,
            @Nullable Integer year,
            @Nullable Integer term,
            LocalDate from,
            LocalDate to,
            @Nullable Long target,
            long counted,
            @Nullable LocalDate observed,
            long p10,
            long p50,
            long p90,
            @Nullable GoalDate goalDate,
            @Nullable Double probability,
            String basis,
            boolean few,
            List<Outlook.Point> course,
            List<Outlook.Part> strategies,
            List<ProjectAnswer> projects,
            RuleUsed rule,
            LocalDate asOf,
            LedgerUsed ledger,
            boolean sample) {}

    record RuleUsed(String id, int version) {}

    record LedgerUsed(long position, Instant at) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ProjectAnswer(
            String code,
            String name,
            @Nullable String department,
            @Nullable Long target,
            long counted,
            long p10,
            long p50,
            long p90,
            long expected,
            long shortfall,
            @Nullable GoalDate goalDate,
            @Nullable Double probability) {
        static ProjectAnswer of(Outlook.ProjectPart one) {
            return new ProjectAnswer(
                    one.project().code(),
                    one.project().name(),
                    one.project().department(),
                    one.target(),
                    one.counted(),
                    one.p10(),
                    one.p50(),
                    one.p90(),
                    one.expected(),
                    one.shortfall(),
                    one.goalDate(),
                    one.probability());
        }
    }

    @Operation(
            operationId = "forecast",
            summary = "What a year or a term will probably come to, and when its goal is met",
            description = "P10, P50 and P90 of the end, and of the day on which the goal is met (null: not within the"
                    + " period). The same question has the same answer.")
    @GetMapping
    ForecastAnswer forecast(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable Integer term,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String rule,
            @RequestParam(required = false) @Nullable String dataSet,
            Locale locale) {
        var place = questions.of(code, new ForecastQuestions.Asked(year, term, asOf, knownAt, rule, dataSet));
        var outlook = forecasts
                .outlook(place.question())
                .orElseThrow(() -> Refusal.of(
                        HttpStatus.NOT_FOUND,
                        "forecast.asking.nothing",
                        place.place().municipality().fullName()));
        var question = outlook.question();
        var forecast = outlook.forecast();
        return new ForecastAnswer(
                code,
                question.scope() instanceof dure.ledger.Scope.InYear one ? Integer.valueOf(one.year()) : null,
                question.scope() instanceof dure.ledger.Scope.InTerm one
                        ? Integer.valueOf(one.term().no())
                        : null,
                question.scope().from(),
                question.scope().to(),
                forecast.target(),
                outlook.counted(),
                outlook.observed(),
                forecast.p10(),
                forecast.p50(),
                forecast.p90(),
                forecast.goalDate(),
                forecast.probability(),
                messages.getMessage(forecast.basis(), locale),
                outlook.few(),
                outlook.course(),
                outlook.strategies(),
                outlook.byShortfall().stream().map(ProjectAnswer::of).toList(),
                new RuleUsed(question.rule().key().id(), question.rule().key().version()),
                question.asOf(),
                new LedgerUsed(question.known().position(), question.known().at()),
                question.book().dataSet() != DataSet.REAL);
    }
}
