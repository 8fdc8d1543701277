package dure.indicator;

import dure.access.Access;
import dure.access.Permission;
import dure.finding.Text;
import dure.plan.Places;
import dure.web.Chart;
import dure.web.Refusal;
import dure.web.Wording;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** 지표: the series of a municipality, what its target rate needs, and bringing in what is published. */
@Controller
@RequestMapping("/municipalities/{code:[0-9]{5}}/indicators")
class IndicatorPages {
    private final Indicators indicators;
    private final Places places;
    private final Access access;
    private final Clock clock;

    IndicatorPages(Indicators indicators, Places places, Access access, Clock clock) {
        this.indicators = indicators;
        this.places = places;
        this.access = access;
        this.clock = clock;
    }

    /**
     * @param done what came of bringing something in; null: nothing was
     * @param fault a message key; null where nothing went wrong
     * @param ageBase as it was chosen; empty: by the file
     */
    record View(
            Places.Place place,
            int year,
            Gap gap,
            List<Indicators.Observed> series,
            boolean writes,
            List<Series> kosis,
            @Nullable Importing done,
            @Nullable String fault,
            String ageBase) {
        String dataSet() {
            return place.book().dataSet().name();
        }

        String href() {
            return place.href() + "/indicators";
        }

        Importing importing() {
            return Objects.requireNonNull(done);
        }

        /** What came of it, in a sentence. */
        String outcome(Wording page) {
            return switch (importing()) {
                case Importing.Read read ->
                    page.text(
                            !read.written()
                                    ? "indicator.done.rehearsed"
                                    : read.added() + read.revised() == 0
                                            ? "indicator.done.unchanged"
                                            : "indicator.done.imported",
                            read.added(),
                            read.revised(),
                            read.unchanged());
                case Importing.Refused refused -> page.text("indicator.done.refused");
            };
        }

        boolean refused() {
            return done instanceof Importing.Refused;
        }

        String say(Wording page, Text text) {
            return page.text(text.key(), text.getArguments());
        }

        String amount(Wording page, Series series, Value value) {
            return value.missing() != null
                    ? page.text("indicator.missing." + value.missing())
                    : series.unit() == Series.Unit.PERCENT
                            ? page.publishedPercent(value.amount())
                            : page.number(value.amount());
        }

        Chart.Levels chart(Wording page, Indicators.Observed one) {
            return new Chart.Levels(
                    one.series().name(page),
                    page.text("indicator.unit." + one.series().unit()),
                    one.values().stream()
                            .map(value -> new Chart.Levels.Level(value.period().name(page), value.amount()))
                            .toList());
        }

        String next(Wording page, Indicators.NextRelease next) {
            return next.byMonth()
                    ? page.text(
                            "indicator.next.month",
                            next.period().name(page),
                            String.valueOf(next.on().getYear()),
                            String.valueOf(next.on().getMonthValue()))
                    : page.text("indicator.next", next.period().name(page), page.date(next.on()));
        }
    }

    /** The gap in a sentence, or why there is none. */
    static String gap(Wording page, Gap gap) {
        return switch (gap) {
            case Gap.Persons one ->
                page.text(
                        one.needed() == 0 ? "indicator.gap.met" : "indicator.gap",
                        String.valueOf(one.year()),
                        page.publishedPercent(one.target()),
                        base(page, one.ageBase()),
                        one.period().name(page),
                        page.percent(one.rate().movePointLeft(2)),
                        page.number(one.needed()));
            case Gap.NoTarget one -> page.text("indicator.gap.noTarget");
            case Gap.TargetWithoutBase one ->
                page.text("indicator.gap.noBase", String.valueOf(one.year()), page.publishedPercent(one.target()));
            case Gap.OtherBase one ->
                page.text(
                        "indicator.gap.otherBase",
                        String.valueOf(one.year()),
                        page.publishedPercent(one.target()),
                        base(page, one.ageBase()),
                        base(page, one.other()));
            case Gap.NoFigures one ->
                page.text(
                        "indicator.gap.noFigures",
                        String.valueOf(one.year()),
                        page.publishedPercent(one.target()),
                        base(page, one.ageBase()));
        };
    }

    private static String base(Wording page, String ageBase) {
        return page.text(ageBase.equals("15+") ? "indicator.base.15" : "indicator.base.15-64");
    }

    @GetMapping
    ModelAndView indicators(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String dataSet) {
        return page(places.of(code, dataSet), year, knownAt, null, null, "");
    }

    private ModelAndView page(
            Places.Place place,
            @Nullable Integer year,
            @Nullable String knownAt,
            @Nullable Importing done,
            @Nullable String fault,
            String ageBase) {
        var at = IndicatorApi.instant(knownAt);
        var asked = year == null || year < 1995 || year > 2100
                ? LocalDate.now(clock).getYear()
                : year;
        var municipality = place.municipality().code();
        var writes = access.viewer().may(Permission.INDICATORS_WRITE, municipality);
        return new ModelAndView("indicator/indicators")
                .addObject(
                        "view",
                        new View(
                                place,
                                asked,
                                indicators.gap(place.book(), asked, at),
                                indicators.of(municipality, at),
                                writes,
                                writes && indicators.asksKosis() ? indicators.ofKosis() : List.of(),
                                done,
                                fault,
                                ageBase));
    }

    /** The address of a form that was sent, read again. */
    @GetMapping({"/file", "/kosis"})
    String back(@PathVariable String code, @Nullable Principal sender) {
        if (sender == null) {
            throw Refusal.notThere(); // nobody sends these forms without having signed in
        }
        return "redirect:/municipalities/" + code + "/indicators";
    }

    @PostMapping("/file")
    ModelAndView file(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String ageBase,
            @RequestParam(defaultValue = "false") boolean own,
            @RequestParam(defaultValue = "true") boolean dryRun,
            @RequestParam(required = false) @Nullable String dataSet)
            throws IOException {
        var place = places.of(code, dataSet);
        var base = IndicatorApi.base(ageBase);
        if (file == null || file.isEmpty()) {
            access.require(Permission.INDICATORS_WRITE, place.municipality().code());
            return page(place, null, null, null, "indicator.file.missing", ageBase);
        }
        var done = indicators.importFile(
                place.municipality().code(),
                Optional.ofNullable(file.getOriginalFilename()).orElse(""),
                file.getBytes(),
                base,
                own,
                dryRun);
        return page(place, null, null, done, null, ageBase);
    }

    @PostMapping("/kosis")
    ModelAndView kosis(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String series,
            @RequestParam(defaultValue = "true") boolean dryRun,
            @RequestParam(required = false) @Nullable String dataSet) {
        var place = places.of(code, dataSet);
        return page(
                place, null, null, indicators.importKosis(place.municipality().code(), series, dryRun), null, "");
    }
}
