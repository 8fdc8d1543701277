package dure.retention;

import dure.access.Access;
import dure.ledger.CountingRule;
import dure.ledger.Rules;
import dure.plan.ProgrammeType;
import dure.recount.Asked;
import dure.recount.RecountAsking;
import dure.web.Chart;
import dure.web.Crumb;
import dure.web.Wording;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** 고용유지: what is still there after 1, 3, 6 and 12 months, by programme type and project. */
@Controller
class RetentionPages {
    private final RecountAsking asking;
    private final Retentions retentions;
    private final Access access;

    RetentionPages(RecountAsking asking, Retentions retentions, Access access) {
        this.asking = asking;
        this.retentions = retentions;
        this.access = access;
    }

    /**
     * Whose curve is drawn.
     *
     * @param type null: not of a programme type
     * @param project its code; null: not of a project
     */
    record Group(@Nullable ProgrammeType type, @Nullable String project, String name, Retention retention) {}

    record View(
            Asked asked,
            Retentions.Answer answer,
            @Nullable String type,
            @Nullable String project,
            List<CountingRule> offered,
            List<Integer> years,
            boolean staff) {
        String name(Wording page) {
            return asked.place().name(page);
        }

        List<Crumb> crumbs(Wording page) {
            return List.of(
                    new Crumb(page.text("web.home"), "/"),
                    new Crumb(name(page), asked.place().href("")),
                    new Crumb(page.text("retention.title")));
        }

        CountingRule rule() {
            return answer.question().rule();
        }

        /** The check by which a programme is usually judged: 6 months. */
        Retention.Check usual() {
            return answer.whole().checks().get(2);
        }

        List<Group> types(Wording page) {
            return answer.byProgrammeType().entrySet().stream()
                    .filter(one -> one.getValue().followed() > 0)
                    .map(one -> new Group(
                            one.getKey(), null, page.text("plan.programmeType", one.getKey()), one.getValue()))
                    .toList();
        }

        List<Group> projects() {
            return answer.byProject().stream()
                    .map(one ->
                            new Group(null, one.project().code(), one.project().name(), one.retention()))
                    .toList();
        }

        /** The one that is asked for, where it has anything to show; else the whole. */
        Group drawn(Wording page) {
            return Stream.concat(types(page).stream(), projects().stream())
                    .filter(group -> group.type() != null
                            ? group.type().name().equals(type)
                            : String.valueOf(group.project()).equals(project))
                    .findFirst()
                    .orElseGet(() -> new Group(null, null, page.text("retention.whole"), answer.whole()));
        }

        Chart chart(Group group, Wording page) {
            return new Chart.Survival(
                    page.text("retention.curve.of", group.name()),
                    "%",
                    group.retention().survival().points().stream()
                            .map(point -> new Chart.Survival.Point(
                                    point.month(),
                                    point.share(),
                                    point.interval().low(),
                                    point.interval().high()))
                            .toList());
        }

        static String share(Retention.Check check, Wording page) {
            return page.percent(check.share().orElse(null));
        }

        static String interval(Optional<Interval> interval, Wording page) {
            return interval.map(one -> page.percent(one.low()) + " – " + page.percent(one.high()))
                    .orElse(Wording.UNKNOWN);
        }
    }

    @GetMapping("/municipalities/{code:[0-9]{5}}/retention")
    String retention(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable Integer term,
            @RequestParam(defaultValue = Rules.DEFAULT) String rule,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String project,
            @RequestParam(required = false) @Nullable String dataSet,
            Model model) {
        var asked = asking.asked(
                code, new RecountAsking.Address(year, term, List.of(rule), asOf, knownAt, null, null, dataSet));
        var municipality = asked.place().municipality().code();
        model.addAttribute(
                "view",
                new View(
                        asked,
                        retentions.of(asked),
                        type,
                        project,
                        asking.offered(municipality),
                        asking.years(asked.place().book(), asked.scope()),
                        access.viewer().reads().includes(municipality)));
        return "retention/retention";
    }
}
