package dure.reporting;

import java.util.UUID;

public record PeriodId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
