package dure.person;

import dure.console.CannotStart;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * 열쇠고리: the keys that seal personal data, the newest last, and the one from which those of the hashes are made. A line
 * is an id and 32 random bytes in Base64.
 */
final class KeyRing {
    private static final String INDEX = "index";
    private static final int BYTES = 32; // AES-256
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, SecretKey> keys;
    private final byte[] index;

    private KeyRing(Map<String, SecretKey> keys, byte[] index) {
        this.keys = keys;
        this.index = index;
    }

    /** @param place where it stands, to be told where it cannot be read; what is in it is never told */
    static KeyRing parse(String text, String place) {
        var keys = new LinkedHashMap<String, SecretKey>();
        byte @Nullable [] index = null;
        for (var line : text.split("[\\n\\r]+")) {
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            var parts = line.strip().split("\\s+");
            var bytes = parts.length == 2 ? bytes(parts[1]) : null;
            if (bytes == null || !parts[0].matches("[A-Za-z0-9-]{1,32}") || keys.containsKey(parts[0])) {
                throw new CannotStart("person.keys.unreadable", place);
            }
            if (parts[0].equals(INDEX)) {
                index = bytes;
            } else {
                keys.put(parts[0], new SecretKeySpec(bytes, "AES"));
            }
        }
        if (keys.isEmpty() || index == null) {
            throw new CannotStart("person.keys.unreadable", place);
        }
        return new KeyRing(keys, index);
    }

    private static byte @Nullable [] bytes(String base64) {
        try {
            var bytes = Base64.getDecoder().decode(base64);
            return bytes.length == BYTES ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A first ring, as its file has it. */
    static String fresh() {
        return """
                # Dure: keys of personal data. Without this file nobody can read it again: keep a copy apart from the backups
                # of the database. The last key seals; the others still open what they sealed. "index" never changes.
                %s %s
                %s""".formatted(INDEX, random(), line("k1"));
    }

    static String line(String id) {
        return id + " " + random() + "\n";
    }

    private static String random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    Optional<SecretKey> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /** In their order, the newest last. */
    List<String> ids() {
        return new ArrayList<>(keys.keySet());
    }

    boolean has(Set<String> ids) {
        return keys.keySet().containsAll(ids);
    }

    String newest() {
        return ids().getLast();
    }

    /** One that is not there yet: k1, k2 … */
    String nextId() {
        for (int no = keys.size() + 1; ; no++) {
            if (!keys.containsKey("k" + no)) {
                return "k" + no;
            }
        }
    }

    byte[] index() {
        return index.clone();
    }

    @Override
    public String toString() {
        return "KeyRing " + keys.keySet();
    }
}
