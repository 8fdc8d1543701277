package dure.council;

import java.util.UUID;

public record MotionId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
