package dure.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A picture of figures, drawn by the browser from what {@link #data} says, with the same figures as a table for
 * whoever does not see it. Render it by the template web/chart.
 */
public sealed interface Chart {
    JsonMapper JSON = JsonMapper.builder().build();

    /** What the picture shows, with its unit. */
    String title();

    String unit();

    /** Everything in words, for the picture's text alternative. */
    String sentence(Wording wording);

    /** What the drawing script reads. */
    Map<String, Object> values(Wording wording);

    default String data(Wording wording) {
        return JSON.writeValueAsString(values(wording));
    }

    /**
     * 임기 누계: what is counted so far, by the ladder of its basis, towards a goal.
     *
     * @param parts in the order of the ladder, strongest first
     * @param target null where the plan states none
     * @param projected the total if what is planned is reached; null for none
     */
    record Progress(
            String title,
            String unit,
            List<Part> parts,
            @Nullable Long target,
            @Nullable Long projected) implements Chart {

        /**
         * @param basis PLEDGED, ESTIMATED, REPORTED, EVIDENCED, VERIFIED or RETAINED: its colour
         * @param href its entries; null for none
         */
        public record Part(
                String basis,
                String label,
                long amount,
                boolean approximate,
                @Nullable String href) {}

        public long total() {
            return parts.stream().mapToLong(Part::amount).sum();
        }

        @Override
        public String sentence(Wording wording) {
            var words = new ArrayList<String>();
            parts.forEach(part -> words.add(part.label() + " " + wording.number(part.amount(), part.approximate())));
            words.add(wording.text("web.chart.total") + " " + wording.number(total()));
            words.add(wording.text("web.chart.target") + " " + wording.number(target));
            if (projected != null) {
                words.add(wording.text("web.chart.projected") + " " + wording.number(projected));
            }
            return title + " (" + unit + "): " + String.join(", ", words);
        }

        @Override
        public Map<String, Object> values(Wording wording) {
            var values = new LinkedHashMap<String, Object>();
            values.put("kind", "progress");
            values.put("unit", unit);
            values.put(
                    "parts",
                    parts.stream()
                            .map(part -> Map.of(
                                    "basis",
                                    part.basis(),
                                    "label",
                                    part.label(),
                                    "amount",
                                    part.amount(),
                                    "shown",
                                    wording.number(part.amount(), part.approximate())))
                            .toList());
            mark(values, wording, "target", target);
            mark(values, wording, "projected", projected);
            return values;
        }
    }

    /**
     * 월별 추이: each month's count as a bar, the sum since the first month as a line, the goal as a level.
     *
     * @param target of the whole period; null where the plan states none
     */
    record Trend(
            String title,
            String unit,
            List<Month> months,
            @Nullable Long target) implements Chart {

        /**
         * @param label 1월, Jan
         * @param amount null where nothing is reported yet
         * @param cumulative null where nothing is reported yet
         */
        public record Month(
                String label,
                @Nullable Long amount,
                @Nullable Long cumulative) {}

        @Override
        public String sentence(Wording wording) {
            var words = months.stream()
                    .filter(month -> month.amount() != null)
                    .map(month -> month.label() + " " + wording.number(month.amount()))
                    .toList();
            return title + " (" + unit + "): "
                    + (words.isEmpty() ? Wording.UNKNOWN : String.join(", ", words))
                    + "; " + wording.text("web.chart.target") + " " + wording.number(target);
        }

        @Override
        public Map<String, Object> values(Wording wording) {
            var values = new LinkedHashMap<String, Object>();
            values.put("kind", "trend");
            values.put("unit", unit);
            values.put("labels", months.stream().map(Month::label).toList());
            values.put("amounts", months.stream().map(Month::amount).toList());
            values.put("cumulative", months.stream().map(Month::cumulative).toList());
            values.put("amountLabel", wording.text("web.chart.month"));
            values.put("cumulativeLabel", wording.text("web.chart.cumulative"));
            mark(values, wording, "target", target);
            return values;
        }
    }

    /**
     * 폭포 그림: what leads from one number to another, a bar a step, each beginning where the one before it ended.
     *
     * @param bars a number, the steps, the other number
     */
    record Waterfall(String title, String unit, List<Bar> bars) implements Chart {

        /** @param from the level at which the bar begins */
        public record Bar(Kind kind, String label, long from, long to) {
            public static Bar total(String label, long amount) {
                return new Bar(Kind.TOTAL, label, 0, amount);
            }

            public static Bar change(String label, long level, long change) {
                return new Bar(change < 0 ? Kind.LEFT : Kind.ADDED, label, level, level + change);
            }

            long amount() {
                return to - from;
            }
        }

        public enum Kind {
            TOTAL,
            LEFT,
            ADDED
        }

        private static String shown(Bar bar, Wording wording) {
            return bar.kind() == Kind.TOTAL ? wording.number(bar.amount()) : wording.signed(bar.amount());
        }

        @Override
        public String sentence(Wording wording) {
            return title + " (" + unit + "): "
                    + String.join(
                            ", ",
                            bars.stream()
                                    .map(bar -> bar.label() + " " + shown(bar, wording))
                                    .toList());
        }

        @Override
        public Map<String, Object> values(Wording wording) {
            var values = new LinkedHashMap<String, Object>();
            values.put("kind", "waterfall");
            values.put("unit", unit);
            values.put(
                    "bars",
                    bars.stream()
                            .map(bar -> Map.of(
                                    "kind",
                                    bar.kind(),
                                    "label",
                                    bar.label(),
                                    "low",
                                    Math.min(bar.from(), bar.to()),
                                    "height",
                                    Math.abs(bar.amount()),
                                    "shown",
                                    shown(bar, wording)))
                            .toList());
            return values;
        }
    }

    /**
     * 생존 곡선: which share is still there after so many months, with its interval.
     *
     * @param points of month 0 on, without gaps
     */
    record Survival(String title, String unit, List<Point> points) implements Chart {

        /** Ratios: 0.8186. */
        public record Point(int month, double share, double low, double high) {}

        @Override
        public String sentence(Wording wording) {
            return title + ": "
                    + String.join(
                            ", ",
                            points.stream()
                                    .filter(point -> point.month() > 0)
                                    .map(point -> wording.text("web.chart.month.no", point.month()) + " "
                                            + wording.percent(point.share()))
                                    .toList());
        }

        @Override
        public Map<String, Object> values(Wording wording) {
            var values = new LinkedHashMap<String, Object>();
            values.put("kind", "survival");
            values.put("unit", unit);
            values.put(
                    "labels",
                    points.stream()
                            .map(point -> wording.text("web.chart.month.no", point.month()))
                            .toList());
            values.put("shares", points.stream().map(Point::share).toList());
            values.put("low", points.stream().map(Point::low).toList());
            values.put("high", points.stream().map(Point::high).toList());
            values.put("shareLabel", wording.text("web.chart.share"));
            values.put("intervalLabel", wording.text("web.chart.interval"));
            return values;
        }
    }

    /**
     * 전망 부채꼴: what is there by each month, and from today on the middle and the range of what may be.
     *
     * @param target null where the plan states none
     */
    record Fan(
            String title,
            String unit,
            List<Month> months,
            @Nullable Long target) implements Chart {

        /**
         * @param label 1월, Jan
         * @param known whether it is counted: then the three are the same
         */
        public record Month(String label, boolean known, long p10, long p50, long p90) {}

        @Override
        public String sentence(Wording wording) {
            var words = months.stream()
                    .map(month -> month.label() + " "
                            + (month.known()
                                    ? wording.number(month.p50())
                                    : wording.text(
                                            "web.chart.range",
                                            wording.number(month.p50()),
                                            wording.number(month.p10()),
                                            wording.number(month.p90()))))
                    .toList();
            return title + " (" + unit + "): " + String.join(", ", words) + "; " + wording.text("web.chart.target")
                    + " " + wording.number(target);
        }

        @Override
        public Map<String, Object> values(Wording wording) {
            var values = new LinkedHashMap<String, Object>();
            values.put("kind", "fan");
            values.put("unit", unit);
            values.put("labels", months.stream().map(Month::label).toList());
            values.put("known", months.stream().filter(Month::known).count());
            values.put("low", months.stream().map(Month::p10).toList());
            values.put("middle", months.stream().map(Month::p50).toList());
            values.put("high", months.stream().map(Month::p90).toList());
            values.put("knownLabel", wording.text("web.chart.counted"));
            values.put("middleLabel", wording.text("web.chart.middle"));
            values.put("rangeLabel", wording.text("web.chart.between"));
            mark(values, wording, "target", target);
            return values;
        }
    }

    /** 지표 추이: levels of one series from period to period, as a line. A period without a value is a gap in it. */
    record Levels(String title, String unit, List<Level> levels) implements Chart {
        public record Level(String label, @Nullable Number value) {}

        @Override
        public String sentence(Wording wording) {
            return title + " (" + unit + "): "
                    + String.join(
                            ", ",
                            levels.stream()
                                    .map(level -> level.label() + " " + wording.number(level.value()))
                                    .toList());
        }

        @Override
        public Map<String, Object> values(Wording wording) {
            var values = new LinkedHashMap<String, Object>();
            values.put("kind", "levels");
            values.put("unit", unit);
            values.put("name", title);
            values.put("labels", levels.stream().map(Level::label).toList());
            values.put("levels", levels.stream().map(Level::value).toList());
            return values;
        }
    }

    private static void mark(Map<String, Object> values, Wording wording, String name, @Nullable Long amount) {
        if (amount != null) {
            values.put(
                    name,
                    Map.of(
                            "amount",
                            amount,
                            "label",
                            wording.text("web.chart." + name) + " " + wording.number(amount)));
        }
    }
}
