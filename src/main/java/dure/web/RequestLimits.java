package dure.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * 요청 제한 over all nodes. A node takes a fiftieth of a minute's requests at once from the shared window and hands them
 * out by itself, so that one request in some twenty costs a round trip, and who has none left costs none until the minute
 * is over. No more are ever granted than the limit; of what a node has taken and not handed out, a few are not granted.
 */
@Component
class RequestLimits {
    private static final Logger log = LoggerFactory.getLogger(RequestLimits.class);

    /** Into how many parts a minute's requests are handed out to the nodes. */
    private static final int PARTS = 50;

    /** Beyond it, what is over is thrown away: somebody asks under very many addresses. */
    private static final int MANY = 20_000;

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** How long this node counts alone after the database did not answer. */
    private static final long ALONE = Duration.ofSeconds(10).toNanos();

    private final RequestWindowStore store;
    private final LimitSettings settings;
    private final Map<Asker, Held> held = new ConcurrentHashMap<>();
    private volatile long aloneUntil = System.nanoTime();
    private volatile long forgetAt = System.nanoTime() + MINUTE;

    RequestLimits(RequestWindowStore store, LimitSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    private record Asker(RequestKind kind, String who) {}

    /** What this node holds for one asker until the minute is over. */
    private static final class Held {
        long until;
        int left;
        boolean isLast;

        boolean isOver(long now) {
            return now - until >= 0;
        }
    }

    /** @return how many seconds to wait; 0 where the request is granted */
    long take(RequestKind kind, String who) {
        var now = System.nanoTime();
        tidy(now);
        var mine = held.computeIfAbsent(new Asker(kind, who), asker -> {
            var none = new Held();
            none.until = now;
            return none;
        });
        synchronized (mine) {
            if (mine.isOver(now) || (mine.left == 0 && !mine.isLast)) {
                fetch(kind, who, mine, now);
            }
            if (mine.left > 0) {
                mine.left--;
                return 0;
            }
            return Math.max(1, Math.ceilDiv(mine.until - now, 1_000_000_000L));
        }
    }

    /** What was taken and turned out not to count, such as an attempt to sign in that went well. */
    void giveBack(RequestKind kind, String who) {
        try {
            store.take(kind, who, -1);
            held.remove(new Asker(kind, who));
        } catch (DataAccessException | TransactionException e) {
            log.debug("A request could not be given back", e);
        }
    }

    private void fetch(RequestKind kind, String who, Held mine, long now) {
        var limit = settings.of(kind);
        var part = kind == RequestKind.SIGN_IN ? 1 : Math.max(1, limit / PARTS);
        if (now - aloneUntil < 0) {
            alone(mine, limit, now);
            return;
        }
        try {
            var window = store.take(kind, who, part);
            mine.left = Math.clamp(limit - (window.taken() - part), 0, part);
            mine.isLast = window.taken() >= limit;
            if (kind == RequestKind.SIGN_IN) { // may be given back a moment later, so that nothing is kept of a refusal
                mine.isLast = false;
                if (mine.left == 0) {
                    store.take(kind, who, -1);
                }
            }
            mine.until = now + (long) (window.seconds() * 1e9);
        } catch (DataAccessException | TransactionException e) {
            // Without the database nothing is read or written anyway; who asks for what needs none is not refused for
            // it.
            log.warn("Requests are counted by this node alone for the moment: {}", String.valueOf(e.getMessage()));
            aloneUntil = System.nanoTime() + ALONE; // from now: finding out took seconds
            alone(mine, limit, now);
        }
    }

    private static void alone(Held mine, int limit, long now) {
        if (mine.isOver(now) || !mine.isLast) {
            mine.left = limit;
            mine.until = now + MINUTE;
        }
        mine.isLast = true;
    }

    private void tidy(long now) {
        if (held.size() > MANY) {
            held.values().removeIf(one -> one.isOver(now));
        }
        if (now - forgetAt < 0) {
            return;
        }
        forgetAt = now + MINUTE;
        held.values().removeIf(one -> one.isOver(now));
        try {
            store.forgetOld();
        } catch (DataAccessException | TransactionException e) {
            log.debug("Old windows stay for the moment", e);
        }
    }
}
