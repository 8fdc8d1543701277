package dure.plan;

import dure.finding.Text;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one thing as texts, read one after another; what is wrong is kept by its field, so that all of it is said
 * at once. A number reads as people type it (1,200) and is kept as 1200.
 */
final class FieldText {
    private static final int SHORT = 300;
    static final int LONG = 2_000;

    private final Map<String, String> fields;
    private final Map<String, Text> faults = new LinkedHashMap<>();

    FieldText(Map<String, String> fields) {
        this.fields = new TreeMap<>(fields);
    }

    Map<String, Text> faults() {
        return faults;
    }

    Collection<String> names() {
        return fields.keySet();
    }

    void fault(String field, String key, Object... values) {
        faults.putIfAbsent(field, Text.of(key, values));
    }

    @Nullable
    String text(String field) {
        return text(field, SHORT);
    }

    @Nullable
    String text(String field, int longest) {
        var text = fields.getOrDefault(field, "").strip();
        if (text.length() > longest) {
            fault(field, "plan.field.long", longest, text.length());
        }
        return text.isEmpty() ? null : text;
    }

    String required(String field) {
        var text = text(field);
        if (text == null) {
            fault(field, "plan.field.required");
        }
        return text == null ? "" : text;
    }

    @Nullable
    Long count(String field) {
        var number = number(field);
        if (number == null) {
            return null;
        }
        if (number.signum() < 0
                || number.stripTrailingZeros().scale() > 0
                || number.precision() - number.scale() > 15) {
            fault(field, "plan.field.whole", number);
            return null;
        }
        return number.longValueExact();
    }

    @Nullable
    Integer small(String field) {
        var count = count(field);
        if (count != null && count > 9_999) {
            fault(field, "plan.field.small", 9_999);
            return null;
        }
        return count == null ? null : Integer.valueOf(count.intValue());
    }

    /** Positive, with so many decimals at most, below a limit. */
    @Nullable
    BigDecimal decimal(String field, int decimals, long below) {
        var number = number(field);
        if (number == null) {
            return null;
        }
        if (number.signum() < 0
                || number.stripTrailingZeros().scale() > decimals
                || number.compareTo(BigDecimal.valueOf(below)) >= 0) {
            fault(field, "plan.field.decimal", below, decimals);
            return null;
        }
        return number.stripTrailingZeros();
    }

    private @Nullable BigDecimal number(String field) {
        var text = text(field);
        if (text == null) {
            return null;
        }
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[,\\s]", "");
        if (!plain.matches("[+-]?\\d{1,18}(\\.\\d{1,9})?")) {
            fault(field, "plan.field.number", text);
            return null;
        }
        return new BigDecimal(plain);
    }

    @Nullable
    LocalDate date(String field) {
        var text = text(field);
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            fault(field, "plan.field.date", text);
            return null;
        }
    }

    @Nullable
    Boolean yes(String field) {
        var text = text(field);
        if (text == null) {
            return null;
        }
        if (!text.equals("true") && !text.equals("false")) {
            fault(field, "plan.field.choice", text, "true, false");
        }
        return text.equals("true");
    }

    <E extends Enum<E>> @Nullable E choice(String field, Class<E> type) {
        var text = text(field);
        return text == null ? null : choice(field, text, type);
    }

    <E extends Enum<E>> E choice(String field, Class<E> type, E otherwise) {
        var found = choice(field, type);
        return found == null ? otherwise : found;
    }

    <E extends Enum<E>> EnumSet<E> choices(String field, Class<E> type) {
        var found = EnumSet.noneOf(type);
        var text = text(field);
        if (text != null) {
            for (var one : text.split("[,\\s]+")) {
                var choice = choice(field, one, type);
                if (choice != null) {
                    found.add(choice);
                }
            }
        }
        return found;
    }

    private <E extends Enum<E>> @Nullable E choice(String field, String text, Class<E> type) {
        for (var one : type.getEnumConstants()) {
            if (one.name().equals(text)) {
                return one;
            }
        }
        fault(
                field,
                "plan.field.choice",
                text,
                String.join(
                        ", ",
                        Arrays.stream(type.getEnumConstants()).map(Enum::name).toList()));
        return null;
    }

    /** Fields whose names begin so, by the rest of their names. */
    <T> void each(String prefix, Function<String, @Nullable T> read, java.util.function.BiConsumer<String, T> found) {
        for (var name : List.copyOf(fields.keySet())) {
            if (name.startsWith(prefix)) {
                var value = read.apply(name);
                if (value != null) {
                    found.accept(name.substring(prefix.length()), value);
                }
            }
        }
    }

    /** The other way: values that are there, as texts. */
    static final class Writer {
        private final Map<String, String> fields = new TreeMap<>();

        Writer put(String field, @Nullable Object value) {
            if (value != null) {
                var text = value instanceof BigDecimal number
                        ? number.stripTrailingZeros().toPlainString()
                        : value instanceof Enum<?> constant ? constant.name() : value.toString();
                if (!text.isEmpty()) {
                    fields.put(field, text);
                }
            }
            return this;
        }

        Map<String, String> fields() {
            return fields;
        }
    }
}
