package dure.plan;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 계획의 판: one version of a plan among the others.
 *
 * @param contentHash SHA-256 of what it says, hexadecimal; null of a draft that was edited since it was written
 * @param revision edits of the draft so far
 * @param basedOn the version that it began as a copy of: of this plan or of last year's; null where of none
 * @param reason 추경, 수정공시 …: why there is this version; empty where nobody said
 * @param decided what a council decided of it last; null where none did
 */
public record PlanVersion(
        PlanHead head,
        @Nullable String contentHash,
        long revision,
        @Nullable PlanId basedOn,
        String reason,
        Instant createdAt,
        String createdBy,
        @Nullable Decided decided) {

    public PlanId id() {
        return head.id();
    }

    public PlanState state() {
        return head.state();
    }

    public Optional<Resolution> resolution() {
        return Optional.ofNullable(decided).map(Decided::resolution);
    }
}
