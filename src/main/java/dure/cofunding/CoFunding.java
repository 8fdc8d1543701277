package dure.cofunding;

import dure.access.Access;
import dure.access.Permission;
import dure.ledger.CountingRule;
import dure.ledger.Figures;
import dure.ledger.Part;
import dure.ledger.Question;
import dure.ledger.Scope;
import dure.plan.Plans;
import dure.plan.ProjectId;
import dure.plan.ProjectName;
import dure.region.Book;
import dure.region.Municipalities;
import dure.region.Municipality;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to 연계사업. A province and its cities are never simply added; what spans them counts a co-funded job once.
 */
@Service
public class CoFunding {
    private final CoFundingStore store;
    private final Plans plans;
    private final Figures figures;
    private final Municipalities municipalities;
    private final Access access;
    private final Clock clock;

    CoFunding(
            CoFundingStore store,
            Plans plans,
            Figures figures,
            Municipalities municipalities,
            Access access,
            Clock clock) {
        this.store = store;
        this.plans = plans;
        this.figures = figures;
        this.municipalities = municipalities;
        this.access = access;
        this.clock = clock;
    }

    /**
     * Proposes that two projects of the same year report the same jobs. Nothing is left out until the other side confirms.
     *
     * @param book the side that proposes; the other one is its province, or is below it
     * @throws org.springframework.security.access.AccessDeniedException if the viewer does not run reporting there
     */
    @Transactional
    public CoFundingMove propose(Book book, int year, String code, Book other, String otherCode) {
        var by = access.require(Permission.REPORTING_RUN, book.municipality());
        var byProvince = isBelow(book, other);
        if (!byProvince && !isBelow(other, book)) {
            return new CoFundingMove.NotAbove();
        }
        var own = project(book, year, code);
        if (own.isEmpty()) {
            return new CoFundingMove.NoSuchProject(code);
        }
        var theirs = project(other, year, otherCode);
        if (theirs.isEmpty()) {
            return new CoFundingMove.NoSuchProject(otherCode);
        }
        var province = byProvince ? own.get() : theirs.get();
        var city = byProvince ? theirs.get() : own.get();
        return store.propose(
                        byProvince ? book : other,
                        province,
                        byProvince ? other : book,
                        city,
                        byProvince,
                        clock.instant(),
                        by)
                .<CoFundingMove>map(id -> new CoFundingMove.Done(store.lock(id).orElseThrow()))
                .orElseGet(() ->
                        new CoFundingMove.AlreadyLinked(store.standing(city).orElse(0L)));
    }

    private static boolean isBelow(Book province, Book city, Municipality municipality) {
        return province.dataSet() == city.dataSet() && province.municipality().equals(municipality.parent());
    }

    private boolean isBelow(Book province, Book city) {
        return isBelow(province, city, municipalities.get(city.municipality()));
    }

    private Optional<ProjectId> project(Book book, int year, String code) {
        return plans.projects(book, year).stream()
                .filter(project -> project.code().equals(code))
                .map(ProjectName::id)
                .findFirst();
    }

    /** Confirms what the other side proposed. */
    @Transactional
    public CoFundingMove confirm(Book book, long id) {
        var found = store.lock(id).filter(link -> isOf(link, book));
        if (found.isEmpty()) {
            return new CoFundingMove.NotThere();
        }
        var link = found.get();
        var confirming = link.byProvince() ? link.counterpart() : link.province();
        var by = access.require(Permission.REPORTING_RUN, confirming.municipality());
        if (link.endedAt() != null) {
            return new CoFundingMove.AlreadyEnded();
        }
        if (link.confirmedAt() != null) {
            return new CoFundingMove.AlreadyConfirmed();
        }
        store.confirm(id, clock.instant(), by);
        return new CoFundingMove.Done(store.lock(id).orElseThrow());
    }

    /** Either side ends it; figures of the time when it stood stay as they were. */
    @Transactional
    public CoFundingMove end(Book book, long id, String why) {
        var by = access.require(Permission.REPORTING_RUN, book.municipality());
        var found = store.lock(id).filter(link -> isOf(link, book));
        if (found.isEmpty()) {
            return new CoFundingMove.NotThere();
        }
        if (found.get().endedAt() != null) {
            return new CoFundingMove.AlreadyEnded();
        }
        store.end(id, why, clock.instant(), by);
        return new CoFundingMove.Done(store.lock(id).orElseThrow());
    }

    private static boolean isOf(CoFunded link, Book book) {
        return link.province().equals(book) || link.counterpart().equals(book);
    }

    /** The links of a book that stand or wait to be confirmed, on either side. */
    @Transactional(readOnly = true)
    public List<CoFunded> links(Book book) {
        return store.of(book).stream().filter(link -> link.endedAt() == null).toList();
    }

    /**
     * Pairs of projects of a year with the same name, spaces aside, that are not linked: what is likely to be reported twice.
     * Of the province's book.
     */
    @Transactional(readOnly = true)
    public List<Pair> alike(Book province, int year) {
        var linked = links(province).stream().map(CoFunded::counterpartProject).collect(Collectors.toSet());
        var own = plans.projects(province, year).stream()
                .collect(Collectors.toMap(project -> bare(project.name()), project -> project, (one, other) -> one));
        var pairs = new ArrayList<Pair>();
        for (var city : below(province)) {
            var book = new Book(city.code(), province.dataSet());
            for (var project : plans.projects(book, year)) {
                var same = own.get(bare(project.name()));
                if (same != null && !linked.contains(project.id())) {
                    pairs.add(new Pair(same, city, project));
                }
            }
        }
        return pairs;
    }

    public record Pair(ProjectName project, Municipality municipality, ProjectName counterpart) {}

    private static String bare(String name) {
        return name.replaceAll("[\\s·ㆍ()\\[\\]-]", "");
    }

    private List<Municipality> below(Book province) {
        return municipalities.on(LocalDate.now(clock)).stream()
                .filter(one -> province.municipality().equals(one.parent()))
                .toList();
    }

    /**
     * The province with everything below it.
     *
     * @param asOf null: today
     * @param knownAt null: now; also of the links
     */
    @Transactional(readOnly = true)
    public Area area(
            Book province, Scope scope, @Nullable LocalDate asOf, @Nullable Instant knownAt, CountingRule rule) {
        var question = figures.question(province, scope, asOf, knownAt, rule);
        var at = knownAt == null ? clock.instant() : knownAt;
        var links = store.of(province).stream()
                .filter(link -> link.province().equals(province) && link.stood(at))
                .toList();
        var below = new ArrayList<Area.Below>();
        for (var city : below(province)) {
            var tally = figures.summary(questionOf(question, city, knownAt)).total();
            if (tally.entries() > 0) {
                below.add(new Area.Below(city, tally));
            }
        }
        return new Area(question, figures.summary(question).total(), below, groups(question, links, knownAt));
    }

    private Question questionOf(Question question, Municipality city, @Nullable Instant knownAt) {
        var book = new Book(city.code(), question.book().dataSet());
        return figures.question(book, question.scope(), question.asOf(), knownAt, question.rule());
    }

    private List<Area.Group> groups(Question question, List<CoFunded> links, @Nullable Instant knownAt) {
        var names = plans.names(links.stream()
                .flatMap(link -> Stream.of(link.project(), link.counterpartProject()))
                .collect(Collectors.toSet()));
        var questions = new HashMap<Book, Question>();
        var groups = new LinkedHashMap<ProjectId, List<Area.Linked>>();
        for (var link : links) {
            var city = municipalities.get(link.counterpart().municipality());
            var of = questions.computeIfAbsent(link.counterpart(), book -> questionOf(question, city, knownAt));
            groups.computeIfAbsent(link.project(), none -> new ArrayList<>())
                    .add(new Area.Linked(
                            link,
                            city,
                            named(link.counterpartProject(), names),
                            figures.total(of.with(only(link.counterpartProject())))));
        }
        return groups.entrySet().stream()
                .map(group -> new Area.Group(
                        named(group.getKey(), names),
                        figures.total(question.with(only(group.getKey()))),
                        group.getValue()))
                // A year's links say nothing of another year: their projects have no entries there.
                .filter(group -> group.tally().entries() > 0 || group.linked() > 0)
                .toList();
    }

    private static Part only(ProjectId project) {
        return Part.of(new Part.ProjectsPart(Set.of(project), false));
    }

    private static Area.Named named(ProjectId project, Map<ProjectId, ProjectName> names) {
        var name = names.get(project);
        return name == null
                ? new Area.Named(String.valueOf(project.value()), null)
                : new Area.Named(name.code(), name.name());
    }
}
