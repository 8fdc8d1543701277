package dure.years;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The fields of a grid as they were sent: of every row the same, with the row behind a hyphen (code-17). */
record Fields(Map<String, String> sent) {
    /** By row, what the fields of this name hold. */
    Map<String, String> of(String name) {
        var found = new HashMap<String, String>();
        sent.forEach((field, value) -> {
            if (field.startsWith(name + "-")) {
                found.put(field.substring(name.length() + 1), value.strip());
            }
        });
        return found;
    }

    String one(String name) {
        return sent.getOrDefault(name, "").strip();
    }

    /** 1,200 and １２００ are 1200; empty where it is no whole number. */
    static OptionalLong whole(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[,\\s]", "");
        return plain.matches("[0-9]{1,15}") ? OptionalLong.of(Long.parseLong(plain)) : OptionalLong.empty();
    }
}
