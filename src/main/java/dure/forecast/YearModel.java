package dure.forecast;

import dure.plan.ProgrammeType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * 한 해 전망: how a year of many works may go on. docs/forecast.md explains it.
 *
 * <p>What a work comes to in the year is its target (or what it did before) times a level; levels share a part of the whole
 * book (a good year, a bad year), a part of the programme type, and have one of their own, with a chance of failing. What
 * is there by a month is a beta-binomial share of it along the season, which the whole book may run ahead of or behind, and
 * a work may start late. What has been seen corrects all of these together, on a grid; then courses are drawn.
 */
final class YearModel {
    static final int COURSES = 600;

    // Grids: the book's level and the type's beside it, in steps of a log, and how many months the year runs late.
    private static final double STEP = 0.07;
    private static final int BOOK = 9;
    private static final int TYPE = 4;
    private static final int LEVELS = 2 * (BOOK + TYPE) + 1;
    // In steps of a spread: that of years whose months are learned, and that of years whose season is only supposed.
    private static final double[] LATE = {-2.2, -1.1, 0, 1.1, 2.2};
    private static final double LATE_SPREAD = 0.45;
    private static final double LATE_SPREAD_UNKNOWN = 0.8;
    private static final int REST = 56;
    /** Works of a book are alike in more than the model knows; what they say together counts for less than their number. */
    private static final double ALIKE = 0.4;

    private static final double ALIKE_UNKNOWN = 0.12;
    /** The chance that a work starts late by itself, by up to five months. */
    private static final double LATE_START = 0.08;
    /** A level that failed: a good half of what was meant, give or take a lot. */
    private static final double FAILED_AT = -0.9;

    private static final double FAILED_SPREAD = 0.6;

    private static final double FINE = 0.02;
    private static final int FINE_HALF = 220;

    private final List<Work> works;
    private final Learned learned;
    private final One[] all;
    private final double levelSpread;
    private final double lateSpread;
    private final double alike;
    private final double[][] posterior;

    YearModel(List<Work> works, Learned learned) {
        this.works = works;
        this.learned = learned;
        // A level further than the grid reaches would be cut off; the grid's edge takes it.
        this.levelSpread = Math.min(learned.levelSpread, BOOK * STEP / 1.5);
        this.lateSpread = learned.seasonalYears() == 0 ? LATE_SPREAD_UNKNOWN : LATE_SPREAD;
        this.alike = learned.seasonalYears() == 0 ? ALIKE_UNKNOWN : ALIKE;
        this.all = works.stream().map(One::new).toArray(One[]::new);
        this.posterior = posterior();
    }

    /** One work on its grid of what is still to come. */
    private final class One {
        final Work work;
        final double counted;
        final Season[] seasons = new Season[LATE.length];
        final double[] rest = new double[REST];
        /** The upper ends of the cells; that of nothing more is one person wide, as every whole number is. */
        final double[] edges = new double[REST];

        /** By lateness: the likelihood of what was seen, if that much is still to come, times the width of the cell. */
        final double[][] seen = new double[LATE.length][REST];

        final double[] logs = new double[REST];
        final double idle;
        final double spread;
        double base;
        final boolean over;
        /** The density of the log of its level, finely. */
        final double[] fine = new double[2 * FINE_HALF + 1];

        final double[][] evidence = new double[LEVELS][LATE.length];
        final double[][] @Nullable [] cumulated = new double[LEVELS][LATE.length][];

        One(Work work) {
            this.work = work;
            this.counted = work.counted();
            this.over = work.observed() >= Season.MONTHS;
            var season = learned.season(work);
            for (int i = 0; i < LATE.length; i++) {
                seasons[i] = season.later(LATE[i] * lateSpread);
            }
            var until = season.until(work.observed());
            var spreadOf = learned.spread(work);
            base = learned.base(work);
            if (Double.isNaN(base)) {
                // Nobody planned it and nobody knows it: it goes on as the season does, or it was all there is.
                base = Math.log(Math.max(counted, 0.5) / Math.clamp(until, 0.15, 1));
                spreadOf = 0.6;
            } else if (counted > 6 * Math.exp(base)) {
                // What is there makes nonsense of the plan: a target in other units, say.
                base = Math.log(counted / Math.clamp(until, 0.15, 1));
                spreadOf = 0.5;
            }
            spread = spreadOf;
            idle = counted > 0 ? 0 : work.idle();
            var expected = Math.exp(base);
            var scale = Math.max(Math.max(expected, counted * (1 - until) / Math.max(until, 0.1)), 1);
            // Nothing more, and from a five-hundredth of what is thinkable to six times that.
            var least = Math.max(1, scale * 0.002);
            for (int j = 1; j < REST; j++) {
                rest[j] = least * Math.pow(6 * scale / least + 1, (j - 1.0) / (REST - 2));
                edges[j - 1] = j == 1 ? 0.5 : (rest[j - 1] + rest[j]) / 2;
            }
            edges[REST - 1] = rest[REST - 1];
            for (int j = 0; j < REST; j++) {
                logs[j] = Math.log(Math.max(counted + rest[j], 0.3));
            }
            for (int k = 0; k < fine.length; k++) {
                var off = (k - FINE_HALF) * FINE;
                fine[k] = (1 - learned.failure) * normal(off / spread) / spread
                        + learned.failure * normal((off - FAILED_AT) / FAILED_SPREAD) / FAILED_SPREAD;
            }
            if (!over) {
                see(season);
                weigh();
            }
        }

        private void see(Season season) {
            var month = work.observed();
            var closeness = learned.closeness(work);
            var started = counted > 0 && firstMonth() <= season.usualStart() + 1;
            // What does not depend on how late the year runs is worked out once.
            var parts = new double[REST];
            for (int j = 0; j < REST; j++) {
                var all = counted + rest[j];
                parts[j] = LogGamma.of(all + 1) - LogGamma.of(rest[j] + 1) - LogGamma.of(all + closeness);
            }
            for (int i = 0; i < LATE.length; i++) {
                for (int j = 0; j < REST; j++) {
                    var width = j == 0 ? 1 : edges[j] - edges[j - 1];
                    seen[i][j] = width / Math.max(counted + rest[j], 0.3);
                }
                if (month == 0) {
                    continue;
                }
                times(
                        seen[i],
                        parts,
                        Math.clamp(seasons[i].until(month), 0.004, 0.996),
                        closeness,
                        started ? 0 : late(season, i, month));
            }
        }

        /** How much is there by a month where the work itself starts late, by one, three or five months. */
        private double late(Season season, int i, int month) {
            double late = 0;
            for (int by = 1; by <= 5; by += 2) {
                late += season.later(LATE[i] * lateSpread + by).until(month) / 3;
            }
            return Math.clamp(late, 0.004, 0.996);
        }

        /** @param late the share where it starts late; 0: it has started */
        private void times(double[] seen, double[] parts, double usual, double closeness, double late) {
            var ofUsual = constant(usual, closeness);
            var ofLate = late == 0 ? 0 : constant(late, closeness);
            for (int j = 0; j < REST; j++) {
                var likelihood = Math.exp(parts[j] + ofUsual + LogGamma.of(rest[j] + closeness * (1 - usual)));
                if (late > 0) {
                    likelihood = (1 - LATE_START) * likelihood
                            + LATE_START * Math.exp(parts[j] + ofLate + LogGamma.of(rest[j] + closeness * (1 - late)));
                }
                seen[j] *= likelihood;
            }
        }

        /**
         * Of the beta-binomial chance of so many by now out of all, if a share of them is expected by now, what does not
         * depend on how many are still to come; a logarithm. Real numbers are taken as they are.
         */
        private double constant(double share, double closeness) {
            var a = closeness * share;
            var b = closeness * (1 - share);
            return LogGamma.of(counted + a)
                    - LogGamma.of(counted + 1)
                    - LogGamma.of(a)
                    - LogGamma.of(b)
                    + LogGamma.of(closeness);
        }

        private int firstMonth() {
            for (int i = 0; i < Season.MONTHS; i++) {
                if (work.flows()[i] > 0) {
                    return i + 1;
                }
            }
            return Season.MONTHS + 1;
        }

        private void weigh() {
            var density = new double[REST];
            for (int x = 0; x < LEVELS; x++) {
                for (int j = 0; j < REST; j++) {
                    density[j] = level(x, j);
                }
                for (int i = 0; i < LATE.length; i++) {
                    double sum = 0;
                    for (int j = 0; j < REST; j++) {
                        sum += seen[i][j] * density[j];
                    }
                    evidence[x][i] = Math.max((1 - idle) * sum + idle, 1e-250);
                }
            }
        }

        private double level(int x, int j) {
            var off = (logs[j] - base - (x - BOOK - TYPE) * STEP) / FINE + FINE_HALF;
            // Interpolated: a spike between two cells must not vanish.
            var k = (int) Math.floor(off);
            if (k < 0 || k >= fine.length - 1) {
                return 1e-12;
            }
            var part = off - k;
            return fine[k] * (1 - part) + fine[k + 1] * part + 1e-12;
        }

        /** What is there by the end of each month, if so much more comes. */
        void path(double[] path, int late, double more, double[] noise) {
            var first = work.observed();
            var season = seasons[late].shares();
            double sum = 0;
            for (int i = first; i < Season.MONTHS; i++) {
                sum += (season[i] + 1e-4) * noise[i];
            }
            var each = sum == 0 ? 0 : more / sum;
            for (int i = 0; i < Season.MONTHS; i++) {
                path[i + 1] = path[i] + work.flows()[i] + (i < first ? 0 : each * (season[i] + 1e-4) * noise[i]);
            }
            // The sum of parts, to the person.
            path[Season.MONTHS] = counted + more;
        }

        /** What is still to come of one course. */
        double draw(int x, int late, RandomGenerator chance) {
            if (over) {
                return 0;
            }
            if (idle > 0 && chance.nextDouble() < idle / evidence[x][late]) {
                return 0;
            }
            var sums = cumulated[x][late];
            if (sums == null) {
                sums = new double[REST];
                double sum = 0;
                for (int j = 0; j < REST; j++) {
                    sum += seen[late][j] * level(x, j);
                    sums[j] = sum;
                }
                cumulated[x][late] = sums;
            }
            var at = chance.nextDouble() * sums[REST - 1];
            var j = Arrays.binarySearch(sums, at);
            j = j < 0 ? Math.min(-j - 1, REST - 1) : j;
            if (j == 0) {
                return 0;
            }
            return Math.rint(edges[j - 1] + (edges[j] - edges[j - 1]) * chance.nextDouble());
        }
    }

    private static double normal(double z) {
        return Math.exp(-z * z / 2) * 0.3989422804014327;
    }

    private double typeWeight(int g) {
        return normal((g - TYPE) * STEP / learned.typeSpread);
    }

    private Map<ProgrammeType, List<One>> byType() {
        var byType = new EnumMap<ProgrammeType, List<One>>(ProgrammeType.class);
        for (var one : all) {
            byType.computeIfAbsent(one.work.type(), none -> new ArrayList<>()).add(one);
        }
        return byType;
    }

    /** log Π of what the works of a type show, if book and type stand so. */
    private double together(List<One> works, int x, int late) {
        double log = 0;
        for (var one : works) {
            if (!one.over && one.work.observed() > 0) {
                log += Math.log(one.evidence[x][late]);
            }
        }
        return log * alike;
    }

    /** By the book's level and lateness: how likely, after what was seen; adds up to 1. */
    private double[][] posterior() {
        var byType = byType();
        var logs = new double[2 * BOOK + 1][LATE.length];
        var most = Double.NEGATIVE_INFINITY;
        for (int late = 0; late < LATE.length; late++) {
            // By type and x once: a type's step only moves along x.
            var sums = new EnumMap<ProgrammeType, double[]>(ProgrammeType.class);
            for (var type : byType.entrySet()) {
                var ofType = new double[LEVELS];
                for (int x = 0; x < LEVELS; x++) {
                    ofType[x] = together(type.getValue(), x, late);
                }
                sums.put(type.getKey(), ofType);
            }
            for (int a = 0; a <= 2 * BOOK; a++) {
                var z = (a - BOOK) * STEP / levelSpread;
                var log = -z * z / 2 - LATE[late] * LATE[late] / 2;
                for (var ofType : sums.values()) {
                    var top = Double.NEGATIVE_INFINITY;
                    for (int g = 0; g <= 2 * TYPE; g++) {
                        top = Math.max(top, ofType[a + g]);
                    }
                    double sum = 0;
                    for (int g = 0; g <= 2 * TYPE; g++) {
                        sum += typeWeight(g) * Math.exp(ofType[a + g] - top);
                    }
                    log += top + Math.log(sum);
                }
                logs[a][late] = log;
                most = Math.max(most, log);
            }
        }
        double sum = 0;
        for (var row : logs) {
            for (int i = 0; i < row.length; i++) {
                row[i] = Math.exp(row[i] - most);
                sum += row[i];
            }
        }
        for (var row : logs) {
            for (int i = 0; i < row.length; i++) {
                row[i] /= sum;
            }
        }
        return logs;
    }

    /**
     * @param seed the same seed gives the same courses
     * @param carried how far off the year before was in each course, of which a part stays; null where there is none
     */
    Draws draw(long seed, double @Nullable [] carried) {
        return draw(seed, carried, new int[works.size()], 1);
    }

    /** @param group by work, from 0 */
    Draws draw(long seed, double @Nullable [] carried, int[] group, int groups) {
        var chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var courses = new double[COURSES][Season.MONTHS + 1];
        var paths = new double[groups][COURSES][Season.MONTHS + 1];
        var ends = new float[works.size()][COURSES];
        var met = new float[works.size()][COURSES];
        var own = new double[Season.MONTHS + 1];
        var levels = new double[COURSES];
        var noise = noise(chance);
        var byType = byType();
        for (int course = 0; course < COURSES; course++) {
            // Even steps through the distribution of what all share: fewer courses say as much.
            var cell = cell((course + chance.nextDouble()) / COURSES);
            var a = cell / LATE.length;
            var late = cell % LATE.length;
            if (carried != null) {
                a = Math.clamp(a + Math.round(0.5 * carried[course] / STEP), 0, 2 * BOOK);
            }
            levels[course] = (a - BOOK) * STEP;
            var path = courses[course];
            var steps = new int[ProgrammeType.values().length];
            for (var type : byType.entrySet()) {
                steps[type.getKey().ordinal()] = a + typeStep(type.getValue(), a, late, chance);
            }
            for (int i = 0; i < all.length; i++) {
                var one = all[i];
                var more = one.draw(steps[one.work.type().ordinal()], late, chance);
                ends[i][course] = (float) (one.counted + more);
                one.path(own, late, more, noise[chance.nextInt(noise.length)]);
                var ofGroup = paths[group[i]][course];
                for (int month = 1; month <= Season.MONTHS; month++) {
                    ofGroup[month] += own[month];
                    path[month] += own[month];
                }
                var target = one.work.target();
                met[i][course] = (float)
                        (target == null || target == 0 ? Draws.NEVER : Draws.moment(own, one.work.observed(), target));
            }
        }
        return new Draws(courses, paths, ends, met, levels);
    }

    private int cell(double at) {
        double sum = 0;
        for (int a = 0; a < posterior.length; a++) {
            for (int i = 0; i < LATE.length; i++) {
                sum += posterior[a][i];
                if (at < sum) {
                    return a * LATE.length + i;
                }
            }
        }
        return posterior.length * LATE.length - 1;
    }

    private int typeStep(List<One> works, int a, int late, RandomGenerator chance) {
        var logs = new double[2 * TYPE + 1];
        var top = Double.NEGATIVE_INFINITY;
        for (int g = 0; g < logs.length; g++) {
            logs[g] = cachedTogether(works, a + g, late);
            top = Math.max(top, logs[g]);
        }
        double sum = 0;
        for (int g = 0; g < logs.length; g++) {
            sum += typeWeight(g) * Math.exp(logs[g] - top);
            logs[g] = sum;
        }
        var at = chance.nextDouble() * sum;
        var g = 0;
        while (logs[g] < at) {
            g++;
        }
        return g;
    }

    private final Map<List<One>, double[][]> cache = new java.util.IdentityHashMap<>();

    private double cachedTogether(List<One> works, int x, int late) {
        var sums = cache.computeIfAbsent(works, none -> {
            var made = new double[LEVELS][LATE.length];
            for (int i = 0; i < LEVELS; i++) {
                for (int l = 0; l < LATE.length; l++) {
                    made[i][l] = together(works, i, l);
                }
            }
            return made;
        });
        return sums[x][late];
    }

    /** How single months scatter about the season. */
    private static double[][] noise(RandomGenerator chance) {
        var noise = new double[128][Season.MONTHS];
        for (var row : noise) {
            for (int i = 0; i < row.length; i++) {
                row[i] = Math.exp(0.35 * chance.nextGaussian());
            }
        }
        return noise;
    }
}
