package dure.web;

import java.util.List;
import org.springframework.http.HttpStatus;

/** What a machine or a person asked for is understood and refused, with the reason to tell: a message key. */
public final class Refusal extends RuntimeException {
    private final HttpStatus status;
    private final String key;
    private final transient Object[] arguments;
    private final transient List<Field> fields;

    /**
     * What is wrong with one field.
     *
     * @param key of the message, in words that say what would be right
     */
    public record Field(String name, String key, Object... arguments) {}

    private Refusal(HttpStatus status, String key, List<Field> fields, Object... arguments) {
        super(status + " " + key + " " + fields);
        this.status = status;
        this.key = key;
        this.fields = List.copyOf(fields);
        this.arguments = arguments;
    }

    public static Refusal of(HttpStatus status, String key, Object... arguments) {
        return new Refusal(status, key, List.of(), arguments);
    }

    /** 422 with what is wrong with each field. */
    public static Refusal of(Field... fields) {
        return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, "web.problem.422", List.of(fields));
    }

    /** 404: not there, or not for this viewer, told alike. */
    public static Refusal notThere() {
        return new Refusal(HttpStatus.NOT_FOUND, "web.problem.404", List.of());
    }

    public HttpStatus status() {
        return status;
    }

    public String key() {
        return key;
    }

    public List<Field> fields() {
        return fields;
    }

    public Object[] arguments() {
        return arguments;
    }
}
