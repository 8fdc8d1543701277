package dure.finding;

import java.util.List;

/** A sentence for people: a key of messages*.properties and its values. */
public record Text(String key, List<Object> values) {
    public Text {
        values = List.copyOf(values);
    }

    public static Text of(String key, Object... values) {
        return new Text(key, List.of(values));
    }
}
