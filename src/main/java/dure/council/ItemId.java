package dure.council;

import java.util.UUID;

public record ItemId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
