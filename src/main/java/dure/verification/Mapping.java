package dure.verification;

import java.util.EnumMap;
import java.util.Map;

/**
 * 열 짝짓기: which head of an office's file means what.
 *
 * @param version 0: nobody said anything, and the usual heads are looked for
 */
record Mapping(ListKind kind, int version, Map<ListField, String> heads) {
    Mapping {
        heads = heads.isEmpty() ? Map.of() : new EnumMap<>(heads);
    }

    static Mapping usual(ListKind kind) {
        return new Mapping(kind, 0, Map.of());
    }
}
