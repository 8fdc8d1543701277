package dure.sheet;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A column that somebody asks for by its head, or an item of a form. Heads are matched without regard to spaces, line
 * breaks, marks and what stands in parentheses.
 *
 * @param also other heads that mean the same
 */
public record Column(String name, boolean required, List<String> also) {
    public static Column required(String name, String... also) {
        return new Column(name, true, List.of(also));
    }

    public static Column optional(String name, String... also) {
        return new Column(name, false, List.of(also));
    }

    boolean isExactly(String head) {
        var written = Written.word(head);
        return names().anyMatch(one -> Written.word(one).equals(written));
    }

    boolean isRoughly(String head) {
        var written = Written.wordWithoutParentheses(head);
        return names().anyMatch(one -> Written.wordWithoutParentheses(one).equals(written));
    }

    /** The words by which it is found, made once where many heads are held against it. */
    Asked asked() {
        return new Asked(
                this,
                names().map(Written::word).collect(Collectors.toSet()),
                names().map(Written::wordWithoutParentheses).collect(Collectors.toSet()));
    }

    record Asked(Column column, Set<String> exactly, Set<String> roughly) {}

    private Stream<String> names() {
        return Stream.concat(Stream.of(name), also.stream());
    }
}
