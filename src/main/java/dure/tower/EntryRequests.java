package dure.tower;

import dure.ledger.Basis;
import dure.ledger.Contract;
import dure.ledger.JobTerms;
import dure.ledger.NewEntry;
import dure.plan.Continuity;
import dure.plan.Measure;
import dure.plan.Plans;
import dure.plan.ProgrammeType;
import dure.plan.Project;
import dure.plan.Quantity;
import dure.plan.Sector;
import dure.plan.Source;
import dure.plan.SourceKind;
import dure.plan.TargetGroup;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.Municipalities;
import dure.region.MunicipalityCode;
import dure.web.Refusal;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From what was sent to an entry of a book; everything that is wrong is said at once, field by field. */
@Component
class EntryRequests {
    private static final int LONGEST_MONTHS = 600;
    /** More than the country has people: a slip of the unit, not a result. */
    private static final long LARGEST_QUANTITY = 100_000_000;

    /** A name or a label; texts that say why or where may be longer. */
    private static final int LONGEST_NAME = 200;

    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_WORD = 20;
    private static final int MOST_ITEMS = 200;

    private static final BigDecimal HOURS_OF_A_WEEK = BigDecimal.valueOf(168);

    private final Municipalities municipalities;
    private final Plans plans;
    private final Clock clock;

    EntryRequests(Municipalities municipalities, Plans plans, Clock clock) {
        this.municipalities = municipalities;
        this.plans = plans;
        this.clock = clock;
    }

    record Understood(Book book, NewEntry entry) {}

    /** @throws Refusal 422 with every field that is wrong */
    Understood understand(EntryRequest request) {
        return new Reader(request).read();
    }

    /** One reading: collects what is wrong. */
    private final class Reader {
        private final EntryRequest request;
        private final List<Refusal.Field> wrong = new ArrayList<>();

        Reader(EntryRequest request) {
            this.request = request;
        }

        Understood read() {
            limits();
            var book = book();
            var to = date("occurredOn", request.occurredOn(), null);
            var from = date("from", request.from(), to);
            var project = book == null || to == null ? Optional.<Project>empty() : project(book, to);
            var label = text(request.label());
            if (blank(request.project()) && label.isEmpty()) {
                wrong("label", "about");
            }
            var measure = oneOf("measure", Measure.class, request.measure(), Measure.JOBS);
            var basis = find("basis", Basis.class, request.basis()).orElse(null);
            if (blank(request.basis())) {
                missing("basis");
            }
            var quantity = quantity();
            var unit = blank(request.statedUnit()) ? measure.usualUnit() : text(request.statedUnit());
            if (measure == Measure.JOBS && Measure.isOfSites(unit)) {
                wrong("statedUnit", "sites", unit);
            }
            if (from != null && to != null && to.isBefore(from)) {
                wrong("occurredOn", "order");
            }
            if (to != null
                    && basis != null
                    && basis.compareTo(Basis.REPORTED) >= 0
                    && to.isAfter(LocalDate.now(clock))) {
                wrong("occurredOn", "future");
            }
            var type = oneOf(
                    "programmeType",
                    ProgrammeType.class,
                    request.programmeType(),
                    project.map(Project::programmeType).orElse(ProgrammeType.UNSPECIFIED));
            var sector = oneOf(
                    "sector",
                    Sector.class,
                    request.sector(),
                    project.map(Project::sector).orElse(Sector.UNSPECIFIED));
            var groups = groups(project);
            var terms = terms();
            var person = person(quantity);
            var source = source(book);
            var items = items();
            if (!wrong.isEmpty()) {
                throw Refusal.of(wrong.toArray(Refusal.Field[]::new));
            }
            return new Understood(
                    Objects.requireNonNull(book),
                    new NewEntry(
                            project.map(Project::id).orElse(null),
                            label.isEmpty() ? project.map(Project::name).orElse("") : label,
                            Objects.requireNonNull(from),
                            Objects.requireNonNull(to),
                            new Quantity(
                                    Objects.requireNonNull(quantity),
                                    measure,
                                    unit,
                                    Boolean.TRUE.equals(request.approximate())),
                            Objects.requireNonNull(basis),
                            type,
                            sector,
                            groups,
                            terms,
                            person,
                            source,
                            blank(request.evidence()) ? null : text(request.evidence()),
                            blank(request.inferred()) ? null : text(request.inferred()),
                            items));
        }

        private void limits() {
            limit("label", request.label(), LONGEST_NAME);
            limit("statedUnit", request.statedUnit(), LONGEST_WORD);
            limit("evidence", request.evidence(), LONGEST_TEXT);
            limit("inferred", request.inferred(), LONGEST_TEXT);
            limit(
                    "source.name",
                    request.source() == null ? null : request.source().name(),
                    LONGEST_NAME);
            limit(
                    "terms.industry",
                    request.terms() == null ? null : request.terms().industry(),
                    LONGEST_WORD);
            var items = Objects.requireNonNullElse(request.items(), List.<EntryRequest.ItemRequest>of());
            if (items.size() > MOST_ITEMS) {
                wrong("items", "range", MOST_ITEMS);
            }
            items.forEach(item -> limit("items.label", item.label(), LONGEST_NAME));
        }

        private void limit(String field, @Nullable String written, int most) {
            if (written != null && written.strip().length() > most) {
                wrong(field, "long", most);
            }
        }

        private @Nullable Book book() {
            if (blank(request.municipality())) {
                missing("municipality");
                return null;
            }
            var written = text(request.municipality());
            var code = written.matches("[0-9]{5}")
                    ? municipalities.find(new MunicipalityCode(written)).map(one -> one.code())
                    : Optional.<MunicipalityCode>empty();
            if (code.isEmpty()) {
                wrong("municipality", "municipality", written);
                return null;
            }
            if (!blank(request.dataSet())) {
                var dataSet = oneOf("dataSet", DataSet.class, request.dataSet(), DataSet.REAL);
                return new Book(code.get(), dataSet);
            }
            return plans.shown(code.get()).orElse(new Book(code.get(), DataSet.REAL));
        }

        private Optional<Project> project(Book book, LocalDate to) {
            if (blank(request.project())) {
                return Optional.empty();
            }
            var code = text(request.project());
            var found = plans.annual(book, to.getYear())
                    .flatMap(plan -> plan.projects().stream()
                            .filter(one -> one.code().equals(code))
                            .findFirst());
            if (found.isEmpty()) {
                wrong("project", "project", code, String.valueOf(to.getYear()));
            }
            return found;
        }

        private @Nullable LocalDate date(String field, @Nullable String written, @Nullable LocalDate otherwise) {
            if (blank(written)) {
                if (field.equals("occurredOn")) {
                    missing(field);
                }
                return otherwise;
            }
            try {
                return LocalDate.parse(text(written));
            } catch (DateTimeParseException e) {
                wrong(field, "date");
                return null;
            }
        }

        private @Nullable Long quantity() {
            var quantity = request.quantity();
            if (quantity == null) {
                missing("quantity");
            } else if (quantity < 1 || quantity > LARGEST_QUANTITY) {
                wrong("quantity", "range", LARGEST_QUANTITY);
            }
            return quantity;
        }

        private Set<TargetGroup> groups(Optional<Project> project) {
            if (request.targetGroups() == null || request.targetGroups().isEmpty()) {
                return project.map(Project::targetGroups).orElse(Set.of());
            }
            var groups = EnumSet.noneOf(TargetGroup.class);
            request.targetGroups()
                    .forEach(one -> groups.add(oneOf("targetGroups", TargetGroup.class, one, TargetGroup.GENERAL)));
            return groups;
        }

        private JobTerms terms() {
            var terms = Objects.requireNonNullElse(request.terms(), EntryRequest.TermsRequest.UNSTATED);
            if (terms.months() != null && (terms.months() < 1 || terms.months() > LONGEST_MONTHS)) {
                wrong("terms.months", "range", LONGEST_MONTHS);
            }
            var hours = terms.weeklyHours();
            if (hours != null && (hours.signum() <= 0 || hours.compareTo(HOURS_OF_A_WEEK) > 0)) {
                wrong("terms.weeklyHours", "hours");
            }
            if (terms.monthlyWage() != null && terms.monthlyWage() < 1) {
                wrong("terms.monthlyWage", "quantity");
            }
            return new JobTerms(
                    terms.months(),
                    hours,
                    oneOf("terms.contract", Contract.class, terms.contract(), Contract.UNSPECIFIED),
                    terms.insured(),
                    terms.monthlyWage(),
                    terms.funded(),
                    oneOf("terms.continuity", Continuity.class, terms.continuity(), Continuity.UNSPECIFIED),
                    blank(terms.industry()) ? null : text(terms.industry()));
        }

        private @Nullable UUID person(@Nullable Long quantity) {
            if (blank(request.person())) {
                return null;
            }
            try {
                if (quantity != null && quantity != 1) {
                    wrong("person", "person");
                }
                return UUID.fromString(text(request.person()));
            } catch (IllegalArgumentException e) {
                wrong("person", "person");
                return null;
            }
        }

        private Source source(@Nullable Book book) {
            var written = request.source();
            var dataSet = book == null ? DataSet.REAL : book.dataSet();
            var kind = oneOf(
                    "source.kind",
                    SourceKind.class,
                    written == null ? null : written.kind(),
                    dataSet == DataSet.SIMULATED ? SourceKind.SIMULATION : SourceKind.OFFICE);
            if (kind == SourceKind.PRESS && dataSet != DataSet.SAMPLE) {
                wrong("source.kind", "press");
            }
            if ((kind == SourceKind.SIMULATION) != (dataSet == DataSet.SIMULATED)) {
                wrong("source.kind", "simulation");
            }
            return new Source(kind, written == null ? "" : text(written.name()), null);
        }

        private List<NewEntry.Item> items() {
            var items = new ArrayList<NewEntry.Item>();
            for (var item : Objects.requireNonNullElse(request.items(), List.<EntryRequest.ItemRequest>of())) {
                if (blank(item.label())) {
                    missing("items.label");
                }
                if (item.quantity() == null || item.quantity() < 1) {
                    wrong("items.quantity", "quantity");
                } else {
                    items.add(new NewEntry.Item(
                            text(item.label()),
                            item.quantity(),
                            Boolean.TRUE.equals(item.approximate()),
                            oneOf(
                                    "items.programmeType",
                                    ProgrammeType.class,
                                    item.programmeType(),
                                    ProgrammeType.UNSPECIFIED)));
                }
            }
            return items;
        }

        private <E extends Enum<E>> E oneOf(String field, Class<E> type, @Nullable String written, E otherwise) {
            return find(field, type, written).orElse(otherwise);
        }

        private <E extends Enum<E>> Optional<E> find(String field, Class<E> type, @Nullable String written) {
            if (blank(written)) {
                return Optional.empty();
            }
            var found = Arrays.stream(type.getEnumConstants())
                    .filter(one -> one.name().equals(text(written)))
                    .findFirst();
            if (found.isEmpty()) {
                wrong(
                        field,
                        "value",
                        Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", ")));
            }
            return found;
        }

        private void missing(String field) {
            wrong.add(new Refusal.Field(field, "tower.entry.field.missing"));
        }

        private void wrong(String field, String what, Object... values) {
            wrong.add(new Refusal.Field(field, "tower.entry.field." + what, values));
        }

        private static String text(@Nullable String written) {
            return written == null ? "" : written.strip();
        }

        private static boolean blank(@Nullable String written) {
            return written == null || written.isBlank();
        }
    }
}
