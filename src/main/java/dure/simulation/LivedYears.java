package dure.simulation;

import dure.plan.ProgrammeType;
import dure.plan.Sector;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * 살아 본 몇 해: years of a municipality from how its programmes work, not from a curve: people are taken on in rounds, courses
 * end, firms arrive, a budget is used up, a department is late, the labour market swings, money is cut in autumn. Whoever
 * forecasts such years can be held against what came of them.
 *
 * <p>It shares nothing with the forecaster: no level, no season, no distribution is common to both.
 */
public final class LivedYears {
    private static final int DEPARTMENTS = 12;

    private final RandomGenerator chance;
    private final List<Integer> years;
    private final int projects;

    // Of the municipality, for good.
    private final double optimism;
    private final double size;
    private final TreeMap<Integer, Circumstances> circumstances = new TreeMap<>();

    /**
     * What a year brings to all projects of the municipality.
     *
     * @param market by month how easily people are placed
     * @param delays by department, in months
     * @param cutFrom the month, from 0, from which public money is halved; beyond the year where it is not
     */
    private record Circumstances(double[] market, int[] delays, int cutFrom) {}

    private enum Mechanism {
        ROUNDS(ProgrammeType.DIRECT, Sector.PUBLIC),
        ALL_YEAR_POSTS(ProgrammeType.DIRECT, Sector.PUBLIC),
        COURSES(ProgrammeType.TRAINING, Sector.PUBLIC),
        DESK(ProgrammeType.SERVICE, Sector.PRIVATE),
        FIRST_COME(ProgrammeType.INCENTIVE, Sector.PRIVATE),
        SELECTION(ProgrammeType.STARTUP, Sector.PRIVATE),
        FIRMS(ProgrammeType.ATTRACTION, Sector.PRIVATE),
        SITES(ProgrammeType.EXPANSION, Sector.PRIVATE);

        final ProgrammeType type;
        final Sector sector;

        Mechanism(ProgrammeType type, Sector sector) {
            this.type = type;
            this.sector = sector;
        }
    }

    /** @param years in order, all whole */
    public LivedYears(long seed, List<Integer> years, int projects) {
        this.chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 7_919 + 17);
        this.years = List.copyOf(years);
        this.projects = projects;
        this.optimism = 0.92 + chance.nextDouble(0.28);
        this.size = Math.exp(chance.nextDouble(0.3, 2.3));
        double tension = 0;
        for (var year : years) {
            var ofYear = new double[12];
            for (int month = 0; month < 12; month++) {
                tension = 0.9 * tension + 0.05 * chance.nextGaussian();
                ofYear[month] = Math.exp(tension);
            }
            var late = new int[DEPARTMENTS];
            for (int i = 0; i < late.length; i++) {
                late[i] = chance.nextInt(8) == 0 ? 1 + chance.nextInt(3) : 0;
            }
            circumstances.put(
                    year, new Circumstances(ofYear, late, chance.nextInt(10) == 0 ? 6 + chance.nextInt(4) : 99));
        }
    }

    private Circumstances of(int year) {
        return Objects.requireNonNull(circumstances.get(year));
    }

    public List<LivedProject> projects() {
        var all = new ArrayList<LivedProject>();
        for (int no = 1; no <= projects; no++) {
            all.add(project(no));
        }
        return all;
    }

    private LivedProject project(int no) {
        var mechanism = mechanism();
        var department = chance.nextInt(DEPARTMENTS);
        // From a handful to a few hundred persons; senior jobs and public works are the giants.
        var capacity = Math.exp(chance.nextGaussian() * 0.9 + (mechanism == Mechanism.ROUNDS ? 3.6 : 2.9)) * size / 3;
        var first = chance.nextInt(5) == 0 ? chance.nextInt(years.size()) : 0;
        var quarterly = chance.nextInt(10) == 0;
        var start = mechanism == Mechanism.FIRST_COME
                ? 2 + chance.nextInt(2)
                : chance.nextInt(12) == 0 ? 4 + chance.nextInt(5) : 1;
        var rounds = 1 + chance.nextInt(3);
        var targets = new TreeMap<Integer, Long>();
        var months = new TreeMap<Integer, long[]>();
        for (int i = first; i < years.size(); i++) {
            var year = years.get(i);
            capacity *= Math.exp(0.10 * chance.nextGaussian());
            // What is aimed at: last year's size as the planner sees it, in round numbers.
            var wish = capacity * optimism * (0.9 + chance.nextDouble(0.2));
            var step = wish > 100 ? 10 : wish > 20 ? 5 : 1;
            var target = Math.max(1, Math.round(wish / step) * step);
            var came = new double[12];
            switch (mechanism) {
                case ROUNDS -> rounds(came, year, target, rounds, of(year).delays()[department], start);
                case ALL_YEAR_POSTS -> posts(came, target, start);
                case COURSES -> courses(came, target, of(year).delays()[department], start);
                case DESK -> desk(came, year, capacity, start);
                case FIRST_COME -> firstCome(came, year, target, capacity, start);
                case SELECTION -> selection(came, target, of(year).delays()[department], start);
                case FIRMS -> firms(came, year, capacity, start);
                case SITES -> sites(came, year, capacity, start);
            }
            if (mechanism.sector == Sector.PUBLIC) {
                for (int month = of(year).cutFrom(); month < 12; month++) {
                    came[month] *= 0.5;
                }
            }
            // A project that is stopped in the middle of its year.
            if (chance.nextInt(25) == 0) {
                for (int month = 2 + chance.nextInt(7); month < 12; month++) {
                    came[month] = 0;
                }
            }
            targets.put(year, target);
            months.put(year, reported(came, quarterly));
        }
        var name = "모의 사업 " + no;
        return new LivedProject("L%03d".formatted(no), name, mechanism.type, mechanism.sector, start, targets, months);
    }

    private Mechanism mechanism() {
        var at = chance.nextInt(20);
        return at < 4
                ? Mechanism.ROUNDS
                : at < 6
                        ? Mechanism.ALL_YEAR_POSTS
                        : at < 8
                                ? Mechanism.COURSES
                                : at < 12
                                        ? Mechanism.DESK
                                        : at < 15
                                                ? Mechanism.FIRST_COME
                                                : at < 17
                                                        ? Mechanism.SELECTION
                                                        : at < 19 ? Mechanism.FIRMS : Mechanism.SITES;
    }

    /** 단계별 모집: so many are wanted in each round; some do not come, some leave and are replaced in the next months. */
    private void rounds(double[] came, int year, double target, int rounds, int delay, int start) {
        int[][] begins = {{1}, {1, 6}, {1, 4, 7}};
        for (int begin : begins[rounds - 1]) {
            var month = Math.max(begin + delay + (chance.nextInt(3) == 0 ? 1 : 0), start - 1);
            if (month > 11) {
                continue;
            }
            var wanted = target / rounds;
            var filled = binomial(wanted, 0.82 + chance.nextDouble(0.18));
            came[month] += filled;
            for (int after = month + 1; after < Math.min(12, month + 4); after++) {
                came[after] += binomial(wanted * 0.06, 0.8);
            }
        }
        // A tight labour market needs fewer of them.
        came[11] += binomial(target * 0.03, Math.min(1, 0.5 / of(year).market()[11]));
    }

    private void posts(double[] came, double target, int start) {
        came[Math.max(0, start - 1)] += binomial(target * 0.78, 0.97);
        for (int month = start; month < 12; month++) {
            came[month] += poisson(target * 0.02);
        }
    }

    /** 훈련과정: classes of fifteen to twenty-five, which end some months after they begin; one in nine is not held. */
    private void courses(double[] came, double target, int delay, int start) {
        var places = target;
        while (places > 0) {
            var ofClass = Math.min(places, 15 + chance.nextInt(11));
            places -= ofClass;
            var begins = Math.max(start, 2 + chance.nextInt(8)) + delay;
            var ends = begins + 2 + chance.nextInt(3);
            if (chance.nextInt(9) != 0) {
                came[Math.min(11, ends)] += binomial(ofClass, 0.75 + chance.nextDouble(0.25));
            }
        }
    }

    /** 취업 알선: who comes to the desk, month by month, as the market is. */
    private void desk(double[] came, int year, double capacity, int start) {
        double[] usual = {8, 9, 11, 8, 7, 7, 8, 7, 10, 9, 8, 8};
        for (int month = start - 1; month < 12; month++) {
            came[month] +=
                    poisson(capacity * usual[month] / 100 * of(year).market()[month] * (0.85 + chance.nextDouble(0.3)));
        }
    }

    /** 선착순: applications come until the money is used up. */
    private void firstCome(double[] came, int year, double target, double capacity, int start) {
        var left = target * (0.95 + chance.nextDouble(0.08));
        for (int month = start - 1; month < 12 && left > 0; month++) {
            var asked = poisson(capacity / 9 * of(year).market()[month] * (month < start + 1 ? 1.6 : 1));
            var given = Math.min(left, asked);
            came[month] += given;
            left -= given;
        }
    }

    /** 선발: one call in spring, and another where the first did not fill. */
    private void selection(double[] came, double target, int delay, int start) {
        var month = Math.min(11, Math.max(start - 1, 2 + chance.nextInt(3)) + delay);
        var chosen = binomial(target, 0.6 + chance.nextDouble(0.4));
        came[month] += chosen;
        came[Math.min(11, month + 3 + chance.nextInt(2))] += binomial(target - chosen, 0.7);
    }

    /** 투자 유치: a few firms arrive, each takes on some people over a quarter. */
    private void firms(double[] came, int year, double capacity, int start) {
        var arrivals = (int) poisson(5 * of(year).market()[5]);
        for (int i = 0; i < arrivals; i++) {
            var month = start - 1 + chance.nextInt(13 - start);
            var people = poisson(capacity / 5 * Math.exp(0.4 * chance.nextGaussian()));
            for (int after = 0; after < 3; after++) {
                came[Math.min(11, month + after)] += people / 3;
            }
        }
    }

    private void sites(double[] came, int year, double capacity, int start) {
        for (int month = start - 1; month < 12; month++) {
            came[month] += poisson(capacity / 11 * of(year).market()[month]) * (month == 11 ? 1.5 : 1);
        }
    }

    private static long[] reported(double[] came, boolean quarterly) {
        var reported = new long[12];
        double owed = 0;
        for (int month = 0; month < 12; month++) {
            owed += came[month];
            if (!quarterly || month % 3 == 2) {
                reported[month] = (long) Math.floor(owed + 1e-9);
                owed -= reported[month];
            }
        }
        return reported;
    }

    private double poisson(double mean) {
        if (mean > 60) {
            return Math.max(0, Math.rint(mean + Math.sqrt(mean) * chance.nextGaussian()));
        }
        var limit = Math.exp(-mean);
        var product = chance.nextDouble();
        var count = 0;
        while (product > limit) {
            product *= chance.nextDouble();
            count++;
        }
        return count;
    }

    private double binomial(double of, double share) {
        var mean = of * share;
        return Math.clamp(
                Math.rint(mean + Math.sqrt(Math.max(0, mean * (1 - share))) * chance.nextGaussian()),
                0,
                Math.max(0, of));
    }
}
