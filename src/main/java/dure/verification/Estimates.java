package dure.verification;

import dure.access.Access;
import dure.access.Permission;
import dure.ledger.Basis;
import dure.ledger.EntryId;
import dure.ledger.JobTerms;
import dure.ledger.Ledger;
import dure.ledger.NewEntry;
import dure.ledger.Origin;
import dure.ledger.Recording;
import dure.plan.Plans;
import dure.plan.Quantity;
import dure.plan.Source;
import dure.plan.SourceKind;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import dure.web.Refusal;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to 추정 계수 and what is estimated by them. An estimate names its coefficient, version and input; the quantity is
 * computed and never typed, and the database computes it once more.
 */
@Service
public class Estimates {
    static final int LONGEST = 200;
    private static final long MOST = 1_000_000_000_000_000L;
    private static final Set<dure.plan.Measure> MEASURES =
            Set.of(dure.plan.Measure.JOBS, dure.plan.Measure.PERSONS, dure.plan.Measure.PLACEMENTS);

    private final CoefficientStore store;
    private final Ledger ledger;
    private final Plans plans;
    private final Access access;
    private final Clock clock;

    Estimates(CoefficientStore store, Ledger ledger, Plans plans, Access access, Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.plans = plans;
        this.access = access;
        this.clock = clock;
    }

    /**
     * By what an entry was estimated.
     *
     * @param key the coefficient and its version: investment-jobs/2
     * @param won whether the input is money
     * @param per of the input, for {@code jobs}
     */
    public record Formula(
            String key,
            String name,
            String source,
            boolean won,
            String inputName,
            long input,
            long per,
            BigDecimal jobs,
            long cap,
            long quantity) {}

    @Transactional(readOnly = true)
    List<Coefficient> coefficients(MunicipalityCode municipality) {
        return store.all(municipality);
    }

    /** Of each code the newest version, the municipality's own before the installation's. */
    @Transactional(readOnly = true)
    List<Coefficient> newest(MunicipalityCode municipality) {
        var seen = new java.util.HashSet<String>();
        return store.all(municipality).stream()
                .filter(one -> seen.add(one.code()))
                .toList();
    }

    /** A new version: the first of its code, or the next. The same once more changes nothing. */
    @Transactional
    Coefficient write(MunicipalityCode municipality, Coefficient given) {
        var by = access.require(Permission.RULES_WRITE, municipality);
        return write(municipality, given, by.name());
    }

    /** The operator's file, at the start. */
    @Transactional
    int load(List<Coefficient> given) {
        var written = 0;
        for (var one : given) {
            var before = store.ofInstallation().size();
            write(null, one, access.viewer().name());
            written += store.ofInstallation().size() - before;
        }
        return written;
    }

    private Coefficient write(@Nullable MunicipalityCode municipality, Coefficient given, String by) {
        check(given);
        var before = (municipality == null ? store.ofInstallation() : store.all(municipality))
                .stream()
                        .filter(one -> one.code().equals(given.code())
                                && java.util.Objects.equals(one.municipality(), municipality))
                        .findFirst()
                        .orElse(null);
        var version = before == null ? 1 : before.version() + 1;
        var next = new Coefficient(
                UUID.randomUUID(),
                municipality,
                given.code(),
                version,
                given.name().strip(),
                given.input(),
                given.inputName().strip(),
                given.per(),
                given.jobs(),
                given.measure(),
                given.cap(),
                given.source().strip(),
                given.validFrom(),
                given.validTo());
        if (before != null && isSame(before, next)) {
            return before;
        }
        store.add(next, by, clock.instant());
        return next;
    }

    private static boolean isSame(Coefficient one, Coefficient other) {
        return one.name().equals(other.name())
                && one.input() == other.input()
                && one.inputName().equals(other.inputName())
                && one.per() == other.per()
                && one.jobs().compareTo(other.jobs()) == 0
                && one.measure() == other.measure()
                && one.cap() == other.cap()
                && one.source().equals(other.source())
                && one.validFrom().equals(other.validFrom())
                && java.util.Objects.equals(one.validTo(), other.validTo());
    }

    private static void check(Coefficient given) {
        var wrong = new ArrayList<Refusal.Field>();
        if (!given.code().matches("[a-z0-9][a-z0-9-]{1,39}")) {
            wrong.add(new Refusal.Field("code", "verification.coefficient.code.wrong"));
        }
        for (var text : List.of(
                List.of("name", given.name()),
                List.of("inputName", given.inputName()),
                List.of("source", given.source()))) {
            if (text.get(1).isBlank() || text.get(1).length() > LONGEST) {
                wrong.add(new Refusal.Field(text.get(0), "verification.coefficient.text", LONGEST));
            }
        }
        if (given.per() < 1 || given.per() > MOST) {
            wrong.add(new Refusal.Field("per", "verification.coefficient.per.wrong"));
        }
        if (given.jobs().signum() <= 0
                || given.jobs().compareTo(BigDecimal.valueOf(1_000_000)) > 0
                || given.jobs().stripTrailingZeros().scale() > 4) {
            wrong.add(new Refusal.Field("jobs", "verification.coefficient.jobs.wrong"));
        }
        if (given.cap() < 1 || given.cap() > 1_000_000) {
            wrong.add(new Refusal.Field("cap", "verification.coefficient.cap.wrong"));
        }
        if (!MEASURES.contains(given.measure())) {
            wrong.add(new Refusal.Field("measure", "verification.list.measure"));
        }
        if (given.validTo() != null && given.validTo().isBefore(given.validFrom())) {
            wrong.add(new Refusal.Field("validTo", "verification.coefficient.valid.wrong"));
        }
        if (!wrong.isEmpty()) {
            throw Refusal.of(wrong.toArray(Refusal.Field[]::new));
        }
    }

    /**
     * What is to be estimated.
     *
     * @param project its code in the plan of the year; null: the municipality as a whole, which needs a label
     * @param input whole won, or a count
     */
    record Asked(UUID coefficient, @Nullable String project, String label, LocalDate from, LocalDate to, long input) {}

    /** @param entry null: nothing was written yet */
    record Estimated(
            Coefficient coefficient,
            long input,
            long quantity,
            @Nullable EntryId entry) {}

    /** The quantity that the coefficient gives, and (unless only looked at) the entry of it. */
    @Transactional
    Estimated estimate(Book book, Asked asked, boolean dryRun) {
        access.require(Permission.ENTRIES_WRITE, book.municipality());
        var wrong = new ArrayList<Refusal.Field>();
        var by = store.find(asked.coefficient())
                .filter(one -> one.municipality() == null || book.municipality().equals(one.municipality()))
                .orElseThrow(() -> Refusal.of(new Refusal.Field("coefficient", "verification.estimate.coefficient")));
        if (!by.isValidOn(asked.to())) {
            wrong.add(new Refusal.Field(
                    "to",
                    "verification.estimate.valid",
                    by.key(),
                    by.validFrom().toString()));
        }
        if (asked.to().isBefore(asked.from())) {
            wrong.add(new Refusal.Field("to", "verification.estimate.order"));
        }
        if (asked.input() < 1 || asked.input() > MOST) {
            wrong.add(new Refusal.Field("input", "verification.estimate.input"));
        }
        var named = asked.project();
        var project = named == null || named.isBlank()
                ? null
                : plans.annual(book, asked.to().getYear())
                        .flatMap(plan -> plan.projects().stream()
                                .filter(one -> one.code().equals(named.strip()))
                                .findFirst())
                        .orElse(null);
        if (named != null && !named.isBlank() && project == null) {
            wrong.add(new Refusal.Field(
                    "project",
                    "verification.list.project",
                    named,
                    String.valueOf(asked.to().getYear())));
        }
        var label = asked.label().isBlank() && project != null
                ? project.name()
                : asked.label().strip();
        if (label.isEmpty() || label.length() > LONGEST) {
            wrong.add(new Refusal.Field("label", "verification.coefficient.text", LONGEST));
        }
        if (!wrong.isEmpty()) {
            throw Refusal.of(wrong.toArray(Refusal.Field[]::new));
        }
        var quantity = by.of(asked.input());
        if (quantity < 1) {
            throw Refusal.of(new Refusal.Field("input", "verification.estimate.none"));
        }
        if (quantity > by.cap()) {
            throw Refusal.of(new Refusal.Field("input", "verification.estimate.cap", quantity, by.key(), by.cap()));
        }
        ledger.requireOwn(book, project == null ? null : project.id());
        if (dryRun) {
            return new Estimated(by, asked.input(), quantity, null);
        }
        var entry = new NewEntry(
                project == null ? null : project.id(),
                label,
                asked.from(),
                asked.to(),
                new Quantity(quantity, by.measure(), by.measure().usualUnit(), false),
                Basis.ESTIMATED,
                project == null ? dure.plan.ProgrammeType.UNSPECIFIED : project.programmeType(),
                project == null ? dure.plan.Sector.UNSPECIFIED : project.sector(),
                project == null ? Set.of() : project.targetGroups(),
                JobTerms.UNSTATED,
                null,
                new Source(book.dataSet() == DataSet.SIMULATED ? SourceKind.SIMULATION : SourceKind.OFFICE, "", null),
                "coefficient:" + by.key(),
                null,
                List.of());
        var id = switch (ledger.record(book, List.of(entry), new Origin.Form())) {
            case Recording.Recorded recorded -> recorded.entries().getFirst();
            case Recording.AlreadyRecorded already -> already.entries().getFirst();
            case Recording.KeyUsed used -> throw new IllegalStateException("A form has no key");
            case Recording.MonthClosed closed ->
                throw Refusal.of(
                        HttpStatus.CONFLICT,
                        "verification.list.closed",
                        closed.months().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        };
        store.estimate(id, by, asked.input(), quantity);
        return new Estimated(by, asked.input(), quantity, id);
    }

    /** By what an entry was estimated; empty where it was not, or not by a coefficient. */
    @Transactional(readOnly = true)
    public Optional<Formula> of(EntryId entry) {
        return store.estimateOf(entry)
                .flatMap(estimated -> store.find(estimated.coefficient())
                        .map(one -> new Formula(
                                one.key(),
                                one.name(),
                                one.source(),
                                one.input() == Coefficient.Input.WON,
                                one.inputName(),
                                estimated.input(),
                                one.per(),
                                one.jobs(),
                                one.cap(),
                                estimated.quantity())));
    }
}
