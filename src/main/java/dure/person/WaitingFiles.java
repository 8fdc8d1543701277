package dure.person;

import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Seals files that name persons while they wait for a confirmation, with the key that seals persons. They wait a day at most, so
 * that a new key does not seal them anew: with the old one taken out, such a file is sent again.
 */
@Component
public class WaitingFiles {
    private final Keys keys;

    WaitingFiles(Keys keys) {
        this.keys = keys;
    }

    /** @param row in which it will lie: it opens nowhere else */
    public byte[] seal(UUID row, byte[] content) {
        return Sealing.seal(keys.ring(), place(row), Base64.getEncoder().encodeToString(content));
    }

    /** Empty where the key that sealed it is gone. */
    public Optional<byte[]> open(UUID row, byte[] sealed) {
        var ring = keys.ring();
        if (ring.key(Sealing.keyOf(sealed)).isEmpty()) {
            ring = keys.reread();
        }
        if (ring.key(Sealing.keyOf(sealed)).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Base64.getDecoder().decode(Sealing.open(ring, place(row), sealed)));
    }

    private static Sealing.Place place(UUID row) {
        return new Sealing.Place("waiting_file", row);
    }
}
