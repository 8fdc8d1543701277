package dure.plan;

import dure.access.Access;
import dure.access.Permission;
import dure.finding.Text;
import dure.plan.PlanDraft.Amount;
import dure.region.Book;
import dure.region.DataSet;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to 전년도 계획 이어 쓰기: this year's draft begins as last year's newest plan, project by project as somebody chose. */
@Service
public class CopyingAPlan {
    public static final int LONGEST_REASON = 300;
    private static final int LONGEST_CODE = 100;
    private static final int MOST_PERCENT = 1_000;

    private final PlanStore plans;
    private final FreezingADraft drafting;
    private final EndingStore endings;
    private final SettlementStore settlements;
    private final Access access;
    private final Clock clock;

    CopyingAPlan(
            PlanStore plans,
            FreezingADraft drafting,
            EndingStore endings,
            SettlementStore settlements,
            Access access,
            Clock clock) {
        this.plans = plans;
        this.drafting = drafting;
        this.endings = endings;
        this.settlements = settlements;
        this.access = access;
        this.clock = clock;
    }

    /** What becomes of one of last year's projects. */
    public sealed interface Fate {
        /** 계속, under this code */
        record Continued(String code) implements Fate {}

        /** 종료 */
        record Ended(String reason) implements Fate {}

        /** 통합 into another of last year's projects, which continues */
        record Merged(ProjectId into, String reason) implements Fate {}
    }

    public enum Targets {
        AS_THEY_WERE,
        /** each target times a percentage; its parts still add up */
        SCALED,
        EMPTY
    }

    public enum Money {
        AS_IT_WAS,
        EMPTY
    }

    /**
     * @param fates what is not named continues under its code
     * @param percent of SCALED targets
     * @param goals whether 고용 목표 are taken too, to be renewed
     */
    public record Asked(Map<ProjectId, Fate> fates, Targets targets, int percent, Money money, boolean goals) {}

    /**
     * @param inTheWay a version of this year's plan that is open or disclosed; null: none
     */
    public record LastYear(
            PlanHead plan, List<Before> projects, @Nullable PlanHead inTheWay) {}

    /**
     * @param appropriated of its own year [won]; null where none is stated
     * @param carriedOver 다음 연도 이월액 as settled [won]
     */
    public record Before(Project project, @Nullable Long appropriated, long carriedOver) {}

    public sealed interface Outcome {
        record Copied(PlanHead draft, int continued, int merged, int ended) implements Outcome {}

        /** Nothing was copied: this year has a version that is open or disclosed. */
        record InTheWay(PlanHead plan) implements Outcome {}

        record NothingBefore() implements Outcome {}

        record Wrong(List<Fault> faults) implements Outcome {}
    }

    /** @param project null: what is asked of all of them */
    public record Fault(@Nullable ProjectId project, Text message) {}

    /** Empty where the viewer sees no plan of last year. */
    @Transactional(readOnly = true)
    public Optional<LastYear> lastYear(Book book, int year) {
        return plans.annual(book, year - 1, Promise.NEWEST).map(plan -> {
            var settled = settlements.of(
                    plan.projects().stream().map(Project::id).toList());
            var money = new HashMap<ProjectId, Long>();
            for (var line : plan.budget()) {
                if (line.project() != null
                        && line.appropriated() != null
                        && (line.year() == null || line.year() == plan.year())) {
                    money.merge(line.project(), line.appropriated(), Long::sum);
                }
            }
            return new LastYear(
                    plans.find(plan.id()).orElseThrow(),
                    plan.projects().stream()
                            .map(project -> new Before(
                                    project,
                                    money.get(project.id()),
                                    settled.getOrDefault(project.id(), Map.of()).values().stream()
                                            .mapToLong(Settlement.Closed::carriedOver)
                                            .sum()))
                            .toList(),
                    inTheWay(book, year).orElse(null));
        });
    }

    private Optional<PlanHead> inTheWay(Book book, int year) {
        return plans.newest(book, PlanKind.YEAR, year).map(PlanStore::head);
    }

    /**
     * Makes the draft. Strategies, tasks and components come along; the total is left to be stated anew.
     *
     * @throws AccessDeniedException without plans:write
     */
    @Transactional
    public Outcome copy(Book book, int year, Asked asked) {
        var by = access.require(Permission.PLANS_WRITE, book.municipality());
        plans.lock(book, PlanKind.YEAR, year);
        var inTheWay = inTheWay(book, year);
        if (inTheWay.isPresent()) {
            return new Outcome.InTheWay(inTheWay.get());
        }
        var before = plans.newest(book, PlanKind.YEAR, year - 1).map(PlanStore::head);
        if (before.isEmpty()) {
            return new Outcome.NothingBefore();
        }
        var projects = new LinkedHashMap<ProjectId, PlanDraft.Project>();
        var content = plans.content(before.get().id());
        var ids = new HashMap<String, ProjectId>();
        plans.projects(before.get().id()).forEach(project -> ids.put(project.code(), project.id()));
        content.projects().forEach(project -> projects.put(Objects.requireNonNull(ids.get(project.code())), project));
        var fates = new LinkedHashMap<ProjectId, Fate>();
        projects.forEach((id, project) ->
                fates.put(id, asked.fates().getOrDefault(id, new Fate.Continued(project.code()))));
        var faults = faults(asked, projects, fates);
        if (!faults.isEmpty()) {
            return new Outcome.Wrong(faults);
        }
        var copy = copy(book, year, content, projects, fates, asked);
        var draft = drafting.write(copy, book, PlanKind.YEAR, year, before.get().id(), "");
        var ended = new LinkedHashMap<ProjectId, EndingStore.Ending>();
        fates.forEach((id, fate) -> {
            switch (fate) {
                case Fate.Continued continued -> {}
                case Fate.Ended end -> ended.put(id, new EndingStore.Ending(null, end.reason()));
                case Fate.Merged merged ->
                    ended.put(
                            id,
                            new EndingStore.Ending(
                                    ((Fate.Continued) Objects.requireNonNull(fates.get(merged.into()))).code(),
                                    merged.reason()));
            }
        });
        endings.write(book, ended, by.name(), clock.instant());
        var merged = (int)
                ended.values().stream().filter(one -> one.mergedInto() != null).count();
        return new Outcome.Copied(draft, copy.projects().size(), merged, ended.size() - merged);
    }

    private static List<Fault> faults(
            Asked asked, Map<ProjectId, PlanDraft.Project> projects, Map<ProjectId, Fate> fates) {
        var faults = new ArrayList<Fault>();
        if (asked.targets() == Targets.SCALED && (asked.percent() < 1 || asked.percent() > MOST_PERCENT)) {
            faults.add(new Fault(null, Text.of("plan.copy.fault.percent")));
        }
        asked.fates().keySet().stream()
                .filter(id -> !projects.containsKey(id))
                .forEach(id -> faults.add(new Fault(id, Text.of("plan.copy.fault.project"))));
        var codes = new HashSet<String>();
        fates.forEach((id, fate) -> {
            switch (fate) {
                case Fate.Continued continued -> {
                    if (continued.code().isBlank() || continued.code().length() > LONGEST_CODE) {
                        faults.add(new Fault(id, Text.of("plan.copy.fault.code")));
                    } else if (!codes.add(continued.code())) {
                        faults.add(new Fault(id, Text.of("plan.copy.fault.codeTwice", continued.code())));
                    }
                }
                case Fate.Ended ended -> reason(id, ended.reason(), faults);
                case Fate.Merged merged -> {
                    reason(id, merged.reason(), faults);
                    if (!(fates.get(merged.into()) instanceof Fate.Continued)) {
                        faults.add(new Fault(id, Text.of("plan.copy.fault.into")));
                    }
                }
            }
        });
        return faults;
    }

    private static void reason(ProjectId id, String reason, List<Fault> faults) {
        if (reason.length() > LONGEST_REASON) {
            faults.add(new Fault(id, Text.of("plan.copy.fault.reason", LONGEST_REASON)));
        }
    }

    private PlanContent copy(
            Book book,
            int year,
            PlanContent content,
            Map<ProjectId, PlanDraft.Project> projects,
            Map<ProjectId, Fate> fates,
            Asked asked) {
        var scale = new Scale(asked.targets(), asked.percent());
        var settled = settlements.of(projects.keySet());
        var copied = new ArrayList<PlanDraft.Project>();
        projects.forEach((id, project) -> {
            if (fates.get(id) instanceof Fate.Continued continued) {
                var carried = new EnumMap<BudgetSource, Long>(BudgetSource.class);
                carry(settled, id, carried);
                fates.forEach((other, fate) -> {
                    if (fate instanceof Fate.Merged merged && merged.into().equals(id)) {
                        carry(settled, other, carried);
                    }
                });
                copied.add(
                        project(project, continued.code(), year, scale, money(project.budget(), year, asked, carried)));
            }
        });
        return new PlanContent(
                head(book, content.head(), year),
                List.of(),
                asked.goals() ? content.goals() : List.of(),
                content.strategies(),
                content.components().stream().map(scale::of).toList(),
                copied,
                money(content.budget(), year, asked, Map.of()));
    }

    private static void carry(
            Map<ProjectId, Map<BudgetSource, Settlement.Closed>> settled,
            ProjectId project,
            Map<BudgetSource, Long> carried) {
        settled.getOrDefault(project, Map.of()).forEach((source, closed) -> {
            if (closed.carriedOver() > 0) {
                carried.merge(source, closed.carriedOver(), Long::sum);
            }
        });
    }

    /** The total of the year before becomes 전년 목표; this year's is for the office to say. */
    private static PlanDraft.Head head(Book book, PlanDraft.Head before, int year) {
        return new PlanDraft.Head(
                before.municipality(),
                PlanKind.YEAR,
                year,
                before.title().replace(String.valueOf(year - 1), String.valueOf(year)),
                null,
                null,
                null,
                null,
                null,
                before.target() == null ? null : Long.valueOf(before.target().amount()),
                null,
                null,
                new Source(book.dataSet() == DataSet.SIMULATED ? SourceKind.SIMULATION : SourceKind.OFFICE, "", null),
                null,
                "");
    }

    private static PlanDraft.Project project(
            PlanDraft.Project before, String code, int year, Scale scale, List<Amount> money) {
        var details = before.details();
        // A project of several years keeps its end; one of a year moves with the year.
        var stays = before.to() != null && before.to().getYear() >= year;
        return new PlanDraft.Project(
                before.no(),
                code,
                before.name(),
                before.strategy(),
                before.task(),
                before.component(),
                before.department(),
                before.programmeType(),
                before.sector(),
                before.targetGroups(),
                before.from() == null || stays ? before.from() : before.from().plusYears(1),
                before.to() == null || stays ? before.to() : later(before.to()),
                before.deliveringBody(),
                Continuity.KEPT,
                new ProjectDetails(
                        details.description(),
                        details.partners(),
                        details.legalBasis(),
                        details.ministryCall(),
                        details.risks(),
                        details.terms(),
                        before.code(),
                        scale.of(details.groupTargets()),
                        details.measure(),
                        details.statedUnit()),
                scale.of(before.targets()),
                money);
    }

    /** The end of a month stays one: 28 February becomes 29 where the next year has it. */
    private static LocalDate later(LocalDate day) {
        var month = YearMonth.from(day);
        return day.equals(month.atEndOfMonth()) ? month.plusYears(1).atEndOfMonth() : day.plusYears(1);
    }

    /**
     * What was planned for this year already goes before what last year had; later years stay. What was carried over comes
     * in beside it, whatever is asked.
     */
    private static List<Amount> money(List<Amount> before, int year, Asked asked, Map<BudgetSource, Long> carriedOver) {
        var money = new ArrayList<Amount>();
        for (var source : BudgetSource.values()) {
            var ofSource =
                    before.stream().filter(amount -> amount.source() == source).toList();
            var appropriated = asked.money() == Money.EMPTY
                    ? null
                    : sum(ofSource, year)
                            .or(() -> sum(ofSource, null, year - 1))
                            .orElse(null);
            var carriedIn = carriedOver.get(source);
            if (appropriated != null || carriedIn != null) {
                money.add(new Amount(source, null, appropriated, carriedIn, null));
            }
            if (asked.money() == Money.AS_IT_WAS) {
                ofSource.stream()
                        .filter(amount ->
                                amount.year() != null && amount.year() > year && amount.appropriated() != null)
                        .forEach(amount ->
                                money.add(new Amount(source, amount.year(), amount.appropriated(), null, null)));
            }
        }
        return money;
    }

    private static Optional<Long> sum(List<Amount> amounts, @Nullable Integer... years) {
        return amounts.stream()
                .filter(amount -> java.util.Arrays.asList(years).contains(amount.year()))
                .map(Amount::appropriated)
                .filter(Objects::nonNull)
                .reduce(Long::sum);
    }

    /** Targets as they were, times a percentage, or none. */
    private record Scale(Targets targets, int percent) {
        /** Half up; no part of a job is planned. */
        long of(long amount) {
            return switch (targets) {
                case AS_THEY_WERE -> amount;
                case SCALED -> (amount * percent + 50) / 100;
                case EMPTY -> 0;
            };
        }

        Component of(Component component) {
            return new Component(
                    component.no(),
                    component.label(),
                    of(component.quantity(), of(component.quantity().amount())),
                    component.programmeType(),
                    component.sector());
        }

        private static Quantity of(Quantity quantity, long amount) {
            return new Quantity(amount, quantity.measure(), quantity.statedUnit(), quantity.approximate());
        }

        Map<TargetGroup, Long> of(Map<TargetGroup, Long> groups) {
            var scaled = new EnumMap<TargetGroup, Long>(TargetGroup.class);
            if (targets != Targets.EMPTY) {
                groups.forEach((group, amount) -> scaled.put(group, of(amount)));
            }
            return scaled;
        }

        /** The parts of a scaled target add up to it: what rounding leaves goes to the largest remainders. */
        List<Project.Target> of(List<Project.Target> before) {
            if (targets == Targets.EMPTY) {
                return List.of();
            }
            var amounts = new HashMap<Measure, List<Project.Target>>();
            before.forEach(target -> amounts.computeIfAbsent(target.quantity().measure(), none -> new ArrayList<>())
                    .add(target));
            var scaled = new ArrayList<Project.Target>();
            amounts.values().forEach(ofMeasure -> scaled.addAll(divided(ofMeasure)));
            scaled.sort(TargetCells.ORDER);
            return scaled;
        }

        private List<Project.Target> divided(List<Project.Target> before) {
            var times = targets == Targets.SCALED ? percent : 100;
            var wanted = of(before.stream()
                    .mapToLong(target -> target.quantity().amount())
                    .sum());
            var floors = before.stream()
                    .map(target -> target.quantity().amount() * times / 100)
                    .toList();
            var lacking = wanted - floors.stream().mapToLong(Long::longValue).sum();
            var byRemainder = java.util.stream.IntStream.range(0, before.size())
                    .boxed()
                    .sorted(java.util.Comparator.comparingLong(
                            (Integer at) -> -(before.get(at).quantity().amount() * times % 100)))
                    .limit(Math.max(0, lacking))
                    .toList();
            var scaled = new ArrayList<Project.Target>();
            for (var at = 0; at < before.size(); at++) {
                var target = before.get(at);
                scaled.add(new Project.Target(
                        target.from().plusYears(1),
                        later(target.to()),
                        of(target.quantity(), floors.get(at) + (byRemainder.contains(at) ? 1 : 0))));
            }
            return scaled;
        }
    }
}
