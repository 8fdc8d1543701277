package dure.verification;

import dure.access.Permission;
import dure.ledger.Basis;
import dure.ledger.CountingRule;
import dure.ledger.Entry;
import dure.ledger.Figures;
import dure.ledger.Rules;
import dure.ledger.Scope;
import dure.ledger.Summary;
import dure.ledger.Tally;
import dure.plan.Departments;
import dure.plan.Measure;
import dure.plan.Places;
import dure.plan.ProgrammeType;
import dure.plan.Project;
import dure.web.Refusal;
import dure.web.Wording;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 표본 점검, 추정 계수 and 근거 사다리, and the page from which all of this module is found. */
@Controller
class SamplePages {
    private static final String HOME = "/municipalities/{code}";
    private static final int MARKED_AT_ONCE = 200;

    private final Scoped scoped;
    private final SampleChecks samples;
    private final Estimates estimates;
    private final Figures figures;
    private final Rules rules;
    private final Departments departments;

    SamplePages(
            Scoped scoped,
            SampleChecks samples,
            Estimates estimates,
            Figures figures,
            Rules rules,
            Departments departments) {
        this.scoped = scoped;
        this.samples = samples;
        this.estimates = estimates;
        this.figures = figures;
        this.rules = rules;
        this.departments = departments;
    }

    record HomeView(Places.Place place, boolean writes, boolean verifies) {}

    record SamplesView(
            Places.Place place,
            boolean verifies,
            int year,
            List<SampleCheck> samples,
            List<String> departments,
            List<CountingRule> rules,
            Map<String, String> form,
            List<Refusal.Field> faults) {
        String value(String field, String otherwise) {
            return form.getOrDefault(field, otherwise);
        }

        List<ProgrammeType> types() {
            return List.of(ProgrammeType.values());
        }

        List<Basis> bases() {
            return List.of(Basis.values());
        }

        List<SampleCheck.Stratified> ways() {
            return List.of(SampleCheck.Stratified.values());
        }

        String scope(Wording page, SampleCheck sample) {
            return SamplePages.scope(page, sample);
        }
    }

    /** @param again whether the seed drew the same entries again; null: nobody asked */
    record SampleView(
            Places.Place place,
            SampleCheck sample,
            Map<Long, Entry> entries,
            boolean verifies,
            @Nullable Boolean again,
            List<Refusal.Field> faults) {
        String scope(Wording page) {
            return SamplePages.scope(page, sample);
        }

        String stratum(Wording page, String name) {
            if (name.isEmpty()) {
                return "–";
            }
            return switch (sample.stratified()) {
                case PROGRAMME_TYPE -> page.text("plan.programmeType", ProgrammeType.valueOf(name));
                case BASIS -> page.text("ledger.basis", Basis.valueOf(name));
                case DEPARTMENT, NONE -> name;
            };
        }

        boolean isOpen() {
            return verifies && sample.closing() == null;
        }

        List<SampleCheck.Verdict> verdicts() {
            return List.of(SampleCheck.Verdict.values());
        }
    }

    private static String scope(Wording page, SampleCheck sample) {
        var scope = sample.scope();
        var parts = new java.util.ArrayList<String>();
        parts.add(page.text("verification.sample.year", String.valueOf(scope.year())));
        var month = scope.month();
        if (month != null) {
            parts.add(page.text("verification.sample.month.of", month.getMonthValue()));
        }
        if (scope.department() != null) {
            parts.add(scope.department());
        }
        var type = scope.programmeType();
        if (type != null) {
            parts.add(page.text("plan.programmeType", type));
        }
        var basis = scope.basis();
        if (basis != null) {
            parts.add(page.text("ledger.basis", basis));
        }
        return String.join(" · ", parts);
    }

    @GetMapping(HOME + "/verification")
    ModelAndView home(@PathVariable String code, @RequestParam(required = false) @Nullable String dataSet) {
        var place = scoped.staff(code, dataSet);
        return new ModelAndView(
                "verification/home",
                Map.of(
                        "view",
                        new HomeView(
                                place,
                                scoped.may(place, Permission.ENTRIES_WRITE),
                                scoped.may(place, Permission.ENTRIES_VERIFY))));
    }

    // ---- sample checks ---------------------------------------------------------------------------------------------

    @GetMapping(HOME + "/sample-checks")
    ModelAndView samples(@PathVariable String code, @RequestParam(required = false) @Nullable String dataSet) {
        return samples(scoped.staff(code, dataSet), Map.of(), List.of());
    }

    private ModelAndView samples(Places.Place place, Map<String, String> form, List<Refusal.Field> faults) {
        return new ModelAndView(
                "verification/samples",
                Map.of(
                        "view",
                        new SamplesView(
                                place,
                                scoped.may(place, Permission.ENTRIES_VERIFY),
                                scoped.year(place.book(), null),
                                samples.samples(place.book()),
                                departments.all(place.book()).stream()
                                        .map(dure.plan.Department::name)
                                        .distinct()
                                        .toList(),
                                rules.newest(),
                                form,
                                faults)),
                faults.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping(HOME + "/sample-checks")
    ModelAndView draw(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam Map<String, String> form) {
        var place = scoped.staff(code, dataSet);
        try {
            var drawn = samples.draw(place.book(), asked(form));
            return new ModelAndView("redirect:" + place.href("/sample-checks/" + drawn.id()));
        } catch (Refusal refusal) {
            if (refusal.fields().isEmpty()) {
                throw refusal;
            }
            return samples(place, form, refusal.fields());
        }
    }

    /** What somebody said of a sample: the same fields on the page and in the API. */
    static SampleChecks.Asked asked(Map<String, String> form) {
        var year = Scoped.small(form, "year");
        var month = Scoped.text(form, "month");
        if (year < 1995 || year > 2100 || (month != null && !month.matches("[1-9]|1[0-2]"))) {
            throw Refusal.of(new Refusal.Field("month", "verification.field.month"));
        }
        return new SampleChecks.Asked(
                new SampleCheck.Scope(
                        year,
                        month == null
                                ? null
                                : YearMonth.of(year, Integer.parseInt(month)).atDay(1),
                        Scoped.text(form, "department"),
                        Scoped.text(form, "programmeType") == null
                                ? null
                                : Scoped.one(form, "programmeType", ProgrammeType.class),
                        Scoped.text(form, "basis") == null ? null : Scoped.one(form, "basis", Basis.class)),
                Scoped.text(form, "rule"),
                Scoped.optional(form, "stratified", SampleCheck.Stratified.class, SampleCheck.Stratified.NONE),
                Scoped.small(form, "size"),
                Scoped.text(form, "seed"));
    }

    @GetMapping(HOME + "/sample-checks/{id:[0-9a-f-]{36}}")
    ModelAndView sample(
            @PathVariable String code, @PathVariable UUID id, @RequestParam(defaultValue = "false") boolean again) {
        return sample(code, id, again, List.of());
    }

    private ModelAndView sample(String code, UUID id, boolean again, List<Refusal.Field> faults) {
        var sample = samples.find(id).orElseThrow(Refusal::notThere);
        var place = scoped.of(code, sample.book());
        return new ModelAndView(
                "verification/sample",
                Map.of(
                        "view",
                        new SampleView(
                                place,
                                sample,
                                samples.entries(sample),
                                scoped.may(place, Permission.ENTRIES_VERIFY),
                                again ? Boolean.valueOf(samples.isDrawnAgain(sample)) : null,
                                faults)),
                faults.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** All rows of the table that say something new; what is as it was is not written again. */
    @PostMapping(HOME + "/sample-checks/{id:[0-9a-f-]{36}}/marks")
    ModelAndView mark(@PathVariable String code, @PathVariable UUID id, @RequestParam Map<String, String> form) {
        var sample = samples.find(id).orElseThrow(Refusal::notThere);
        var place = scoped.of(code, sample.book());
        try {
            for (var item : sample.items().stream().limit(MARKED_AT_ONCE).toList()) {
                var said = Scoped.text(form, "verdict-" + item.no());
                var remark = Objects.requireNonNullElse(Scoped.text(form, "remark-" + item.no()), "");
                if (said == null) {
                    continue;
                }
                var verdict = Scoped.one(form, "verdict-" + item.no(), SampleCheck.Verdict.class);
                var mark = item.mark();
                if (mark == null || mark.verdict() != verdict || !mark.remark().equals(remark)) {
                    samples.mark(id, item.entry(), verdict, remark, null);
                }
            }
        } catch (Refusal refusal) {
            if (refusal.fields().isEmpty()) {
                throw refusal;
            }
            return sample(code, id, false, refusal.fields());
        }
        return new ModelAndView("redirect:" + place.href("/sample-checks/" + id));
    }

    @PostMapping(HOME + "/sample-checks/{id:[0-9a-f-]{36}}/closing")
    String close(@PathVariable String code, @PathVariable UUID id, @RequestParam(defaultValue = "") String remark) {
        var sample = samples.find(id).orElseThrow(Refusal::notThere);
        var place = scoped.of(code, sample.book());
        samples.close(id, remark);
        return "redirect:" + place.href("/sample-checks/" + id);
    }

    // ---- coefficients ----------------------------------------------------------------------------------------------

    /** @param computed what the form's input gives; null: nothing was asked */
    record CoefficientsView(
            Places.Place place,
            boolean writes,
            boolean estimates,
            List<Coefficient> coefficients,
            List<Coefficient> newest,
            List<Project> projects,
            Estimates.@Nullable Estimated computed,
            Map<String, String> form,
            List<Refusal.Field> faults) {
        String value(String field, String otherwise) {
            return form.getOrDefault(field, otherwise);
        }

        List<Measure> measures() {
            return List.of(Measure.JOBS, Measure.PERSONS, Measure.PLACEMENTS);
        }

        List<Coefficient.Input> inputs() {
            return List.of(Coefficient.Input.values());
        }
    }

    @GetMapping(HOME + "/coefficients")
    ModelAndView coefficients(@PathVariable String code, @RequestParam(required = false) @Nullable String dataSet) {
        return coefficients(scoped.staff(code, dataSet), null, Map.of(), List.of());
    }

    private ModelAndView coefficients(
            Places.Place place,
            Estimates.@Nullable Estimated computed,
            Map<String, String> form,
            List<Refusal.Field> faults) {
        var code = place.municipality().code();
        return new ModelAndView(
                "verification/coefficients",
                Map.of(
                        "view",
                        new CoefficientsView(
                                place,
                                scoped.may(place, Permission.RULES_WRITE),
                                scoped.may(place, Permission.ENTRIES_WRITE),
                                estimates.coefficients(code),
                                estimates.newest(code),
                                scoped.projects(place.book(), scoped.year(place.book(), null)),
                                computed,
                                form,
                                faults)),
                faults.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping(HOME + "/coefficients")
    ModelAndView write(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam Map<String, String> form) {
        var place = scoped.staff(code, dataSet);
        try {
            estimates.write(place.municipality().code(), coefficient(form));
            return new ModelAndView("redirect:" + place.href("/coefficients"));
        } catch (Refusal refusal) {
            if (refusal.fields().isEmpty()) {
                throw refusal;
            }
            return coefficients(place, null, form, refusal.fields());
        }
    }

    /** A new version as somebody says it; what number it has is not said. */
    static Coefficient coefficient(Map<String, String> form) {
        var jobs = form.getOrDefault("jobs", "").replace(",", "").strip();
        if (!jobs.matches("[0-9]{1,8}(\\.[0-9]{1,4})?")) {
            throw Refusal.of(new Refusal.Field("jobs", "verification.coefficient.jobs.wrong"));
        }
        return new Coefficient(
                new UUID(0, 0),
                null,
                form.getOrDefault("code", "").strip(),
                1,
                form.getOrDefault("name", ""),
                Scoped.optional(form, "input", Coefficient.Input.class, Coefficient.Input.WON),
                form.getOrDefault("inputName", ""),
                Scoped.whole(form, "per"),
                new BigDecimal(jobs),
                Scoped.optional(form, "measure", Measure.class, Measure.JOBS),
                Scoped.whole(form, "cap"),
                form.getOrDefault("source", ""),
                Scoped.date(form, "validFrom"),
                Scoped.text(form, "validTo") == null ? null : Scoped.date(form, "validTo"));
    }

    @PostMapping(HOME + "/estimates")
    ModelAndView estimate(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam Map<String, String> form) {
        var place = scoped.staff(code, dataSet);
        try {
            var computed = estimates.estimate(place.book(), estimateAsked(form), !"true".equals(form.get("record")));
            return computed.entry() == null
                    ? coefficients(place, computed, form, List.of())
                    : new ModelAndView("redirect:/entries/" + computed.entry());
        } catch (Refusal refusal) {
            if (refusal.fields().isEmpty()) {
                throw refusal;
            }
            return coefficients(place, null, form, refusal.fields());
        }
    }

    static Estimates.Asked estimateAsked(Map<String, String> form) {
        var coefficient = form.getOrDefault("coefficient", "");
        if (!coefficient.matches("[0-9a-f-]{36}")) {
            throw Refusal.of(new Refusal.Field("coefficient", "verification.estimate.coefficient"));
        }
        return new Estimates.Asked(
                UUID.fromString(coefficient),
                Scoped.text(form, "project"),
                form.getOrDefault("label", ""),
                Scoped.date(form, "from"),
                Scoped.date(form, "to"),
                Scoped.whole(form, "input"));
    }

    // ---- the ladder ------------------------------------------------------------------------------------------------

    /** @param share of the total; null where there is none */
    record Rung(Basis basis, Tally tally, @Nullable Double share) {}

    record LadderView(
            Places.Place place,
            int year,
            List<Integer> years,
            Summary summary,
            List<Rung> rungs,
            SampleChecks.@Nullable Beside sample,
            boolean staff) {
        String ruleName(Wording page) {
            var rule = summary.question().rule();
            return rule.name(page.locale()) + " v" + rule.key().version();
        }

        /** How much is VERIFIED or better. */
        @Nullable
        Double verified() {
            return summary.total().quantity() == 0
                    ? null
                    : Double.valueOf((double) rungs.stream()
                                    .filter(rung -> rung.basis().compareTo(Basis.VERIFIED) >= 0)
                                    .mapToLong(rung -> rung.tally().quantity())
                                    .sum()
                            / summary.total().quantity());
        }

        String entries(Basis basis) {
            var href = place.href("/entries");
            return href + (href.contains("?") ? "&" : "?") + "year=" + year + "&rule="
                    + summary.question().rule().key().id() + "&basis=" + basis;
        }
    }

    /** 근거 사다리: how far the year's figure has come, and what would raise each part of it. The public sees what is disclosed. */
    @GetMapping(HOME + "/ladder")
    ModelAndView ladder(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(required = false) @Nullable Integer year) {
        var place = scoped.any(code, dataSet);
        var shown = scoped.year(place.book(), year);
        var summary = summary(place, shown);
        return new ModelAndView(
                "verification/ladder",
                Map.of(
                        "view",
                        new LadderView(
                                place,
                                shown,
                                scoped.years(place.book()),
                                summary,
                                rungs(summary),
                                samples.beside(place.book(), shown).orElse(null),
                                scoped.reads(place))));
    }

    /** Under the rule that asks for no basis: every part of the figure is on the ladder. */
    Summary summary(Places.Place place, int year) {
        var rule = rules.find(Rules.DEFAULT).orElseThrow();
        return figures.summary(figures.question(place.book(), new Scope.InYear(year), null, null, rule));
    }

    static List<Rung> rungs(Summary summary) {
        var total = summary.total().quantity();
        return java.util.Arrays.stream(Basis.values())
                .map(basis -> {
                    var tally = summary.byBasis().getOrDefault(basis, Tally.NONE);
                    return new Rung(
                            basis, tally, total == 0 ? null : Double.valueOf((double) tally.quantity() / total));
                })
                .toList();
    }
}
