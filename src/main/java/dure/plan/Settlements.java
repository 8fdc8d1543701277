package dure.plan;

import dure.access.Access;
import dure.access.Permission;
import dure.finding.Checks;
import dure.finding.Finding;
import dure.finding.Stated;
import dure.finding.Text;
import dure.plan.Settlement.Entry;
import dure.plan.Settlement.Line;
import dure.plan.Settlement.Outcome;
import dure.region.Book;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to 결산: what became of a year's money, and what of it the next year has. Staff only. */
@Service
public class Settlements {
    private static final String WON = "원";

    private final PlanStore plans;
    private final SettlementStore settlements;
    private final Successions successions;
    private final Access access;
    private final Clock clock;

    Settlements(PlanStore plans, SettlementStore settlements, Successions successions, Access access, Clock clock) {
        this.plans = plans;
        this.settlements = settlements;
        this.successions = successions;
        this.access = access;
        this.clock = clock;
    }

    /** Empty where there is no plan of the year, and to whoever is not of the staff. */
    @Transactional(readOnly = true)
    public Optional<Settlement> of(Book book, int year) {
        if (!access.viewer().reads().includes(book.municipality())) {
            return Optional.empty(); // what is settled is not public: nothing would look as if nothing were
        }
        return plans.annual(book, year, Promise.NEWEST).map(plan -> {
            var lines = lines(plan);
            var findings = new ArrayList<Finding>();
            lines.forEach(line -> beyond(line).ifPresent(findings::add));
            plans.annual(book, year - 1, Promise.NEWEST).ifPresent(before -> meet(before, lines(before), plan, findings));
            plans.annual(book, year + 1, Promise.NEWEST).ifPresent(next -> meet(plan, lines, next, findings));
            return new Settlement(head(plan), lines, findings);
        });
    }

    /** Whether a year is over, so that its money can be settled. */
    public boolean isOver(int year) {
        return LocalDate.now(clock).getYear() > year;
    }

    private static PlanHead head(AnnualPlan plan) {
        return new PlanHead(
                plan.id(),
                plan.book(),
                PlanKind.YEAR,
                plan.year(),
                plan.version(),
                plan.state(),
                plan.title(),
                plan.target(),
                plan.disclosedAt());
    }

    private List<Line> lines(AnnualPlan plan) {
        var money = money(plan);
        var closed = settlements.of(plan.projects().stream().map(Project::id).toList());
        var lines = new ArrayList<Line>();
        for (var project : plan.projects()) {
            var ofProject = money.getOrDefault(project.id(), Map.of());
            var settled = closed.getOrDefault(project.id(), Map.of());
            for (var source : BudgetSource.values()) {
                var had = ofProject.get(source);
                if (had != null || settled.containsKey(source)) {
                    lines.add(new Line(
                            project.id(),
                            project.code(),
                            project.name(),
                            project.department(),
                            source,
                            had == null ? 0 : had[0],
                            had == null ? 0 : had[1],
                            settled.get(source)));
                }
            }
        }
        return lines;
    }

    /** 편성액 and 전년도 이월액 of the plan's own year, by project and source. What is planned for later years is not this year's. */
    private static Map<ProjectId, Map<BudgetSource, long[]>> money(AnnualPlan plan) {
        var money = new HashMap<ProjectId, Map<BudgetSource, long[]>>();
        for (var line : plan.budget()) {
            var appropriated = line.appropriated();
            var carriedIn = line.carriedIn();
            if (line.project() != null
                    && (line.year() == null || line.year() == plan.year())
                    && (appropriated != null || carriedIn != null)) {
                var sum = money.computeIfAbsent(line.project(), none -> new EnumMap<>(BudgetSource.class))
                        .computeIfAbsent(line.source(), none -> new long[2]);
                sum[0] += appropriated == null ? 0 : appropriated;
                sum[1] += carriedIn == null ? 0 : carriedIn;
            }
        }
        return money;
    }

    /** 지출 + 이월 ≤ 현액. */
    private static Optional<Finding> beyond(Line line) {
        var closed = line.closed();
        return closed == null ? Optional.empty() : beyond(line, closed.spent(), closed.carriedOver());
    }

    private static Optional<Finding> beyond(Line line, long spent, long carriedOver) {
        return Checks.settled(
                won("plan.settlement.said.available", line.name(), line.source(), line.available()),
                won("plan.settlement.said.spent", line.name(), line.source(), spent),
                won("plan.settlement.said.carriedOver", line.name(), line.source(), carriedOver));
    }

    private static Stated won(String key, String project, BudgetSource source, long amount) {
        return Stated.exactly(Text.of(key, project, Text.of("plan.budgetSource." + source)), amount, WON);
    }

    /** What one year carries over and what the next has from it, project by project and source by source. */
    private void meet(AnnualPlan before, List<Line> settled, AnnualPlan next, List<Finding> findings) {
        var over = new HashMap<ProjectId, Map<BudgetSource, Long>>();
        var names = new HashMap<ProjectId, String>();
        for (var line : settled) {
            names.put(line.project(), line.name());
            if (line.closed() != null) {
                over.computeIfAbsent(line.project(), none -> new EnumMap<>(BudgetSource.class))
                        .put(line.source(), line.closed().carriedOver());
            }
        }
        var ofNext = money(next);
        var met = new HashSet<ProjectId>();
        for (var project : next.projects()) {
            var from = successions.origins(before, next, project);
            met.addAll(from);
            if (from.stream().noneMatch(over::containsKey)) {
                continue; // nothing is settled of it yet, so nothing is to be compared
            }
            for (var source : BudgetSource.values()) {
                var carriedOver = from.stream()
                        .mapToLong(one -> over.getOrDefault(one, Map.of()).getOrDefault(source, 0L))
                        .sum();
                var carriedIn = ofNext.getOrDefault(project.id(), Map.of()).getOrDefault(source, new long[2])[1];
                Checks.carried(
                                won("plan.settlement.said.over", names(from, names), source, carriedOver),
                                won("plan.settlement.said.in", project.name(), source, carriedIn))
                        .ifPresent(findings::add);
            }
        }
        over.forEach((project, bySource) -> bySource.forEach((source, amount) -> {
            if (amount > 0 && !met.contains(project)) {
                findings.add(Finding.warning(
                                Finding.Kind.CARRY_OVER_DIFFERS,
                                null,
                                Text.of(
                                        "plan.settlement.nobody",
                                        names.getOrDefault(project, ""),
                                        Text.of("plan.budgetSource." + source),
                                        amount,
                                        String.valueOf(next.year())),
                                Text.of("plan.settlement.nobody.fix"))
                        .with(Map.of("carriedOver", amount, "project", project.value())));
            }
        }));
    }

    private static String names(Set<ProjectId> projects, Map<ProjectId, String> names) {
        return String.join(
                ", ",
                projects.stream()
                        .map(one -> names.getOrDefault(one, ""))
                        .filter(one -> !one.isEmpty())
                        .toList());
    }

    /**
     * Enters a settlement; the newest of a source counts, earlier ones stay.
     *
     * @throws AccessDeniedException without plans:write; a department's officer enters its own projects
     */
    @Transactional
    public Outcome settle(Book book, int year, List<Entry> entries) {
        var viewer = access.viewer();
        var own = own(book);
        if (own != null && own.isEmpty()) {
            throw new AccessDeniedException("plans:write is not allowed for municipality " + book.municipality());
        }
        if (!isOver(year)) {
            return new Outcome.TooEarly();
        }
        plans.lock(book, PlanKind.YEAR, year);
        var plan = plans.annual(book, year, Promise.NEWEST);
        if (plan.isEmpty()) {
            return new Outcome.NoPlan();
        }
        var lines = new HashMap<String, Line>();
        lines(plan.get()).forEach(line -> lines.put(key(line.project(), line.source()), line));
        var findings = new ArrayList<Finding>();
        var changed = new ArrayList<Entry>();
        for (var entry : entries) {
            var line = lines.get(key(entry.project(), entry.source()));
            if (line == null) {
                findings.add(Finding.error(
                        Finding.Kind.UNKNOWN_REFERENCE,
                        null,
                        Text.of(
                                "plan.settlement.noMoney",
                                String.valueOf(entry.project().value()),
                                Text.of("plan.budgetSource." + entry.source())),
                        Text.of("plan.settlement.noMoney.fix")));
            } else if (own != null && (line.department() == null || !own.contains(line.department()))) {
                throw new AccessDeniedException(
                        "plan-parts:write is not allowed for this project of municipality " + book.municipality());
            } else {
                beyond(line, entry.spent(), entry.carriedOver()).ifPresent(findings::add);
                if (line.closed() == null
                        || line.closed().spent() != entry.spent()
                        || line.closed().carriedOver() != entry.carriedOver()) {
                    changed.add(entry);
                }
            }
        }
        if (!findings.isEmpty()) {
            return new Outcome.Refused(findings);
        }
        changed.forEach(entry -> settlements.write(book, entry, viewer.name(), clock.instant()));
        return new Outcome.Saved(changed.size());
    }

    private static String key(ProjectId project, BudgetSource source) {
        return project.value() + " " + source;
    }

    /** The departments whose projects the viewer settles; null: of all of them. */
    public @Nullable Set<String> own(Book book) {
        var viewer = access.viewer();
        return viewer.may(Permission.PLANS_WRITE, book.municipality())
                ? null
                : viewer.departmentsIn(book.municipality(), Permission.PLAN_PARTS_WRITE);
    }
}
