package dure.ledger;

import dure.plan.ProgrammeType;
import dure.plan.ProjectId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 고용유지: jobs that count and began alike, with what is known of their keeping.
 *
 * @param began the day on which they count
 * @param months the duration that was stated; null: none was
 * @param basis how well they are known
 * @param retainedMonths the longest that a valid attestation saw them kept; null: none did
 * @param quantity how many
 */
public record Kept(
        ProgrammeType programmeType,
        @Nullable ProjectId project,
        LocalDate began,
        @Nullable Integer months,
        Basis basis,
        @Nullable Integer retainedMonths,
        long quantity) {}
