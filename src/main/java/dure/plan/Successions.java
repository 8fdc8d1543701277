package dure.plan;

import dure.plan.Succession.Row;
import dure.plan.Succession.Side;
import dure.plan.Succession.Way;
import dure.region.Book;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to what became of last year's projects: 계속, 통합, 종료, 신규. */
@Service
public class Successions {
    private final PlanStore plans;
    private final EndingStore endings;

    Successions(PlanStore plans, EndingStore endings) {
        this.plans = plans;
        this.endings = endings;
    }

    /** Last year's plan beside this year's, both in the newest version that the viewer sees; empty where one is missing. */
    @Transactional(readOnly = true)
    public Optional<Succession> of(Book book, int year) {
        return plans.annual(book, year - 1, Promise.NEWEST)
                .flatMap(before -> plans.annual(book, year, Promise.NEWEST).map(now -> between(before, now)));
    }

    private Succession between(AnnualPlan before, AnnualPlan now) {
        var ended = endings.of(before.projects().stream().map(Project::id).toList());
        var byCode = before.projects().stream().collect(Collectors.toMap(Project::code, Function.identity()));
        var moneyBefore = appropriated(before);
        var moneyNow = appropriated(now);
        var rows = new ArrayList<Row>();
        var continued = new HashSet<ProjectId>();
        for (var project : now.projects()) {
            var from = predecessor(project, byCode);
            var first = from != null && continued.add(from.id());
            rows.add(new Row(
                    from == null ? Way.NEW : Way.CONTINUED,
                    from == null ? null : side(from, first ? moneyBefore : null, first),
                    side(project, moneyNow, true),
                    null,
                    ""));
        }
        for (var project : before.projects()) {
            if (!continued.contains(project.id())) {
                var ending = ended.get(project.id());
                var into = ending == null ? null : ending.mergedInto();
                rows.add(new Row(
                        into == null ? Way.ENDED : Way.MERGED,
                        side(project, moneyBefore, true),
                        null,
                        into,
                        ending == null ? "" : ending.reason()));
            }
        }
        rows.sort(java.util.Comparator.comparing(Row::way));
        return new Succession(before.id(), before.version(), now.id(), now.version(), now.year(), rows);
    }

    /** By what the project says of itself, or where it says nothing and is not new, by the same code. */
    private static @Nullable Project predecessor(Project project, Map<String, Project> before) {
        var code = project.details().predecessor();
        return code != null
                ? before.get(code)
                : project.continuity() == Continuity.NEW ? null : before.get(project.code());
    }

    /** Last year's projects that live on in this one: its predecessor, and those that were merged into it. */
    Set<ProjectId> origins(AnnualPlan before, AnnualPlan now, Project project) {
        var byCode = before.projects().stream().collect(Collectors.toMap(Project::code, Function.identity()));
        var origins = new LinkedHashSet<ProjectId>();
        var from = predecessor(project, byCode);
        // Of a project that was divided the first one has what was carried over.
        if (from != null
                && now.projects().stream()
                        .filter(one -> from.equals(predecessor(one, byCode)))
                        .findFirst()
                        .filter(project::equals)
                        .isPresent()) {
            origins.add(from.id());
        }
        endings.of(before.projects().stream().map(Project::id).toList()).forEach((id, ending) -> {
            if (project.code().equals(ending.mergedInto())) {
                origins.add(id);
            }
        });
        return origins;
    }

    private static Side side(Project project, @Nullable Map<ProjectId, Long> money, boolean counted) {
        return new Side(
                project.id(),
                project.code(),
                project.name(),
                project.department(),
                counted ? project.target(Measure.JOBS) : OptionalLong.empty(),
                money == null || money.get(project.id()) == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(money.get(project.id())));
    }

    /** 편성액 of the plan's own year by project [won]. */
    private static Map<ProjectId, Long> appropriated(AnnualPlan plan) {
        var sums = new HashMap<ProjectId, Long>();
        for (var line : plan.budget()) {
            var won = line.appropriated();
            if (line.project() != null && won != null && (line.year() == null || line.year() == plan.year())) {
                sums.merge(line.project(), won, Long::sum);
            }
        }
        return sums;
    }
}
