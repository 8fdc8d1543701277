package dure.finding;

import java.util.List;
import org.springframework.context.MessageSourceResolvable;

/**
 * A sentence for people, or a part of one: a key of messages*.properties and its values. A value may be a Text itself;
 * the message source fills it in, in the same language.
 */
public record Text(String key, List<Object> values) implements MessageSourceResolvable {
    public Text {
        values = List.copyOf(values);
    }

    public static Text of(String key, Object... values) {
        return new Text(key, List.of(values));
    }

    /** A name that somebody gave, quoted: ‘청년일자리’. */
    public static Text named(String name) {
        return of("finding.named", name);
    }

    @Override
    public String[] getCodes() {
        return new String[] {key};
    }

    @Override
    public Object[] getArguments() {
        return values.toArray();
    }
}
