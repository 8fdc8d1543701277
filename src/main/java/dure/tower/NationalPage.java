package dure.tower;

import dure.ledger.Ledger;
import dure.ledger.LedgerDisclosure;
import dure.ledger.Reversal;
import dure.ledger.Rules;
import dure.map.Boundaries;
import dure.plan.PlanHead;
import dure.plan.PlanKind;
import dure.plan.Plans;
import dure.plan.Promise;
import dure.region.Book;
import dure.region.Municipalities;
import dure.region.Municipality;
import dure.region.MunicipalityCode;
import dure.region.Tile;
import dure.sheet.CsvWriter;
import dure.tower.NationalView.Place;
import dure.tower.NationalView.Stand;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first page: the whole country, how far each municipality is, and what happened last. */
@Controller
class NationalPage {
    static final String TABLE = "/progress.csv";

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    /** Of the latest disclosures and of the latest corrections as many as are read at a glance. */
    private static final int LATEST = 6;

    /** A municipality discloses up to a dozen plans on a day; so many give LATEST days of municipalities. */
    private static final int READ = LATEST * 12;

    private final Asking asking;
    private final Municipalities municipalities;
    private final Plans plans;
    private final Ledger ledger;
    private final Rules rules;
    private final NationalFigures figures;
    private final Boundaries boundaries;
    private final MessageSource messages;
    private final Clock clock;

    NationalPage(
            Asking asking,
            Municipalities municipalities,
            Plans plans,
            Ledger ledger,
            Rules rules,
            NationalFigures figures,
            Boundaries boundaries,
            MessageSource messages,
            Clock clock) {
        this.asking = asking;
        this.municipalities = municipalities;
        this.plans = plans;
        this.ledger = ledger;
        this.rules = rules;
        this.figures = figures;
        this.boundaries = boundaries;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping("/")
    String show(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String scope,
            @RequestParam(required = false) @Nullable String rule,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String against,
            @RequestParam(defaultValue = "") String view,
            Model model) {
        model.addAttribute("view", view(choice(scope, rule, asOf, against), q.strip(), view.equals("map")));
        return "tower/national";
    }

    private NationalView.Choice choice(
            String scope, @Nullable String rule, @Nullable String asOf, @Nullable String against) {
        var day = Asking.date(asOf);
        return new NationalView.Choice(
                asking.scope(scope),
                asking.rule(rule),
                day == null ? LocalDate.now(clock) : day,
                day == null,
                Asking.promise(against),
                plans.periods(PlanKind.YEAR),
                plans.periods(PlanKind.TERM),
                rules.newest());
    }

    /** The table as a file, with both promises. Money and people are not in it. */
    @GetMapping(path = NationalPage.TABLE, produces = "text/csv;charset=UTF-8")
    ResponseEntity<byte[]> csv(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String scope,
            @RequestParam(required = false) @Nullable String rule,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String against,
            Locale locale) {
        var view = view(choice(scope, rule, asOf, against), q.strip(), false);
        var csv = new CsvWriter()
                .row(Stream.of(
                                "code",
                                "municipality",
                                "scope",
                                "against",
                                "version",
                                "state",
                                "target",
                                "originalTarget",
                                "actual",
                                "progress",
                                "progressOfOriginal")
                        .map(column -> messages.getMessage("tower.national.csv." + column, null, locale))
                        .toList());
        view.places().stream()
                .filter(place -> place.overview() != null)
                .map(place -> row(place, view.asked().against(), locale))
                .forEach(csv::row);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"progress.csv\"")
                .body(csv.bytes());
    }

    private List<@Nullable Object> row(Place place, Promise against, Locale locale) {
        var plan = Objects.requireNonNull(place.overview()).plan();
        var original = place.original();
        return Arrays.asList(
                plan.book().municipality().value(),
                locale.getLanguage().equals("en")
                        ? place.municipality().english()
                        : place.municipality().fullName(),
                messages.getMessage(
                        plan.kind() == PlanKind.TERM ? "tower.national.term" : "tower.national.year",
                        new Object[] {String.valueOf(plan.period())},
                        locale),
                messages.getMessage("tower.against." + against, null, locale),
                plan.version(),
                messages.getMessage("plan.planState." + plan.state(), null, locale),
                plan.target() == null ? null : plan.target().amount(),
                original == null ? null : original.amount(),
                place.counted(),
                place.progress(),
                place.progressOfOriginal());
    }

    private NationalView view(NationalView.Choice choice, String query, boolean asMap) {
        var all = municipalities.all();
        var overviews = figures.of(choice.scope(), choice.rule(), choice.asOf(), choice.against());
        var places = all.stream()
                .collect(Collectors.toMap(Municipality::code, one -> new Place(one, overviews.get(one.code()))));
        return new NationalView(
                choice,
                all.stream()
                        .filter(one -> one.kind().isProvincial())
                        .map(one -> Objects.requireNonNull(places.get(one.code())))
                        .toList(),
                stands(places),
                query,
                all.stream().filter(matching(query)).map(Municipality::code).collect(Collectors.toSet()),
                boundaries.map().orElse(null),
                asMap,
                latest());
    }

    private List<Stand> stands(Map<MunicipalityCode, Place> places) {
        var byPlace = municipalities.tiles().stream()
                .collect(Collectors.toMap(tile -> Map.entry(tile.row(), tile.column()), Function.identity()));
        return municipalities.tiles().stream()
                .filter(tile -> places.containsKey(tile.municipality()))
                .map(tile -> new Stand(
                        tile,
                        Objects.requireNonNull(places.get(tile.municipality())),
                        isBorder(tile, byPlace.get(Map.entry(tile.row(), tile.column() + 1))),
                        isBorder(tile, byPlace.get(Map.entry(tile.row() + 1, tile.column())))))
                .toList();
    }

    private boolean isBorder(Tile tile, @Nullable Tile beside) {
        return beside != null && !province(tile).equals(province(beside));
    }

    private MunicipalityCode province(Tile tile) {
        var parent = municipalities.get(tile.municipality()).parent();
        return parent == null ? tile.municipality() : parent;
    }

    /** Every word of the query stands in the municipality's names or begins its code: "대전 서구", "seo daejeon", "301". */
    private static Predicate<Municipality> matching(String query) {
        var words = Arrays.stream(query.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return one -> {
            var names = (one.fullName() + " " + one.shortName() + " " + one.english()).toLowerCase(Locale.ROOT);
            return words.stream()
                    .allMatch(word -> names.contains(word) || one.code().value().startsWith(word));
        };
    }

    private NationalView.Latest latest() {
        var reversals = ledger.latestReversals(LATEST);
        var projects = reversals.stream()
                .map(Reversal::project)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return new NationalView.Latest(
                disclosed(plans.latestDisclosed(READ), ledger.latestDisclosures(READ)),
                reversals.stream()
                        .map(one -> new NationalView.Reversed(
                                municipalities.get(one.entry().book().municipality()), one))
                        .toList(),
                projects.isEmpty() ? Map.of() : plans.names(projects));
    }

    /** Plans and results of one book and day stand in one line: they were disclosed together. */
    private List<NationalView.Disclosed> disclosed(List<PlanHead> plans, List<LedgerDisclosure> results) {
        var together = new HashMap<BookAndDay, Together>();
        plans.forEach(plan -> together.computeIfAbsent(
                        new BookAndDay(plan.book(), day(Objects.requireNonNull(plan.disclosedAt()))), Together::new)
                .add(plan));
        results.forEach(result -> together.computeIfAbsent(
                        new BookAndDay(result.book(), day(result.at())), Together::new)
                .add(result));
        return together.values().stream()
                .sorted(Comparator.comparing((Together one) -> one.last).reversed())
                .limit(LATEST)
                .map(one -> new NationalView.Disclosed(
                        municipalities.get(one.of.book().municipality()),
                        one.of.book().dataSet(),
                        one.of.day(),
                        one.plans,
                        one.position == 0 ? null : Long.valueOf(one.position)))
                .toList();
    }

    private record BookAndDay(Book book, LocalDate day) {}

    private static final class Together {
        final BookAndDay of;
        final List<PlanHead> plans = new ArrayList<>();
        long position;
        Instant last = Instant.MIN;

        Together(BookAndDay of) {
            this.of = of;
        }

        void add(PlanHead plan) {
            plans.add(plan);
            at(Objects.requireNonNull(plan.disclosedAt()));
        }

        void add(LedgerDisclosure result) {
            position = Math.max(position, result.position());
            at(result.at());
        }

        private void at(Instant instant) {
            last = instant.isAfter(last) ? instant : last;
        }
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(SEOUL).toLocalDate();
    }
}
