package dure.forecast;

import dure.plan.ProgrammeType;
import dure.simulation.LivedProject;
import dure.simulation.LivedYears;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Forecasts of years that were lived through, held against what came of them; without a database, for many at once. */
final class Backtest {
    static final List<Integer> YEARS = List.of(2021, 2022, 2023, 2024);

    int books;
    int bookInside;
    int bookBelow;
    int works;
    int worksInside;
    int worksBelow;
    double error;
    double linear;
    double lastYear;
    double pinball;
    double nanoseconds;
    final Map<ProgrammeType, int[]> byType = new EnumMap<>(ProgrammeType.class);

    static Map<ProgrammeType, Season> priors() {
        var priors = new EnumMap<ProgrammeType, Season>(ProgrammeType.class);
        priors.put(ProgrammeType.DIRECT, season(8, 17, 21, 9, 6, 5, 13, 7, 5, 4, 3, 2));
        priors.put(ProgrammeType.TRAINING, season(2, 4, 6, 8, 9, 13, 9, 8, 9, 10, 10, 12));
        priors.put(ProgrammeType.SERVICE, season(7, 8, 10, 9, 8, 8, 8, 8, 9, 9, 8, 8));
        return priors;
    }

    static Season season(double... percent) {
        return Season.of(percent);
    }

    void run(long seed, int projects, int month, int pastYears, boolean monthly) {
        var lived = new LivedYears(seed, YEARS, projects).projects();
        var year = YEARS.getLast();
        var all = new ArrayList<Work>();
        var shown = new ArrayList<LivedProject>();
        for (var project : lived) {
            if (project.targets().containsKey(year)) {
                all.add(work(project, year, month, pastYears, monthly));
                shown.add(project);
            }
        }
        var began = System.nanoTime();
        var draws = new YearModel(all, new Learned(all, priors(), List.of(), false)).draw(seed, null);
        nanoseconds += System.nanoTime() - began;
        var ends = Draws.sorted(draws.courses(), 12);
        double truth = shown.stream().mapToLong(project -> project.total(year)).sum();
        var p10 = Draws.quantile(ends, 10);
        var p50 = Draws.quantile(ends, 50);
        var p90 = Draws.quantile(ends, 90);
        books++;
        bookInside += truth >= p10 && truth <= p90 ? 1 : 0;
        bookBelow += truth < p10 ? 1 : 0;
        error += Math.abs(p50 - truth) / truth;
        double counted = all.stream().mapToLong(Work::counted).sum();
        linear += Math.abs(counted * 12 / month - truth) / truth;
        var before = new double[13];
        for (var project : lived) {
            var past = project.months().get(year - 1);
            if (past != null) {
                for (int i = 0; i < 12; i++) {
                    before[i < month ? 0 : 1] += past[i];
                }
            }
        }
        lastYear += Math.abs(counted * (before[0] + before[1]) / Math.max(1, before[0]) - truth) / truth;
        pinball += (pinball(p10, truth, 0.1) + pinball(p50, truth, 0.5) + pinball(p90, truth, 0.9)) / truth;
        for (int i = 0; i < all.size(); i++) {
            var end = new double[draws.ends()[i].length];
            for (int d = 0; d < end.length; d++) {
                end[d] = draws.ends()[i][d];
            }
            Arrays.sort(end);
            double real = shown.get(i).total(year);
            works++;
            var in = real >= Draws.quantile(end, 10) && real <= Draws.quantile(end, 90);
            worksInside += in ? 1 : 0;
            worksBelow += real < Draws.quantile(end, 10) ? 1 : 0;
            var type = byType.computeIfAbsent(all.get(i).type(), none -> new int[2]);
            type[0]++;
            type[1] += in ? 1 : 0;
        }
    }

    private static double pinball(double quantile, double truth, double level) {
        return truth >= quantile ? level * (truth - quantile) : (1 - level) * (quantile - truth);
    }

    static Work work(LivedProject project, int year, int month, int pastYears, boolean monthly) {
        var flows = new long[12];
        System.arraycopy(project.months().get(year), 0, flows, 0, month);
        var past = new ArrayList<Work.Past>();
        for (int ago = 1; ago <= pastYears; ago++) {
            if (project.targets().containsKey(year - ago)) {
                past.add(new Work.Past(
                        ago,
                        project.targets().get(year - ago),
                        project.total(year - ago),
                        monthly ? project.months().get(year - ago) : null));
            }
        }
        return new Work(
                project.type(), project.targets().get(year), project.startMonth(), 12, flows, month, past, 0.02);
    }

    @Override
    public String toString() {
        return "books %.3f (below %.3f) works %.3f (below %.3f) MAPE %.4f linear %.4f lastYear %.4f pinball %.5f  %.1f ms "
                        .formatted(
                                (double) bookInside / books,
                                (double) bookBelow / books,
                                (double) worksInside / works,
                                (double) worksBelow / works,
                                error / books,
                                linear / books,
                                lastYear / books,
                                pinball / books,
                                nanoseconds / books / 1e6)
                + byType.entrySet().stream()
                        .map(one -> one.getKey().name().substring(0, 3)
                                + " %.2f".formatted((double) one.getValue()[1] / one.getValue()[0]))
                        .toList();
    }

    public static void main(String[] arguments) {
        var from = Long.parseLong(arguments[0]);
        var count = Integer.parseInt(arguments[1]);
        for (int month : new int[] {2, 4, 6, 8, 10}) {
            var test = new Backtest();
            for (long seed = from; seed < from + count; seed++) {
                test.run(seed, 40 + (int) (seed % 5) * 20, month, 3, true);
            }
            System.out.println(month + ": " + test);
        }
        var totals = new Backtest();
        for (long seed = from; seed < from + count; seed++) {
            totals.run(seed, 80, 6, 3, false);
        }
        System.out.println("totals only, 6: " + totals);
        var none = new Backtest();
        for (long seed = from; seed < from + count; seed++) {
            none.run(seed, 80, 6, 0, false);
        }
        System.out.println("no past, 6: " + none);
    }
}
