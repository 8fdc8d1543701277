package dure.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.security.authentication.LockedException;
import org.springframework.stereotype.Component;

/**
 * 로그인 시도. An attempt is counted as a failure before it is looked at, and forgotten if it was none: so however many
 * come at once, on however many nodes, no more than the allowed number is looked at before the lock.
 */
@Component
class Attempts {
    /** Failures that nothing came after for so long are no longer a row. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    // One at a time for a login on this node: several requests of one's own, all right, are not failures in a row.
    private final List<Lock> turns =
            Stream.generate(ReentrantLock::new).limit(64).map(Lock.class::cast).toList();
    private final AttemptStore store;
    private final AccessSettings settings;
    private final Clock clock;

    Attempts(AttemptStore store, AccessSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** Too many failures in a row. */
    static class Locked extends LockedException {
        private final Duration remaining;

        Locked(Duration remaining) {
            super("Locked after failed attempts");
            this.remaining = remaining;
        }

        Duration remaining() {
            return remaining;
        }

        /** As a person is told it: begun minutes count. */
        long minutes() {
            return Math.max(1, remaining.plusSeconds(59).toMinutes());
        }
    }

    /** What codes are counted under; in capitals, which no login that is typed can have. */
    static String codesOf(UUID account) {
        return "CODES " + account;
    }

    /**
     * @param what the login as it was typed, whether it exists or not
     * @param look says whether it was right
     * @return how many failures in a row there are now: 0 where it was right
     * @throws Locked where it is not even looked at
     */
    int attempt(String what, Supplier<Boolean> look) {
        var turn = turns.get(Math.floorMod(what.hashCode(), turns.size()));
        turn.lock();
        try {
            var now = clock.instant();
            var failures = store.count(what, now, now.minus(REMEMBERED), settings)
                    .orElseThrow(() -> new Locked(remaining(what, now)));
            if (!look.get()) {
                return failures;
            }
            store.forget(what, now.minus(REMEMBERED));
            return 0;
        } finally {
            turn.unlock();
        }
    }

    boolean isLocking(int failures) {
        return failures >= settings.attempts();
    }

    private Duration remaining(String what, Instant now) {
        return Duration.between(now, store.lockedUntil(what, settings).orElse(now));
    }
}
