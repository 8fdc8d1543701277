package dure.recount;

import dure.ledger.Bridge;
import dure.ledger.Figures;
import dure.ledger.Question;
import dure.ledger.Summary;
import dure.web.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * 재집계: the figures of every rule, at one moment or two, and what leads from one to another.
 *
 * @param figures of the first moment in the order of the rules, then of the second
 */
record Recounted(Asked asked, List<Summary> figures, List<Between> bridges) {
    /** @param from the number of a figure, from 1 */
    record Between(int from, int to, Bridge bridge) {}

    /**
     * @param from the number of the figure from which a bridge is asked for, from 1; null: each rule to the next, and with two
     *     moments each rule from the first to the second
     */
    static Recounted of(Asked asked, Figures figures, @Nullable Integer from, @Nullable Integer to) {
        var questions = questions(asked, figures);
        var summaries = questions.stream().map(figures::summary).toList();
        var bridges = pairs(asked, questions.size(), from, to).stream()
                .map(pair -> new Between(
                        pair[0], pair[1], figures.bridge(questions.get(pair[0] - 1), questions.get(pair[1] - 1))))
                .toList();
        return new Recounted(asked, summaries, bridges);
    }

    static List<Question> questions(Asked asked, Figures figures) {
        var questions = new ArrayList<Question>();
        var moments = asked.second() == null ? List.of(asked.first()) : List.of(asked.first(), asked.second());
        for (var moment : moments) {
            for (var rule : asked.rules()) {
                questions.add(
                        figures.question(asked.place().book(), asked.scope(), moment.asOf(), moment.knownAt(), rule));
            }
        }
        return questions;
    }

    private static List<int[]> pairs(Asked asked, int figures, @Nullable Integer from, @Nullable Integer to) {
        if (from != null || to != null) {
            return List.of(new int[] {number("from", from, figures), number("to", to, figures)});
        }
        int rules = asked.rules().size();
        return asked.second() == null
                ? IntStream.range(1, rules).mapToObj(i -> new int[] {i, i + 1}).toList()
                : IntStream.rangeClosed(1, rules)
                        .mapToObj(i -> new int[] {i, i + rules})
                        .toList();
    }

    static int number(String parameter, @Nullable Integer number, int figures) {
        if (number == null || number < 1 || number > figures) {
            throw Refusal.of(
                    HttpStatus.BAD_REQUEST,
                    "recount.asking.figure",
                    parameter,
                    number == null ? "" : String.valueOf(number),
                    figures);
        }
        return number;
    }
}
