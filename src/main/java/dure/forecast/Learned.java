package dure.forecast;

import dure.plan.ProgrammeType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What earlier years of a book say about how its plans come true: on the whole, by programme type and by project, how much
 * of that stays open, and when in the year it comes about. Everything is pooled in part: what has few years behind it leans
 * on what is above it.
 *
 * <p>Levels are logarithms of actual / target; each stated year weighs less the longer it is ago.
 */
final class Learned {
    /** What a year is worth beside the one after it. */
    private static final double MEMORY = 0.75;
    /** Below this part of what the book reached on the whole, a project has failed: it is no level but an accident. */
    private static final double FAILED = 0.5;

    // Before a book has any past, its plans are taken to come true on the whole, give or take a fifth; that weighs as
    // much as the half of a year, and how years differ as much as three years.
    private static final double UNKNOWN_BOOK = 0.22;
    private static final double YEARS_DIFFER = 0.10;
    // A project beside its book and type: how projects differ for good, and how one differs from year to year.
    private static final double PROJECTS_DIFFER = 0.12;
    private static final double PROJECT_YEARS_DIFFER = 0.12;
    private static final double PRIOR_PROJECTS = 12;
    private static final double PRIOR_FAILURE = 0.06;
    /** How far a cumulative share strays from the season: of variance S(1−S)/(κ+1). */
    private static final double PRIOR_STRAYING = 1.0 / 14;

    /** Log of the book's level in the year to come, without its projects. */
    final double level;
    /** How far the year's level may be from it. */
    final double levelSpread;
    /** How far a type may be from the book in a year. */
    final double typeSpread;

    final double failure;
    /** Whether anything at all is known of earlier years. */
    final int years;

    private final Map<ProgrammeType, Double> types = new EnumMap<>(ProgrammeType.class);
    private final Map<ProgrammeType, Season> seasons = new EnumMap<>(ProgrammeType.class);
    private final Map<ProgrammeType, Boolean> monthly = new EnumMap<>(ProgrammeType.class);
    private final Map<Work, Double> own = new IdentityHashMap<>();
    private final Map<ProgrammeType, Double> within = new EnumMap<>(ProgrammeType.class);
    private double between;
    private final Map<ProgrammeType, Double> straying = new EnumMap<>(ProgrammeType.class);
    private final int seasonalYears;

    private record Residual(Work work, double weight, double value) {}

    /**
     * @param wholes actual / target of several years together, where no single year is known
     * @param strict whether the rule leaves out some of what plans promise: then types differ a lot
     */
    Learned(List<Work> works, Map<ProgrammeType, Season> priors, List<Double> wholes, boolean strict) {
        var levels = new ArrayList<double[]>();
        var ofYear = new HashMap<Integer, Double>();
        for (int ago = 1; ago <= 6; ago++) {
            double actual = 0;
            double target = 0;
            for (var work : works) {
                for (var past : work.past()) {
                    if (past.ago() == ago && past.target() != null && past.target() > 0) {
                        actual += past.actual();
                        target += past.target();
                    }
                }
            }
            if (target > 0 && actual > 0) {
                var log = bounded(Math.log(actual / target));
                ofYear.put(ago, log);
                levels.add(new double[] {Math.pow(MEMORY, ago - 1.0), log});
            }
        }
        wholes.forEach(whole -> levels.add(new double[] {0.75, bounded(Math.log(Math.max(whole, 1e-3)))}));
        double weights = 0;
        double sum = 0;
        for (var one : levels) {
            weights += one[0];
            sum += one[0] * one[1];
        }
        years = levels.size();
        level = sum / (weights + 0.3);
        double squares = 3 * YEARS_DIFFER * YEARS_DIFFER;
        for (var one : levels) {
            squares += (one[1] - level) * (one[1] - level);
        }
        var yearly = squares / (3 + levels.size());
        levelSpread = Math.sqrt(yearly + UNKNOWN_BOOK * UNKNOWN_BOOK * 0.5 / (weights + 0.5) + yearly / (weights + 1));
        typeSpread = strict && years == 0 ? 0.6 : years == 0 ? 0.15 : 0.08;

        var residuals = new ArrayList<Residual>();
        double failed = 0;
        double tried = 0;
        for (var work : works) {
            for (var past : work.past()) {
                var book = ofYear.get(past.ago());
                if (book == null || past.target() == null || past.target() <= 0) {
                    continue;
                }
                tried++;
                var ratio = past.actual() / (past.target() * Math.exp(book));
                if (ratio < FAILED) {
                    failed++;
                } else {
                    residuals.add(new Residual(
                            work, Math.pow(MEMORY, past.ago() - 1.0), Math.clamp(Math.log(ratio), -1, 1.5)));
                }
            }
        }
        failure = (PRIOR_FAILURE * 30 + failed) / (30 + tried);
        typeLevels(residuals);
        ownLevels(residuals);
        seasons(works, priors);
        seasonalYears = (int) works.stream()
                .flatMap(work -> work.past().stream())
                .filter(past -> past.monthly() != null)
                .mapToInt(Work.Past::ago)
                .distinct()
                .count();
    }

    private static double bounded(double log) {
        return Math.clamp(log, -2.5, 1.5);
    }

    private void typeLevels(List<Residual> residuals) {
        for (var type : ProgrammeType.values()) {
            double weights = 0;
            double sum = 0;
            for (var one : residuals) {
                if (one.work().type() == type) {
                    weights += one.weight();
                    sum += one.weight() * one.value();
                }
            }
            types.put(type, sum / (weights + 5));
        }
    }

    /** The variance of a project from year to year, by type, and that between projects; and so what each has of its own. */
    private void ownLevels(List<Residual> residuals) {
        var byWork = new IdentityHashMap<Work, List<Residual>>();
        residuals.forEach(one ->
                byWork.computeIfAbsent(one.work(), none -> new ArrayList<>()).add(one));
        var years = new Pooled(PROJECT_YEARS_DIFFER * PROJECT_YEARS_DIFFER, PRIOR_PROJECTS, 8);
        double squares =
                PRIOR_PROJECTS * (PROJECT_YEARS_DIFFER * PROJECT_YEARS_DIFFER + PROJECTS_DIFFER * PROJECTS_DIFFER);
        double count = PRIOR_PROJECTS;
        for (var entry : byWork.entrySet()) {
            var type = types.getOrDefault(entry.getKey().type(), 0.0);
            var mean = entry.getValue().stream()
                    .mapToDouble(Residual::value)
                    .average()
                    .orElse(0);
            double around = 0;
            for (var one : entry.getValue()) {
                around += (one.value() - mean) * (one.value() - mean);
                squares += (one.value() - type) * (one.value() - type);
                count++;
            }
            years.add(entry.getKey().type(), around, entry.getValue().size() - 1);
        }
        for (var type : ProgrammeType.values()) {
            within.put(type, years.of(type));
        }
        between = Math.max(0.002, squares / count - years.all());
        byWork.forEach((work, all) -> {
            var type = types.getOrDefault(work.type(), 0.0);
            double weights = 0;
            double sum = 0;
            for (var one : all) {
                weights += one.weight();
                sum += one.weight() * (one.value() - type);
            }
            own.put(work, sum / (weights + years.of(work.type()) / between));
        });
    }

    /** A mean of squares by type that leans on that of all types, as that does on what was thought before. */
    private static final class Pooled {
        private final Map<ProgrammeType, double[]> byType = new EnumMap<>(ProgrammeType.class);
        private final double lean;
        private double squares;
        private double count;

        Pooled(double before, double weight, double lean) {
            this.squares = before * weight;
            this.count = weight;
            this.lean = lean;
        }

        void add(ProgrammeType type, double square, double times) {
            squares += square;
            count += times;
            var own = byType.computeIfAbsent(type, none -> new double[2]);
            own[0] += square;
            own[1] += times;
        }

        double all() {
            return squares / count;
        }

        double of(ProgrammeType type) {
            var own = byType.getOrDefault(type, new double[2]);
            return (own[0] + lean * all()) / (own[1] + lean);
        }
    }

    /** Seasons of types, and how far cumulative shares stray from them. */
    private void seasons(List<Work> works, Map<ProgrammeType, Season> priors) {
        for (var type : ProgrammeType.values()) {
            var prior = priors.getOrDefault(type, Season.EVEN);
            var byYear = new HashMap<Integer, double[]>();
            for (var work : works) {
                if (work.type() == type) {
                    for (var past : work.past()) {
                        if (past.monthly() != null) {
                            // By roots: a giant project is more than a small one, but it is not the type.
                            var weight = past.actual() <= 0 ? 0 : 1 / Math.sqrt(past.actual());
                            var sums = byYear.computeIfAbsent(past.ago(), none -> new double[Season.MONTHS]);
                            for (int i = 0; i < Season.MONTHS; i++) {
                                sums[i] += weight * past.monthly()[i];
                            }
                        }
                    }
                }
            }
            var season = prior;
            double weight = 1;
            for (var year : byYear.entrySet()) {
                var one = 3 * Math.pow(MEMORY, year.getKey() - 1.0);
                season = season.with(Season.of(year.getValue()), one / weight);
                weight += one;
            }
            seasons.put(type, season);
            monthly.put(type, !byYear.isEmpty());
        }
        var strays = new Pooled(PRIOR_STRAYING, 25, 10);
        for (var work : works) {
            for (var past : work.past()) {
                if (past.monthly() == null || past.actual() < 8) {
                    continue;
                }
                var season = season(work, past.ago());
                var year = Season.of(doubles(past.monthly()));
                double sum = 0;
                int count = 0;
                for (int month = 2; month <= 10; month += 2) {
                    var expected = season.until(month);
                    if (expected > 0.03 && expected < 0.97) {
                        var variance = expected * (1 - expected);
                        var off = year.until(month) - expected;
                        // What whole persons make of any share is no straying; and one wild project is no rule.
                        sum += Math.clamp(off * off / variance - 1.0 / past.actual(), 0, 0.6);
                        count++;
                    }
                }
                if (count > 0) {
                    strays.add(work.type(), sum / count, 1);
                }
            }
        }
        for (var type : ProgrammeType.values()) {
            straying.put(type, strays.of(type));
        }
    }

    private static double[] doubles(long[] monthly) {
        var all = new double[monthly.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = Math.max(0, monthly[i]);
        }
        return all;
    }

    /** When a work's year comes about: its own earlier years, where it has none its type's. */
    Season season(Work work) {
        return season(work, 0).within(work.from(), work.to());
    }

    /** @param without a year that is left out, by how long it is ago; 0: none */
    private Season season(Work work, int without) {
        var season = seasons.getOrDefault(work.type(), Season.EVEN);
        double weight = 1;
        for (var past : work.past()) {
            if (past.ago() != without && past.monthly() != null && past.actual() > 0) {
                // A year of few persons says little about months.
                var one = 2.0 * Math.pow(MEMORY, past.ago() - 1.0) * past.actual() / (past.actual() + 15.0);
                season = season.with(Season.of(doubles(past.monthly())), one / weight);
                weight += one;
            }
        }
        return season;
    }

    /** κ: how closely a work keeps to its season; that of a type's is kept less closely. */
    double closeness(Work work) {
        var years = ownMonths(work);
        var open = Objects.requireNonNull(straying.get(work.type()))
                * (years == 0 ? (hasMonths(work.type()) ? 1.6 : 2.0) : years == 1 ? 0.75 : 0.55);
        return Math.clamp(1 / open - 1, 2, 150);
    }

    static int ownMonths(Work work) {
        return (int) work.past().stream().filter(past -> past.monthly() != null).count();
    }

    boolean hasMonths(ProgrammeType type) {
        return Boolean.TRUE.equals(monthly.get(type));
    }

    /** How many earlier years are known by months. */
    int seasonalYears() {
        return seasonalYears;
    }

    /** The log of what the work would come to where the book's year is as usual; NaN where nothing says it. */
    double base(Work work) {
        var target = work.target();
        if (target != null && target > 0) {
            var planned = Math.log(target) + level + types.getOrDefault(work.type(), 0.0) + own.getOrDefault(work, 0.0);
            // Where nothing says how its plans come true, what it did weighs beside what is planned.
            return years > 0 ? planned : planned * 0.7 + 0.3 * done(work, planned);
        }
        return done(work, Double.NaN);
    }

    /** The log of what it did in earlier years; the other where it did nothing. */
    private static double done(Work work, double otherwise) {
        double weights = 0;
        double sum = 0;
        for (var past : work.past()) {
            if (past.actual() > 0) {
                var weight = Math.pow(MEMORY, past.ago() - 1.0);
                weights += weight;
                sum += weight * Math.log(past.actual());
            }
        }
        return weights == 0 ? otherwise : sum / weights;
    }

    /** The spread of that log, beside what the book's and the type's year do to it. */
    double spread(Work work) {
        var target = work.target();
        double within = Objects.requireNonNull(this.within.get(work.type()));
        long known = work.past().stream().filter(past -> past.actual() > 0).count();
        if (target == null || target <= 0) {
            // Last year's level without a plan for this one.
            return Math.sqrt(within + 0.15 / Math.max(1, known) + 0.03);
        }
        double weights = 0;
        for (var past : work.past()) {
            if (past.target() != null && past.target() > 0 && past.actual() > 0) {
                weights += Math.pow(MEMORY, past.ago() - 1.0);
            }
        }
        // What is not known of its own level, and that small numbers scatter.
        var ownLevel = within * between / (within + weights * between);
        return Math.sqrt(0.8 * within + ownLevel + 0.2 / (target + 1.0));
    }
}
