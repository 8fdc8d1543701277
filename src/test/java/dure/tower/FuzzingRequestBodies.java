package dure.tower;

import dure.ledger.EntryId;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What machines send: JSON of an entry, ids. */
public final class FuzzingRequestBodies {
    private static final JsonMapper JSON = JsonMapper.shared();

    private FuzzingRequestBodies() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            var request = JSON.readValue(data, EntryRequest.class);
            if (request != null) {
                JSON.writeValueAsString(request); // as the hash of a call is made
            }
        } catch (JacksonException told) {
            // 400
        }
        var text = new String(data, StandardCharsets.UTF_8);
        EntryId.parse(text).ifPresent(id -> {
            if (!EntryId.parse(id.toString()).equals(java.util.Optional.of(id))) {
                throw new AssertionError("Another id comes back: " + id);
            }
        });
    }
}
