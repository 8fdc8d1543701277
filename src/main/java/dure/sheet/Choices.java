package dure.sheet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of a list: what may be written in a cell, and what it means. */
public final class Choices<T> {
    private final Map<T, String> labels = new LinkedHashMap<>();
    private final Map<String, T> meanings = new LinkedHashMap<>();

    /** @param names by meaning, in the order shown: the first is the label that is shown, the others are understood too */
    public Choices(Map<T, List<String>> names) {
        names.forEach((meaning, written) -> {
            labels.put(meaning, written.getFirst());
            written.forEach(one -> meanings.putIfAbsent(Written.word(one), meaning));
        });
    }

    public Optional<T> find(String written) {
        return Optional.ofNullable(meanings.get(Written.word(written)));
    }

    /** @throws java.util.NoSuchElementException where it is none of these */
    public String label(T meaning) {
        return Optional.ofNullable(labels.get(meaning)).orElseThrow();
    }

    public List<String> labels() {
        return List.copyOf(labels.values());
    }
}
