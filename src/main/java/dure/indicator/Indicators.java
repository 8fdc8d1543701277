package dure.indicator;

import dure.access.Access;
import dure.access.Permission;
import dure.finding.Finding;
import dure.finding.Finding.Kind;
import dure.finding.Text;
import dure.plan.Goal;
import dure.plan.Plans;
import dure.region.Book;
import dure.region.Municipalities;
import dure.region.MunicipalityCode;
import dure.region.Terms;
import dure.sheet.Reading;
import dure.sheet.Sheets;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to 지표: what is stated of a municipality, what its target rate needs, and bringing in what is published. */
@Service
public class Indicators {
    private final IndicatorStore store;
    private final Kosis kosis;
    private final Plans plans;
    private final Terms terms;
    private final Municipalities municipalities;
    private final Access access;
    private final Clock clock;

    Indicators(
            IndicatorStore store,
            Kosis kosis,
            Plans plans,
            Terms terms,
            Municipalities municipalities,
            Access access,
            Clock clock) {
        this.store = store;
        this.kosis = kosis;
        this.plans = plans;
        this.terms = terms;
        this.municipalities = municipalities;
        this.access = access;
        this.clock = clock;
    }

    /**
     * A series as it is known of a municipality.
     *
     * @param values by period, the earliest first
     * @param next when the next value comes out; null where nobody announced it
     */
    public record Observed(
            Series series, List<Value> values, @Nullable NextRelease next) {
        /** The newest that has a number. */
        public Optional<Value> latest() {
            return values.reversed().stream()
                    .filter(value -> value.amount() != null)
                    .findFirst();
        }
    }

    /** @param byMonth only its month is announced */
    public record NextRelease(Period period, LocalDate on, boolean byMonth) {}

    /** The newest value of a series ("employment-rate-15-64") that has a number. */
    @Transactional(readOnly = true)
    public Optional<Value> latest(MunicipalityCode municipality, String series) {
        return store.values(municipality, null).getOrDefault(series, List.of()).reversed().stream()
                .filter(value -> value.amount() != null)
                .findFirst();
    }

    /** All series of which something is stated, as it was known then. @param knownAt null: now */
    @Transactional(readOnly = true)
    public List<Observed> of(MunicipalityCode municipality, @Nullable Instant knownAt) {
        var values = store.values(municipality, knownAt);
        var today = LocalDate.now(clock);
        return store.series().stream()
                .filter(series -> values.containsKey(series.id()))
                .map(series ->
                        new Observed(series, Objects.requireNonNull(values.get(series.id())), next(series, today)))
                .toList();
    }

    private @Nullable NextRelease next(Series series, LocalDate today) {
        if (series.frequency() != Period.Frequency.HALF) {
            return null;
        }
        return store.nextRelease(today, series.frequency())
                .map(release -> new NextRelease(
                        Period.half(
                                release.periodFrom().getYear(),
                                release.periodFrom().getMonthValue() == 1 ? 1 : 2),
                        release.dueOn(),
                        release.byMonth()))
                .orElse(null);
    }

    /** 필요 인원: what the target rate of a year's plan, else of its term's, still needs. @param knownAt null: now */
    @Transactional(readOnly = true)
    public Gap gap(Book book, int year, @Nullable Instant knownAt) {
        var annual =
                plans.annual(book, year).map(plan -> rateGoal(plan.goals())).orElse(null);
        var goal = annual != null
                ? annual
                : terms.of(year).stream()
                        .flatMap(term -> plans.term(book, term.no()).stream())
                        .map(plan -> rateGoal(plan.goals()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        return goal == null
                ? new Gap.NoTarget()
                : gap(goal, year, store.series(), store.values(book.municipality(), knownAt));
    }

    private static @Nullable Goal rateGoal(List<Goal> goals) {
        return goals.stream()
                .filter(goal -> goal.kind() == Goal.Kind.EMPLOYMENT_RATE)
                .findFirst()
                .orElse(null);
    }

    /** Population and employed persons of the goal's own base, both of the newest period that has both. */
    static Gap gap(Goal goal, int year, List<Series> series, Map<String, List<Value>> values) {
        var base = goal.ageBase();
        if (base == null) {
            return new Gap.TargetWithoutBase(year, goal.value());
        }
        var population = amounts(series, values, Series.Kind.POPULATION, base);
        var employed = amounts(series, values, Series.Kind.EMPLOYED, base);
        for (var one : population.descendingMap().entrySet()) {
            var working = employed.get(one.getKey());
            if (working != null && one.getValue().signum() > 0) {
                var people = one.getValue().longValue();
                var wanted = goal.value()
                        .movePointLeft(2)
                        .multiply(one.getValue())
                        .setScale(0, RoundingMode.CEILING)
                        .longValueExact();
                return new Gap.Persons(
                        year,
                        goal.value(),
                        base,
                        one.getKey(),
                        people,
                        working.longValue(),
                        working.movePointRight(2).divide(one.getValue(), MathContext.DECIMAL64),
                        Math.max(0, wanted - working.longValue()));
            }
        }
        var other = series.stream()
                .filter(one -> one.ageBase() != null && !one.ageBase().equals(base))
                .filter(one -> one.kind() == Series.Kind.EMPLOYMENT_RATE || one.kind() == Series.Kind.EMPLOYED)
                .filter(one ->
                        values.getOrDefault(one.id(), List.of()).stream().anyMatch(value -> value.amount() != null))
                .map(Series::ageBase)
                .findFirst();
        return other.<Gap>map(one -> new Gap.OtherBase(year, goal.value(), base, Objects.requireNonNull(one)))
                .orElseGet(() -> new Gap.NoFigures(year, goal.value(), base));
    }

    private static TreeMap<Period, BigDecimal> amounts(
            List<Series> series, Map<String, List<Value>> values, Series.Kind kind, String base) {
        var amounts = new TreeMap<Period, BigDecimal>();
        for (var one : series) {
            if (one.kind() == kind && base.equals(one.ageBase()) && one.official()) {
                for (var value : values.getOrDefault(one.id(), List.of())) {
                    if (value.amount() != null) {
                        amounts.put(value.period(), value.amount());
                    }
                }
            }
        }
        return amounts;
    }

    public boolean asksKosis() {
        return kosis.isOpen();
    }

    /** The series that KOSIS is asked for. */
    @Transactional(readOnly = true)
    public List<Series> ofKosis() {
        return store.series().stream().filter(series -> series.kosis() != null).toList();
    }

    /**
     * Brings in a downloaded table: all of it or nothing; what is there already changes nothing, what differs is a revision and
     * both stay. Of a table of the whole country the viewer gets what he may keep.
     *
     * @param municipality for whom: its right is asked for
     * @param ageBase 15+ or 15-64 where the file's heads do not say it; null: they do
     * @param own the municipality's own counts, which the public does not see
     */
    @Transactional
    public Importing importFile(
            MunicipalityCode municipality,
            String fileName,
            byte[] content,
            @Nullable String ageBase,
            boolean own,
            boolean dryRun) {
        access.require(Permission.INDICATORS_WRITE, municipality);
        return switch (Sheets.read(fileName, content)) {
            case Reading.Refused refused -> new Importing.Refused(List.of(refused.finding()));
            case Reading.Read read -> {
                var regions = regions();
                var file = new StatisticsFile(
                        store.series(),
                        ageBase,
                        own,
                        regions.stream()
                                .filter(IndicatorStore.StatisticsRegion::isProvince)
                                .flatMap(one -> Stream.concat(Stream.of(one.name()), one.today().stream()))
                                .collect(Collectors.toSet()));
                var observations = file.read(read.workbook());
                yield keep(
                        own ? Set.of(municipality) : null,
                        observations,
                        file.findings(),
                        regions,
                        Sheets.name(fileName),
                        hash(content),
                        dryRun);
            }
        };
    }

    /** As {@link #importFile}, from KOSIS; refused without a key. */
    @Transactional
    public Importing importKosis(MunicipalityCode municipality, String series, boolean dryRun) {
        access.require(Permission.INDICATORS_WRITE, municipality);
        var wanted = store.series().stream()
                .filter(one -> one.id().equals(series) && one.kosis() != null)
                .findFirst();
        if (!kosis.isOpen() || wanted.isEmpty()) {
            return new Importing.Refused(List.of(Finding.error(
                    Kind.NOT_ALLOWED,
                    null,
                    kosis.isOpen() ? Text.of("indicator.kosis.noSeries", series) : Text.of("indicator.kosis.noKey"),
                    Text.of("indicator.kosis.noKey.fix"))));
        }
        return switch (kosis.ask(wanted.get())) {
            case Kosis.Answer.Refused refused -> new Importing.Refused(List.of(refused.finding()));
            case Kosis.Answer.Rows rows ->
                keep(
                        null,
                        rows.observations(),
                        new ArrayList<>(rows.findings()),
                        regions(),
                        "KOSIS " + Objects.requireNonNull(wanted.get().kosis()).table(),
                        null,
                        dryRun);
        };
    }

    /** With what their municipalities are called today: downloaded tables use the names of their day. */
    private List<IndicatorStore.StatisticsRegion> regions() {
        return store.regions().stream()
                .map(one -> one.region() == null
                        ? one
                        : one.called(municipalities
                                .find(one.region())
                                .map(today -> Set.of(one.isProvince() ? today.fullName() : today.name()))
                                .orElse(Set.of())))
                .toList();
    }

    private static byte[] hash(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param only regions to keep; null: all within the viewer's reach */
    private Importing keep(
            @Nullable Set<MunicipalityCode> only,
            List<Observation> observations,
            List<Finding> findings,
            List<IndicatorStore.StatisticsRegion> regions,
            String source,
            byte @Nullable [] sha256,
            boolean dryRun) {
        var viewer = access.viewer();
        var resolved = new LinkedHashMap<IndicatorStore.Key, Importing.Change>();
        var skipped = new TreeSet<String>();
        var whyNone = new TreeMap<String, Set<String>>();
        var unknown = new HashSet<String>();
        var byRegion = new HashMap<String, Region>();
        for (var one : observations) {
            var written = one.code() + "|" + one.province() + "|" + one.name();
            var region = byRegion.computeIfAbsent(written, none -> region(one, regions));
            if (region.code() == null) {
                if (region.whyNone() != null) {
                    skipped.add(region.name());
                    whyNone.computeIfAbsent(region.whyNone(), none -> new TreeSet<>())
                            .add(region.name());
                } else if (unknown.add(written)) {
                    findings.add(Finding.error(
                            Kind.UNKNOWN_REFERENCE,
                            one.place(),
                            Text.of(
                                    region.ambiguous() ? "indicator.region.ambiguous" : "indicator.region.unknown",
                                    shown(one)),
                            Text.of("indicator.region.fix")));
                }
                continue;
            }
            if (!viewer.may(Permission.INDICATORS_WRITE, region.code())
                    || (only != null && !only.contains(region.code()))) {
                skipped.add(region.name());
                whyNone.computeIfAbsent("OTHERS", none -> new TreeSet<>()).add(region.name());
                continue;
            }
            var key = new IndicatorStore.Key(region.code(), one.series().id(), one.period());
            var change = new Importing.Change(
                    region.code(), one.series(), one.period(), one.stated(), null, one.publishedOn());
            var twice = resolved.putIfAbsent(key, change);
            if (twice != null && !twice.now().isAs(one.stated())) {
                findings.add(Finding.error(
                        Kind.DUPLICATE,
                        one.place(),
                        Text.of(
                                "indicator.region.twice",
                                shown(one),
                                one.period().toString()),
                        Text.of("indicator.region.twice.fix")));
            }
        }
        whyNone.forEach((why, names) -> findings.add(Finding.information(
                Kind.NOT_ALLOWED,
                null,
                Text.of(
                        "indicator.region.skipped." + why,
                        names.size(),
                        names.stream().limit(5).collect(Collectors.joining(", "))))));
        if (findings.stream().anyMatch(Finding::isError)) {
            return new Importing.Refused(sorted(findings));
        }
        if (resolved.isEmpty()) {
            findings.add(Finding.error(
                    Kind.MISSING_VALUE,
                    null,
                    Text.of("indicator.file.nothing"),
                    Text.of("indicator.file.nothing.fix")));
            return new Importing.Refused(sorted(findings));
        }
        store.lock();
        var before = store.newest(
                resolved.keySet().stream().map(IndicatorStore.Key::municipality).collect(Collectors.toSet()),
                resolved.keySet().stream().map(IndicatorStore.Key::series).collect(Collectors.toSet()));
        var changes = new ArrayList<Importing.Change>();
        resolved.forEach((key, change) -> {
            var there = before.get(key);
            if (there == null || !there.isAs(change.now())) {
                changes.add(new Importing.Change(
                        change.municipality(),
                        change.series(),
                        change.period(),
                        change.now(),
                        there,
                        change.publishedOn()));
            }
        });
        if (!dryRun) {
            store.write(changes, source, sha256, clock.instant(), viewer.name());
        }
        var revised =
                (int) changes.stream().filter(change -> change.before() != null).count();
        return new Importing.Read(
                !dryRun,
                changes.size() - revised,
                revised,
                resolved.size() - changes.size(),
                skipped.size(),
                sorted(findings));
    }

    private static List<Finding> sorted(List<Finding> findings) {
        return findings.stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .toList();
    }

    private static String shown(Observation one) {
        return (one.code().isEmpty() ? "" : one.code() + " ")
                + (one.province().isEmpty() || one.province().equals(one.name()) ? "" : one.province() + " ")
                + one.name();
    }

    private record Region(
            @Nullable MunicipalityCode code,
            String name,
            @Nullable String whyNone,
            boolean ambiguous) {}

    /** By the statistics office's code; without one by its name within its province, where it is the only one. */
    private static Region region(Observation one, List<IndicatorStore.StatisticsRegion> regions) {
        var word = word(one.name());
        var province = regions.stream()
                .filter(region -> region.isProvince() && region.isCalled(word(one.province())))
                .map(IndicatorStore.StatisticsRegion::code)
                .findFirst();
        var found = regions.stream()
                .filter(region -> one.code().isEmpty()
                        ? region.isCalled(word)
                                && (province.isEmpty() || region.code().startsWith(province.get()))
                        : region.code().equals(one.code()))
                .toList();
        // A code and a name that contradict each other are no region: codes of two offices look alike.
        if (found.size() == 1
                && !one.code().isEmpty()
                && !one.name().isEmpty()
                && !found.getFirst().isCalled(word)
                && !word.endsWith(word(found.getFirst().name()))
                && !word(found.getFirst().name()).endsWith(word)) {
            return new Region(null, one.name(), null, false);
        }
        return switch (found.size()) {
            case 0 ->
                new Region(
                        null,
                        one.name(),
                        word.equals("전국") || word.equals("계") || word.equals("합계") ? "NATION" : null,
                        false);
            case 1 ->
                new Region(
                        found.getFirst().region(),
                        found.getFirst().name(),
                        found.getFirst().whyNone(),
                        false);
            default -> new Region(null, one.name(), null, true);
        };
    }

    private static String word(String name) {
        return IndicatorStore.StatisticsRegion.withoutBlanks(name);
    }
}
