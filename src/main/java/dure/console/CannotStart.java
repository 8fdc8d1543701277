package dure.console;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Why Dure does not start, for a person who can do something about it: a message key with values. */
public final class CannotStart extends RuntimeException {
    private final String key;
    private final transient Object[] values;

    public CannotStart(String key, Object... values) {
        this(key, null, values);
    }

    private CannotStart(String key, @Nullable Throwable cause, Object[] values) {
        super(key + " " + Arrays.toString(values), cause);
        this.key = key;
        this.values = values.clone();
    }

    /** The same with the fault that it explains. */
    public CannotStart because(Throwable cause) {
        return new CannotStart(key, cause, values);
    }

    public boolean says(String... keys) {
        return Arrays.asList(keys).contains(key);
    }

    String in(Words words) {
        return words.text(key, values);
    }
}
