package dure.version;

import dure.access.Access;
import dure.access.Permission;
import dure.finding.Finding;
import dure.finding.Text;
import dure.plan.Decided;
import dure.plan.PlanDifference;
import dure.plan.PlanDisclosure;
import dure.plan.PlanMove;
import dure.plan.PlanPlace;
import dure.plan.PlanPlaces;
import dure.plan.PlanState;
import dure.plan.PlanTotals;
import dure.plan.PlanVersion;
import dure.plan.Plans;
import dure.plan.Project;
import dure.plan.Strategy;
import dure.plan.Versions;
import dure.plan.WholePlan;
import dure.sheet.CsvWriter;
import dure.web.Crumb;
import dure.web.Refusal;
import dure.web.Wording;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 판 이력: the versions of a plan, each as it was frozen, and any two beside each other. */
@Controller
@RequestMapping("/municipalities/{code:[0-9]{5}}/plans/{period}/versions")
class VersionPages {
    private static final String NO = "/{no:[0-9]{1,6}}";

    private final PlanPlaces places;
    private final Moving moving;
    private final Versions versions;
    private final Plans plans;
    private final Access access;
    private final MessageSource messages;

    VersionPages(
            PlanPlaces places, Moving moving, Versions versions, Plans plans, Access access, MessageSource messages) {
        this.places = places;
        this.moving = moving;
        this.versions = versions;
        this.plans = plans;
        this.access = access;
        this.messages = messages;
    }

    /**
     * A version in the history.
     *
     * @param basedOn a version of the same plan, or of last year's, in words; null where of none
     * @param steps what the viewer may do with it now
     */
    record Row(
            PlanVersion version,
            PlanTotals totals,
            @Nullable PlanVersion basedOn,
            Set<Step> steps) {
        int no() {
            return version.head().version();
        }
    }

    /**
     * @param obstacle why the newest open version could not be disclosed now; null where it could, or nothing is open
     * @param not why a move was refused just now; null where none was
     */
    record History(
            PlanPlace place,
            List<Row> rows,
            boolean staff,
            boolean writes,
            boolean discloses,
            @Nullable PlanDisclosure obstacle,
            Moving.@Nullable Not not) {

        Links links() {
            return new Links(place);
        }

        /** 당초 */
        @Nullable
        Row original() {
            return rows.stream()
                    .filter(row -> row.version().state().isPublic())
                    .reduce((newer, older) -> older)
                    .orElse(null);
        }

        /** What is public now. */
        @Nullable
        Row disclosed() {
            return rows.stream()
                    .filter(row -> row.version().state() == PlanState.DISCLOSED)
                    .findFirst()
                    .orElse(null);
        }

        /** What may still become public. */
        @Nullable
        Row open() {
            return rows.stream()
                    .filter(row -> row.version().state().isOpen())
                    .findFirst()
                    .orElse(null);
        }

        /** The version before this one in the history; null of the first. */
        @Nullable
        Row before(Row row) {
            var next = rows.indexOf(row) + 1;
            return next < rows.size() ? rows.get(next) : null;
        }

        /** In a sentence: what stands in the way of its disclosure. */
        String why(Wording page) {
            return switch (Objects.requireNonNull(obstacle)) {
                case PlanDisclosure.NotPassed not ->
                    page.text("version.obstacle.notPassed", page.text("plan.resolution", not.resolution()));
                case PlanDisclosure.Lacks lacks -> page.text("version.obstacle.lacks." + lacks.lack());
                case PlanDisclosure.NotReady not ->
                    page.text("version.obstacle.notReady", not.findings().size());
                case PlanDisclosure.Disclosed done -> "";
                case PlanDisclosure.AlreadyDisclosed done -> "";
                case PlanDisclosure.NoPlan none -> "";
            };
        }

        /** What the plan says wrong in itself, where that stands in the way. */
        List<Finding> findings() {
            return obstacle instanceof PlanDisclosure.NotReady not ? not.findings() : List.of();
        }
    }

    /** @param moves staff only */
    record Shown(
            PlanPlace place,
            WholePlan plan,
            boolean original,
            boolean staff,
            List<Decided> resolutions,
            List<PlanMove> moves,
            @Nullable Integer previous) {
        Links links() {
            return new Links(place);
        }

        PlanVersion version() {
            return plan.version();
        }

        int no() {
            return version().head().version();
        }

        List<Project> under(@Nullable Integer strategy, @Nullable Integer task) {
            return plan.projects().stream()
                    .filter(project ->
                            Objects.equals(project.strategy(), strategy) && Objects.equals(project.task(), task))
                    .toList();
        }

        List<Project> under(Strategy strategy) {
            return plan.projects().stream()
                    .filter(project -> Objects.equals(project.strategy(), strategy.no()))
                    .toList();
        }
    }

    /** @param show which projects; null: all that differ */
    record Compared(
            PlanPlace place,
            PlanVersion from,
            PlanVersion to,
            PlanDifference difference,
            PlanDifference.@Nullable Kind show) {
        Links links() {
            return new Links(place);
        }

        List<PlanDifference.OfProject> projects() {
            return difference.projects().stream()
                    .filter(project ->
                            show == null ? project.kind() != PlanDifference.Kind.RENUMBERED : project.kind() == show)
                    .toList();
        }

        int before() {
            return from.head().version();
        }

        int after() {
            return to.head().version();
        }

        /** What the head and the tree say otherwise, in lines. */
        List<Line> lines(Wording page) {
            var lines = new ArrayList<Line>();
            Words.said(page, difference.head())
                    .forEach(said -> lines.add(
                            new Line(PlanDifference.Kind.CHANGED, page.text("version.subject.head"), "", said)));
            items(page, "years", difference.years(), year -> String.valueOf(year.year()), lines);
            items(page, "goals", difference.goals(), goal -> page.text("plan.goal", goal.kind()), lines);
            items(page, "strategies", difference.strategies(), Strategy::name, lines);
            items(page, "tasks", difference.tasks(), PlanDifference.PlacedTask::name, lines);
            items(page, "components", difference.components(), dure.plan.Component::label, lines);
            Words.money(page, difference.budget())
                    .forEach(said -> lines.add(
                            new Line(PlanDifference.Kind.CHANGED, page.text("version.subject.budget"), "", said)));
            return lines;
        }

        private static <T> void items(
                Wording page,
                String subject,
                List<PlanDifference.Item<T>> items,
                java.util.function.Function<T, String> nameOf,
                List<Line> lines) {
            for (var item : items) {
                Words.said(page, item.changes())
                        .forEach(said -> lines.add(new Line(
                                item.kind(),
                                page.text("version.subject." + subject),
                                nameOf.apply(item.shown()),
                                said)));
            }
        }
    }

    /** A difference of something else than a project. */
    record Line(PlanDifference.Kind kind, String subject, String name, Words.Said said) {}

    @GetMapping
    ModelAndView history(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet) {
        return history(places.any(code, period, dataSet), null);
    }

    private ModelAndView history(PlanPlace place, Moving.@Nullable Not not) {
        var all = versions.all(place.book(), place.kind(), place.period());
        var totals = versions.totals(all.stream().map(PlanVersion::id).toList());
        var viewer = access.viewer();
        var municipality = place.municipality().code();
        var writes = viewer.may(Permission.PLANS_WRITE, municipality);
        var staff = viewer.reads().includes(municipality);
        var rows = all.stream()
                .map(version -> new Row(
                        version,
                        Objects.requireNonNull(totals.get(version.id())),
                        basedOn(version, all),
                        writes ? Step.of(version, all, versions.condition(version.head())) : Set.of()))
                .toList();
        var view = new History(
                place,
                rows,
                staff,
                writes,
                viewer.may(Permission.PLANS_DISCLOSE, municipality),
                staff && rows.stream().anyMatch(row -> row.version().state().isOpen())
                        ? plans.obstacle(place.book(), place.kind(), place.period())
                                .orElse(null)
                        : null,
                not);
        return new ModelAndView("version/history", Map.of("view", view));
    }

    private @Nullable PlanVersion basedOn(PlanVersion version, List<PlanVersion> all) {
        var from = version.basedOn();
        if (from == null) {
            return null;
        }
        return all.stream()
                .filter(one -> one.id().equals(from))
                .findFirst()
                .or(() -> versions.find(from))
                .orElse(null);
    }

    @GetMapping(NO)
    ModelAndView version(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable int no,
            @RequestParam(required = false) @Nullable String dataSet) {
        var place = places.any(code, period, dataSet);
        var all = versions.all(place.book(), place.kind(), place.period());
        var version = moving.version(place, no);
        var staff = access.viewer().reads().includes(place.municipality().code());
        var original = versions.original(place.book(), place.kind(), place.period())
                .filter(one -> one.id().equals(version.id()))
                .isPresent();
        var previous = all.stream()
                .map(one -> one.head().version())
                .filter(one -> one < no)
                .findFirst()
                .orElse(null);
        var view = new Shown(
                place,
                versions.whole(version.id()).orElseThrow(Refusal::notThere),
                original,
                staff,
                versions.resolutions(version.id()),
                staff ? versions.moves(version.id()) : List.of(),
                previous);
        return new ModelAndView("version/version", Map.of("view", view));
    }

    /** Where a form without script leads: the comparison has an address of its own. */
    @GetMapping("/diff")
    String choose(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam int from,
            @RequestParam int to,
            @RequestParam(required = false) @Nullable String dataSet) {
        return "redirect:" + new Links(places.any(code, period, dataSet)).diff(from, to);
    }

    @GetMapping(NO + "/diff")
    ModelAndView diff(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable int no,
            @RequestParam int to,
            @RequestParam(defaultValue = "") String show,
            @RequestParam(required = false) @Nullable String dataSet) {
        return new ModelAndView(
                "version/diff", Map.of("view", compared(places.any(code, period, dataSet), no, to, show)));
    }

    private Compared compared(PlanPlace place, int no, int to, String show) {
        var from = moving.version(place, no);
        var other = moving.version(place, to);
        return new Compared(
                place, from, other, versions.compare(from.id(), other.id()).orElseThrow(Refusal::notThere), kind(show));
    }

    private static PlanDifference.@Nullable Kind kind(String show) {
        return show.isEmpty()
                ? null
                : Arrays.stream(PlanDifference.Kind.values())
                        .filter(kind -> kind.name().equalsIgnoreCase(show))
                        .findFirst()
                        .orElseThrow(() -> Refusal.of(HttpStatus.BAD_REQUEST, "version.show", show));
    }

    /** Everything that differs, a line each. */
    @GetMapping(path = NO + "/diff.csv", produces = "text/csv;charset=UTF-8")
    ResponseEntity<byte[]> csv(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable int no,
            @RequestParam int to,
            @RequestParam(required = false) @Nullable String dataSet,
            Locale locale) {
        var place = places.any(code, period, dataSet);
        var view = compared(place, no, to, "");
        var page = new Wording(messages, locale);
        var csv = new CsvWriter()
                .row(java.util.stream.Stream.of(
                                "kind", "subject", "code", "name", "what", "before", "after", "difference")
                        .map(column -> page.text("version.csv." + column))
                        .toList());
        view.lines(page)
                .forEach(line -> csv.row(Arrays.asList(
                        page.text("version.kind", line.kind()),
                        line.subject(),
                        null,
                        line.name(),
                        line.said().what(),
                        line.said().before(),
                        line.said().after(),
                        line.said().difference())));
        view.difference()
                .projects()
                .forEach(project -> Words.said(page, project)
                        .forEach(said -> csv.row(Arrays.asList(
                                page.text("version.kind", project.kind()),
                                page.text("version.subject.projects"),
                                project.code(),
                                project.name(),
                                said.what(),
                                said.before(),
                                said.after(),
                                said.difference()))));
        var name = "plan-%s-%s-v%d-v%d.csv".formatted(code, place.segment(), no, to);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .body(csv.bytes());
    }

    @PostMapping({NO + "/submission", NO + "/amendment", NO + "/approval", NO + "/withdrawal"})
    ModelAndView move(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable int no,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable String dataSet,
            HttpServletRequest request) {
        var place = places.any(code, period, dataSet);
        var path = request.getRequestURI();
        var step = Step.valueOf(path.substring(path.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT));
        var outcome = moving.move(place, no, step, reason);
        if (outcome.not() != null) {
            var page = history(place, outcome.not());
            page.setStatus(HttpStatus.CONFLICT);
            return page;
        }
        return new ModelAndView("redirect:" + new Links(place).versions());
    }

    static List<Crumb> crumbs(Wording page, PlanPlace place, String... further) {
        var crumbs = new ArrayList<Crumb>();
        crumbs.add(new Crumb(page.text("web.home"), "/"));
        crumbs.add(new Crumb(place.name(page), new Links(place).page()));
        if (further.length == 0) {
            crumbs.add(new Crumb(page.text("version.title")));
        } else {
            crumbs.add(new Crumb(page.text("version.title"), new Links(place).versions()));
            crumbs.add(new Crumb(further[0]));
        }
        return crumbs;
    }

    static String say(Wording page, Text text) {
        return page.text(text.key(), text.values().toArray());
    }
}
