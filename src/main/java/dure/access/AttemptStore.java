package dure.access;

import static duredb.Tables.SIGN_IN_ATTEMPT;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Failures in a row, in the database so that they count on every node. */
@Repository
class AttemptStore {
    /** Doubling stops long before a number overflows. */
    private static final int MOST_DOUBLINGS = 20;

    // The end of the lock that the failures so far have brought; its own beginning while there are too few.
    private static final String UNTIL = """
            sign_in_attempt.at + case when sign_in_attempt.failures < {1} then interval '0'
                else least({2} * power(2, least(sign_in_attempt.failures - {1}, {4})), {3}) * interval '1 second' end""";

    private final DSLContext db;

    AttemptStore(DSLContext db) {
        this.db = db;
    }

    /** Counts one more failure in the same statement that sees whether there is a lock. Empty: there is. */
    OptionalInt count(String what, Instant now, Instant rowsSince, AccessSettings settings) {
        var counted = db.fetchOptional(
                """
                insert into sign_in_attempt (login, failures, at) values ({0}, 1, {5})
                on conflict (login) do update
                    set failures = case when sign_in_attempt.at < {6} then 1
                            else least(sign_in_attempt.failures + 1, 1000) end,
                        at = excluded.at
                    where %s <= {5}
                returning failures
                """.formatted(UNTIL),
                DSL.val(what),
                DSL.val(settings.attempts()),
                DSL.val(settings.lock().toSeconds()),
                DSL.val(settings.longestLock().toSeconds()),
                DSL.val(MOST_DOUBLINGS),
                DSL.val(now.atOffset(ZoneOffset.UTC)),
                DSL.val(rowsSince.atOffset(ZoneOffset.UTC)));
        return counted.map(row -> OptionalInt.of(row.get(0, int.class))).orElse(OptionalInt.empty());
    }

    Optional<Instant> lockedUntil(String what, AccessSettings settings) {
        return db.fetchOptional(
                        "select " + UNTIL + " from sign_in_attempt where login = {0}",
                        DSL.val(what),
                        DSL.val(settings.attempts()),
                        DSL.val(settings.lock().toSeconds()),
                        DSL.val(settings.longestLock().toSeconds()),
                        DSL.val(MOST_DOUBLINGS))
                .map(row -> row.get(0, java.time.OffsetDateTime.class).toInstant());
    }

    /** The row of failures, and every other that is over. */
    void forget(String what, Instant olderThan) {
        db.deleteFrom(SIGN_IN_ATTEMPT)
                .where(SIGN_IN_ATTEMPT.LOGIN.eq(what))
                .or(SIGN_IN_ATTEMPT.AT.lt(olderThan.atOffset(ZoneOffset.UTC)))
                .execute();
    }
}
