package dure.verification;

import dure.access.Access;
import dure.access.Permission;
import dure.evidence.EvidenceFiles;
import dure.ledger.Entry;
import dure.ledger.EntryId;
import dure.ledger.Figures;
import dure.ledger.Ledger;
import dure.ledger.Part;
import dure.ledger.Question;
import dure.ledger.Rules;
import dure.ledger.Scope;
import dure.plan.AnnualPlan;
import dure.plan.Plans;
import dure.plan.Project;
import dure.plan.ProjectId;
import dure.plan.ProjectName;
import dure.region.Book;
import dure.web.Refusal;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to 표본 점검: a random sample of what a figure is made of, looked at one by one, and what follows from it for the whole.
 * Whoever verifies draws and marks, never an entry of the own hand; a check that is closed stays as it is.
 */
@Service
public class SampleChecks {
    static final int LARGEST = 1_000;
    private static final int PAGE = 2_000;
    private static final int LONGEST_REMARK = 300;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SampleStore store;
    private final Figures figures;
    private final Rules rules;
    private final Ledger ledger;
    private final Plans plans;
    private final EvidenceFiles evidence;
    private final Access access;
    private final Clock clock;

    SampleChecks(
            SampleStore store,
            Figures figures,
            Rules rules,
            Ledger ledger,
            Plans plans,
            EvidenceFiles evidence,
            Access access,
            Clock clock) {
        this.store = store;
        this.figures = figures;
        this.rules = rules;
        this.ledger = ledger;
        this.plans = plans;
        this.evidence = evidence;
        this.access = access;
        this.clock = clock;
    }

    /**
     * What is to be drawn.
     *
     * @param rule null: what the government itself counts
     * @param seed null: a fresh one
     */
    record Asked(
            SampleCheck.Scope scope,
            @Nullable String rule,
            SampleCheck.Stratified stratified,
            int size,
            @Nullable String seed) {}

    /**
     * What the last closed checks of a year say, for beside its figure.
     *
     * @param entries checked; @param population of which they were drawn
     * @param low of the share of true entries, with 95 %
     */
    public record Beside(
            UUID id,
            int entries,
            int population,
            long hits,
            long misses,
            long undecidable,
            double low,
            double estimate,
            double high,
            double lowOfQuantity,
            double ofQuantity,
            double highOfQuantity,
            String method,
            boolean ofTheWholeYear) {}

    @Transactional
    SampleCheck draw(Book book, Asked asked) {
        var by = access.require(Permission.ENTRIES_VERIFY, book.municipality());
        if (asked.size() < 1 || asked.size() > LARGEST) {
            throw Refusal.of(new Refusal.Field("size", "verification.sample.size.wrong", LARGEST));
        }
        if (asked.seed() != null && !asked.seed().matches("[0-9A-Za-z-]{4,64}")) {
            throw Refusal.of(new Refusal.Field("seed", "verification.sample.seed.wrong"));
        }
        var rule = rules.find(Objects.requireNonNullElse(asked.rule(), Rules.DEFAULT))
                .orElseThrow(() -> Refusal.of(new Refusal.Field("rule", "verification.sample.rule.wrong")));
        var scope = asked.scope();
        var plan = plans.annual(book, scope.year()).orElse(null);
        var question = figures.question(book, new Scope.InYear(scope.year()), null, null, rule)
                .with(part(scope, plan));
        var population = population(question, asked.stratified());
        if (population.isEmpty()) {
            throw Refusal.of(new Refusal.Field("scope", "verification.sample.empty"));
        }
        var seed = asked.seed() == null ? fresh() : asked.seed();
        var drawn = Drawing.draw(seed, population, asked.size());
        var items = new ArrayList<SampleCheck.Item>();
        for (var one : drawn.sample()) {
            items.add(new SampleCheck.Item(
                    items.size() + 1, EntryId.parse(one.entry()).orElseThrow(), one.quantity(), one.stratum(), null));
        }
        var sample = new SampleCheck(
                UUID.randomUUID(),
                book,
                scope,
                rule.key().toString(),
                question.asOf(),
                question.known().at(),
                question.known().position(),
                asked.stratified(),
                seed,
                population.size(),
                population.stream().mapToLong(Drawing.Candidate::quantity).sum(),
                items.size(),
                clock.instant(),
                by.name(),
                drawn.strata(),
                items,
                null);
        store.add(sample);
        return sample;
    }

    private static String fresh() {
        var bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static Part part(SampleCheck.Scope scope, @Nullable AnnualPlan plan) {
        var department = scope.department();
        Part.ProjectsPart projects = null;
        if (department != null) {
            var of = plan == null
                    ? java.util.Set.<ProjectId>of()
                    : plan.projects().stream()
                            .filter(project -> department.equals(project.department()))
                            .map(Project::id)
                            .collect(Collectors.toSet());
            if (of.isEmpty()) {
                throw Refusal.of(new Refusal.Field("department", "verification.sample.department", department));
            }
            projects = new Part.ProjectsPart(of, false);
        }
        return new Part(null, scope.programmeType(), null, scope.basis(), projects, scope.month());
    }

    /** Each entry once, with what the figure counts of it. */
    private List<Drawing.Candidate> population(Question question, SampleCheck.Stratified stratified) {
        var quantities = new LinkedHashMap<Long, Long>();
        var entries = new LinkedHashMap<Long, Entry>();
        for (int page = 0; ; page++) {
            var lines = figures.lines(question, null, page, PAGE);
            lines.lines().forEach(line -> {
                // A reversal and what it takes back are nothing that could be looked at.
                if (line.entry().reverses() == null && line.entry().reversedBy() == null) {
                    var position = line.entry().id().position();
                    quantities.merge(position, line.quantity(), Long::sum);
                    entries.put(position, line.entry());
                }
            });
            if (page + 1 >= lines.pages()) {
                break;
            }
        }
        var names = stratified == SampleCheck.Stratified.DEPARTMENT
                ? plans.names(entries.values().stream()
                        .map(entry -> entry.what().project())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()))
                : Map.<ProjectId, ProjectName>of();
        return entries.values().stream()
                .map(entry -> new Drawing.Candidate(
                        entry.id().toString(),
                        quantities.getOrDefault(entry.id().position(), 0L),
                        stratum(entry, stratified, names)))
                .toList();
    }

    private static String stratum(Entry entry, SampleCheck.Stratified stratified, Map<ProjectId, ProjectName> names) {
        return switch (stratified) {
            case NONE -> "";
            case PROGRAMME_TYPE -> entry.what().programmeType().name();
            case BASIS -> entry.basis().name();
            case DEPARTMENT -> {
                var project = entry.what().project();
                var named = project == null ? null : names.get(project);
                yield named == null || named.department() == null ? "" : named.department();
            }
        };
    }

    /** @param file of the evidence by which it was seen; null: none */
    @Transactional
    void mark(UUID id, EntryId entry, SampleCheck.Verdict verdict, String remark, @Nullable UUID file) {
        var by = access.require(Permission.ENTRIES_VERIFY, sample(id).book().municipality());
        store.lock(id);
        var sample = sample(id);
        if (sample.closing() != null) {
            throw Refusal.of(HttpStatus.CONFLICT, "verification.sample.closed");
        }
        if (sample.items().stream().noneMatch(item -> item.entry().equals(entry))) {
            throw Refusal.notThere();
        }
        if (remark.length() > LONGEST_REMARK
                || (verdict != SampleCheck.Verdict.HIT && remark.strip().length() < 2)) {
            throw Refusal.of(new Refusal.Field("remark", "verification.sample.remark", LONGEST_REMARK));
        }
        if (file != null
                && evidence.find(file)
                        .filter(one -> one.book().equals(sample.book()))
                        .isEmpty()) {
            throw Refusal.of(new Refusal.Field("evidence", "verification.sample.evidence"));
        }
        if (ledger.ofOwnHand(sample.book(), List.of(entry.position())).contains(entry.position())) {
            throw Refusal.of(HttpStatus.CONFLICT, "verification.sample.own", entry.toString());
        }
        store.mark(sample, entry, new SampleCheck.Mark(verdict, remark.strip(), file, clock.instant(), by.name()));
    }

    @Transactional
    void close(UUID id, String remark) {
        var by = access.require(Permission.ENTRIES_VERIFY, sample(id).book().municipality());
        store.lock(id);
        var sample = sample(id);
        if (sample.closing() != null) {
            return;
        }
        if (sample.unmarked() > 0) {
            throw Refusal.of(HttpStatus.CONFLICT, "verification.sample.unmarked", sample.unmarked());
        }
        if (remark.length() > LONGEST_REMARK) {
            throw Refusal.of(new Refusal.Field("remark", "verification.sample.remark", LONGEST_REMARK));
        }
        store.close(sample, remark.strip(), by.name(), clock.instant());
    }

    private SampleCheck sample(UUID id) {
        return store.find(id).orElseThrow(Refusal::notThere);
    }

    @Transactional(readOnly = true)
    Optional<SampleCheck> find(UUID id) {
        return store.find(id);
    }

    @Transactional(readOnly = true)
    List<SampleCheck> samples(Book book) {
        return store.samples(book, null);
    }

    /** What the drawn entries say. */
    @Transactional(readOnly = true)
    Map<Long, Entry> entries(SampleCheck sample) {
        return ledger.read(
                sample.book(),
                sample.items().stream().map(item -> item.entry().position()).toList());
    }

    /** 다시 추출: whether the same seed draws the same entries from the ledger as it was then. */
    @Transactional(readOnly = true)
    boolean isDrawnAgain(SampleCheck sample) {
        var rule = rules.find(sample.rule()).orElseThrow(Refusal::notThere);
        var plan = plans.annual(sample.book(), sample.scope().year()).orElse(null);
        var question = figures.question(
                        sample.book(), new Scope.InYear(sample.scope().year()), sample.asOf(), sample.knownAt(), rule)
                .with(part(sample.scope(), plan));
        var drawn = Drawing.draw(sample.seed(), population(question, sample.stratified()), sample.size());
        return drawn.sample().stream()
                .map(Drawing.Candidate::entry)
                .toList()
                .equals(sample.items().stream()
                        .map(item -> item.entry().toString())
                        .toList());
    }

    /** The closed check of a year that tells most: of the whole year rather than a part, then the newest. */
    @Transactional(readOnly = true)
    public Optional<Beside> beside(Book book, int year) {
        return store.samples(book, year).stream()
                .filter(sample -> sample.closing() != null && sample.estimate() != null)
                .sorted(java.util.Comparator.comparing((SampleCheck sample) -> !isOfTheWholeYear(sample)))
                .findFirst()
                .map(sample -> {
                    var estimate = Objects.requireNonNull(sample.estimate());
                    return new Beside(
                            sample.id(),
                            sample.size(),
                            sample.population(),
                            sample.count(SampleCheck.Verdict.HIT),
                            sample.count(SampleCheck.Verdict.MISS),
                            sample.count(SampleCheck.Verdict.UNDECIDABLE),
                            estimate.ofEntries().low(),
                            estimate.ofEntries().estimate(),
                            estimate.ofEntries().high(),
                            estimate.ofQuantity().low(),
                            estimate.ofQuantity().estimate(),
                            estimate.ofQuantity().high(),
                            estimate.ofEntries().method().name(),
                            isOfTheWholeYear(sample));
                });
    }

    private static boolean isOfTheWholeYear(SampleCheck sample) {
        var scope = sample.scope();
        return scope.month() == null
                && scope.department() == null
                && scope.programmeType() == null
                && scope.basis() == null;
    }
}
