package dure.forecast;

import dure.ledger.Figures;
import dure.ledger.Flow;
import dure.ledger.Part;
import dure.ledger.Question;
import dure.ledger.Scope;
import dure.plan.AnnualPlan;
import dure.plan.Continuity;
import dure.plan.Measure;
import dure.plan.Plans;
import dure.plan.ProgrammeType;
import dure.plan.Project;
import dure.plan.ProjectId;
import dure.plan.Quantity;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what plans and the ledger say of a year and of those before it, as the question's day knew them. */
@Component
class Gathering {
    /** Three years say what can be said; what a programme did before that is another programme. */
    static final int PAST = 3;
    /** An entry of up to a quarter says when it came about. */
    private static final int LONGEST_MONTHS = 3;
    /** So long after its end a year that is still not reported is taken as it is. */
    static final int MONTHS_OF_GRACE = 3;

    private final Plans plans;
    private final Figures figures;

    Gathering(Plans plans, Figures figures) {
        this.plans = plans;
        this.figures = figures;
    }

    /** An earlier year: what was planned and what came of it. */
    private record Earlier(
            int year, @Nullable AnnualPlan plan, Map<ProjectId, List<Flow>> byProject, List<Flow> others) {
        static Earlier of(int year, @Nullable AnnualPlan plan, List<Flow> flows) {
            var ids = new HashSet<ProjectId>();
            if (plan != null) {
                plan.projects().forEach(project -> ids.add(project.id()));
            }
            var byProject = new HashMap<ProjectId, List<Flow>>();
            var others = new ArrayList<Flow>();
            for (var flow : flows) {
                if (flow.project() != null && ids.contains(flow.project())) {
                    byProject
                            .computeIfAbsent(flow.project(), none -> new ArrayList<>())
                            .add(flow);
                } else {
                    others.add(flow);
                }
            }
            return new Earlier(year, plan, byProject, others);
        }

        boolean isOfProjects() {
            return !byProject.isEmpty();
        }
    }

    /** @param expected what an earlier year that is not over will come to, by year */
    Gathered year(Question question, int year, Map<Integer, Long> expected) {
        var ofYear = question.with(Part.ALL).with(new Scope.InYear(year));
        var plan = plans.annual(question.book(), year, question.promise()).orElse(null);
        var flows = figures.flows(ofYear);
        var now = Earlier.of(year, plan, flows);
        var earlier = new ArrayList<Earlier>();
        for (int before = year - 1; before >= year - PAST; before--) {
            if (!question.asOf().isBefore(LocalDate.of(before, 12, 31)) && !expected.containsKey(before)) {
                earlier.add(Earlier.of(
                        before,
                        plans.annual(question.book(), before).orElse(null),
                        figures.flows(ofYear.with(new Scope.InYear(before)))));
            }
        }
        var measures = question.rule().criteria().measures();
        var observed = observed(question.asOf(), year, flows);
        var works = new ArrayList<Work>();
        var projects = new ArrayList<Project>();
        if (plan != null) {
            for (var project : plan.projects()) {
                var target = target(project, measures);
                var own = now.byProject().getOrDefault(project.id(), List.of());
                var past = past(project, year, earlier, measures);
                if (target != null || !own.isEmpty() || !past.isEmpty()) {
                    projects.add(project);
                    works.add(new Work(
                            project.programmeType(),
                            target,
                            month(project.from(), year, 1),
                            month(project.to(), year, Season.MONTHS),
                            monthly(own),
                            Math.max(observed, lastMonth(question.asOf(), year, own)),
                            past,
                            0.02));
                }
            }
        }
        var wholes = new ArrayList<Double>();
        works.add(rest(question, now, earlier, expected, works, observed, measures, wholes));
        return new Gathered(year, plan, projects, works, flows, observed, wholes);
    }

    /** All that belongs to no project: 미세분, and what is stated for the municipality as a whole. */
    private Work rest(
            Question question,
            Earlier now,
            List<Earlier> earlier,
            Map<Integer, Long> expected,
            List<Work> works,
            int observed,
            Set<Measure> measures,
            List<Double> wholes) {
        var planned = planned(now.plan(), measures);
        long ofProjects = works.stream()
                .map(Work::target)
                .mapToLong(target -> target == null ? 0 : target)
                .sum();
        var past = new ArrayList<Work.Past>();
        for (var year : earlier) {
            var total = quantity(year.others());
            var target = planned(year.plan(), measures);
            var ago = now.year() - year.year();
            if (works.isEmpty() ? !year.isOfProjects() || total > 0 : year.isOfProjects()) {
                var whole = works.isEmpty() ? total + quantityOf(year.byProject()) : total;
                var aim = works.isEmpty() || target == null ? target : Long.valueOf(left(target, year, measures));
                if (whole > 0) {
                    past.add(new Work.Past(
                            ago, aim, whole, works.isEmpty() ? months(all(year)) : months(year.others())));
                }
            } else if (target != null && target > 0 && total > 0) {
                wholes.add((double) total / target);
            }
        }
        if (past.isEmpty() && works.isEmpty()) {
            past.addAll(ofSpans(question, now.year()));
        }
        if (works.isEmpty()) {
            expected.forEach((year, total) -> {
                if (year < now.year() && year >= now.year() - PAST && total > 0) {
                    past.addFirst(new Work.Past(now.year() - year, null, total, null));
                }
            });
        }
        var target = planned == null ? null : Long.valueOf(Math.max(0, planned - ofProjects));
        // Where projects carry the plan, what it has beyond them is often never reported by itself.
        var idle = works.isEmpty() ? 0.02 : ofProjects * 10 < (planned == null ? 0 : planned) * 7 ? 0.1 : 0.5;
        return new Work(
                ProgrammeType.UNSPECIFIED,
                target,
                1,
                Season.MONTHS,
                monthly(now.others()),
                Math.max(observed, lastMonth(question.asOf(), now.year(), now.others())),
                past,
                past.isEmpty() ? idle : 0.02);
    }

    /** What entries over several years say of each of them: the same for every month. */
    private List<Work.Past> ofSpans(Question question, int year) {
        var past = new TreeMap<Integer, Double>();
        if (question.scope() instanceof Scope.InTerm term) {
            for (var flow : figures.flows(question.with(Part.ALL).with(term))) {
                if (flow.from().getYear() != flow.to().getYear()) {
                    var months = ChronoUnit.MONTHS.between(
                            flow.from().withDayOfMonth(1), flow.to().plusDays(1));
                    for (int one = flow.from().getYear(); one <= flow.to().getYear() && one < year; one++) {
                        var whole = !flow.from().isAfter(LocalDate.of(one, 1, 1))
                                && !flow.to().isBefore(LocalDate.of(one, 12, 31));
                        if (whole && one >= year - PAST) {
                            past.merge(one, flow.quantity() * 12.0 / Math.max(1, months), Double::sum);
                        }
                    }
                }
            }
        }
        return past.descendingMap().entrySet().stream()
                .map(one -> new Work.Past(year - one.getKey(), null, Math.round(one.getValue()), null))
                .toList();
    }

    private static List<Flow> all(Earlier year) {
        var all = new ArrayList<>(year.others());
        year.byProject().values().forEach(all::addAll);
        return all;
    }

    private static long left(long target, Earlier year, Set<Measure> measures) {
        long ofProjects = 0;
        if (year.plan() != null) {
            for (var project : year.plan().projects()) {
                var own = target(project, measures);
                ofProjects += own == null ? 0 : own;
            }
        }
        return Math.max(0, target - ofProjects);
    }

    private static long quantityOf(Map<ProjectId, List<Flow>> byProject) {
        return byProject.values().stream().mapToLong(Gathering::quantity).sum();
    }

    static long quantity(List<Flow> flows) {
        return flows.stream().mapToLong(Flow::quantity).sum();
    }

    /** 총목표, or where the plan states none what its items come to; null where neither is there. */
    private static @Nullable Long planned(@Nullable AnnualPlan plan, Set<Measure> measures) {
        if (plan == null || !measures.contains(Measure.JOBS)) {
            return null;
        }
        if (plan.target() != null) {
            return plan.target().amount();
        }
        return plan.itemised() == 0 ? null : Long.valueOf(plan.itemised());
    }

    private static @Nullable Long target(Project project, Set<Measure> measures) {
        var amounts = project.targets().stream()
                .map(Project.Target::quantity)
                .filter(quantity -> measures.contains(quantity.measure()))
                .mapToLong(Quantity::amount)
                .toArray();
        if (amounts.length == 0) {
            return null;
        }
        long sum = 0;
        for (var amount : amounts) {
            sum += amount;
        }
        return sum;
    }

    /** The same project through earlier years: by what each says of its predecessor, else by its code, else by its name. */
    private static List<Work.Past> past(Project project, int year, List<Earlier> earlier, Set<Measure> measures) {
        var past = new ArrayList<Work.Past>();
        var one = project;
        for (var before : earlier) {
            if (before.plan() == null) {
                break;
            }
            one = predecessor(one, before.plan());
            if (one == null) {
                break;
            }
            var flows = before.byProject().getOrDefault(one.id(), List.of());
            if (before.isOfProjects()) {
                past.add(new Work.Past(year - before.year(), target(one, measures), quantity(flows), months(flows)));
            }
        }
        return past;
    }

    private static @Nullable Project predecessor(Project project, AnnualPlan before) {
        var code = project.details().predecessor();
        if (code == null && project.continuity() == Continuity.NEW) {
            return null;
        }
        var wanted = code == null ? project.code() : code;
        return before.projects().stream()
                .filter(one -> one.code().equals(wanted))
                .findFirst()
                .or(() -> before.projects().stream()
                        .filter(one -> one.name().equals(project.name()))
                        .findFirst())
                .orElse(null);
    }

    private static int month(@Nullable LocalDate day, int year, int otherwise) {
        return day == null || day.getYear() != year ? otherwise : day.getMonthValue();
    }

    /** By the month in which each was reported: of what covers several months nothing is known between. */
    private static long[] monthly(List<Flow> flows) {
        var monthly = new long[Season.MONTHS];
        flows.forEach(flow -> monthly[flow.to().getMonthValue() - 1] += flow.quantity());
        return monthly;
    }

    /** When it came about, spread evenly over a quarter; null where most of it is only known by the year. */
    private static long @Nullable [] months(List<Flow> flows) {
        var months = new double[Season.MONTHS];
        long known = 0;
        for (var flow : flows) {
            var first = flow.from().getMonthValue();
            var last = flow.to().getMonthValue();
            if (last - first < LONGEST_MONTHS) {
                known += flow.quantity();
                for (int month = first; month <= last; month++) {
                    months[month - 1] += (double) flow.quantity() / (last - first + 1);
                }
            }
        }
        if (known * 5 < quantity(flows) * 4 || known == 0) {
            return null;
        }
        var whole = new long[Season.MONTHS];
        double owed = 0;
        for (int i = 0; i < whole.length; i++) {
            owed += months[i];
            whole[i] = (long) Math.floor(owed + 1e-9);
            owed -= whole[i];
        }
        return whole;
    }

    /** The months of a year that are over on a day. */
    private static int over(LocalDate asOf, int year) {
        return asOf.getYear() > year
                ? Season.MONTHS
                : asOf.getYear() < year
                        ? 0
                        : asOf.plusDays(1).getMonthValue()
                                - (asOf.plusDays(1).getYear() > year ? -Season.MONTHS + 1 : 0)
                                - 1;
    }

    private static int lastMonth(LocalDate asOf, int year, List<Flow> flows) {
        return Math.min(
                over(asOf, year),
                flows.stream().mapToInt(flow -> flow.to().getMonthValue()).max().orElse(0));
    }

    /**
     * Up to which month a book is reported: the last one of which about as many projects tell as usual. What few have
     * reported so far is there, but silence of the others is no zero.
     */
    static int observed(LocalDate asOf, int year, List<Flow> flows) {
        if (!asOf.isBefore(LocalDate.of(year, 12, 31).plusMonths(MONTHS_OF_GRACE))) {
            return Season.MONTHS;
        }
        var telling = new int[Season.MONTHS + 1];
        flows.stream()
                .map(flow -> Map.entry(flow.to().getMonthValue(), String.valueOf(flow.project())))
                .distinct()
                .forEach(one -> telling[one.getKey()]++);
        for (int month = over(asOf, year); month > 0; month--) {
            if (telling[month] > 0) {
                double usual = 0;
                int count = 0;
                for (int before = month - 1; before >= Math.max(1, month - 3); before--) {
                    usual += telling[before];
                    count += telling[before] > 0 ? 1 : 0;
                }
                if (count == 0 || telling[month] * 2 >= usual / count) {
                    return month;
                }
            }
        }
        return 0;
    }
}
