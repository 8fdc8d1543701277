package dure.briefing;

import java.util.UUID;

public record BriefingId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
