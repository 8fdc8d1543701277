package dure.person;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 동의: the four things that somebody must be told before (개인정보 보호법 §15②), and that it was given.
 *
 * @param required without it the service cannot be given; else it is asked for apart and may be refused without harm (§22)
 * @param refusal that one may refuse, and what follows from it
 */
public record Consent(
        int no,
        boolean required,
        String purpose,
        String items,
        LocalDate keepUntil,
        String refusal,
        Instant givenAt,
        String recordedBy,
        @Nullable Instant withdrawnAt) {

    /** What is told, before anybody agrees. */
    public record Notice(boolean required, String purpose, String items, int months, String refusal) {}
}
