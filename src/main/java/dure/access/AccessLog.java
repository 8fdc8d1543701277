package dure.access;

import dure.region.MunicipalityCode;
import dure.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The door to 접속기록: who did what when, from where and with whose data. Rows are only ever added, each chained to the
 * one before it in its municipality's chain.
 */
@Service
public class AccessLog {
    private static final int LONGEST_ADDRESS = 200;

    private final AccessLogStore store;
    private final Access access;
    private final Clock clock;

    AccessLog(AccessLogStore store, Access access, Clock clock) {
        this.store = store;
        this.access = access;
        this.clock = clock;
    }

    /**
     * Writes down what the viewer does. In the transaction of the deed where there is one, so that neither is there
     * without the other; as its last statement, since writers of one municipality wait for each other from here on.
     */
    public void write(Deed deed) {
        var viewer = access.viewer();
        store.append(deed, viewer.account(), viewer.name(), address(), clock.instant());
    }

    void write(AccountEvent event, @Nullable UUID account, @Nullable UUID actor, String detail) {
        store.append(event, account, actor, detail, address(), clock.instant());
    }

    /** A signed-in account was told 403: with the address that it asked for, and nothing of what it sent. */
    void writeRefusal(HttpServletRequest request) {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof Authentication who)
                || !(who.getPrincipal() instanceof SignedIn signedIn)) {
            return;
        }
        var what = request.getMethod() + " " + request.getRequestURI();
        store.append(
                Deed.of(
                                Action.REFUSED,
                                store.onlyMunicipality(signedIn.account()).orElse(null))
                        .detail(what.length() <= LONGEST_ADDRESS ? what : what.substring(0, LONGEST_ADDRESS)),
                signedIn.account(),
                access.viewer().name(),
                address(),
                clock.instant());
    }

    @Transactional(readOnly = true)
    List<AccountEvent.Line> latestOfAccounts(int count) {
        return store.latestOfAccounts(count);
    }

    /** What a search asks for; null: no matter. Days are whole, in Korea. */
    record Question(
            @Nullable MunicipalityCode municipality,
            @Nullable UUID person,
            @Nullable String account,
            @Nullable String action,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    /** A page of rows, newest first. @param count of all that were asked for */
    record Found(List<LogRow> rows, long count) {}

    @Transactional(readOnly = true)
    Found find(Question question, int offset, int limit) {
        requireReader(question.municipality());
        return new Found(store.find(question, offset, limit), store.count(question));
    }

    /** The chain of a municipality, or of what belongs to none, from its first row to its last. */
    @Transactional(readOnly = true)
    public Verification verify(@Nullable MunicipalityCode municipality) {
        requireReader(municipality);
        return walk(municipality == null ? LogRow.OPERATOR : municipality.value());
    }

    private Verification walk(String chain) {
        // The end first: rows that are appended meanwhile are for the next time.
        var head = store.head(chain);
        var anchor = store.anchor(chain);
        var walk = new Walk(
                chain,
                anchor.map(AccessLogStore.End::position).orElse(0L),
                anchor.map(AccessLogStore.End::hash).orElse(LogRow.BEGINNING));
        var end = head.map(AccessLogStore.End::position).orElse(0L);
        try (var rows = store.rows(chain, end)) {
            for (var row : (Iterable<LogRow>) rows::iterator) {
                var broken = walk.step(row);
                if (broken.isPresent()) {
                    return broken.get();
                }
            }
        }
        var hash = head.map(AccessLogStore.End::hash).orElse(LogRow.BEGINNING);
        if (walk.position != end || !Arrays.equals(walk.hash, hash) || store.isWithoutHead(chain)) {
            return new Verification.Broken(chain, walk.position + 1, null, Verification.Fault.CUT_SHORT);
        }
        return new Verification.Whole(chain, walk.rows, walk.start, end, hash);
    }

    /** One walk along a chain: where it is, and the hash that the next row must go on from. */
    private static final class Walk {
        private final String chain;
        private final long start;
        private long position;
        private byte[] hash;
        private long rows;

        Walk(String chain, long start, byte[] hash) {
            this.chain = chain;
            this.start = start;
            this.position = start;
            this.hash = hash;
        }

        Optional<Verification> step(LogRow row) {
            if (row.position() != position + 1) {
                var fault = rows == 0 ? Verification.Fault.UNSEALED : Verification.Fault.MISSING;
                return Optional.of(new Verification.Broken(chain, position + 1, null, fault));
            }
            if (!Arrays.equals(row.hash(), row.ownHash())) {
                return Optional.of(
                        new Verification.Broken(chain, row.position(), row.at(), Verification.Fault.CHANGED));
            }
            if (!Arrays.equals(row.previous(), hash)) {
                return Optional.of(
                        new Verification.Broken(chain, row.position(), row.at(), Verification.Fault.UNLINKED));
            }
            position = row.position();
            hash = row.hash();
            rows++;
            return Optional.empty();
        }
    }

    /** The last row of a day: a number and a hash that somebody outside can hold. */
    record DayEnd(LocalDate day, long position, String hash, long rows) {}

    @Transactional(readOnly = true)
    List<DayEnd> dayEnds(@Nullable MunicipalityCode municipality, LocalDate from, LocalDate to) {
        requireReader(municipality);
        return store.dayEnds(municipality == null ? LogRow.OPERATOR : municipality.value(), from, to);
    }

    record Review(YearMonth month, Instant at, String name, String note, long position, String hash) {}

    @Transactional(readOnly = true)
    List<Review> reviews(@Nullable MunicipalityCode municipality) {
        requireReader(municipality);
        return store.reviews(municipality);
    }

    /** Months that are over, have rows, and that nobody has reviewed, the oldest first. */
    @Transactional(readOnly = true)
    List<YearMonth> unreviewed(@Nullable MunicipalityCode municipality) {
        requireReader(municipality);
        return store.unreviewed(municipality, YearMonth.now(clock));
    }

    /** 월별 점검 확인. */
    @Transactional
    void review(@Nullable MunicipalityCode municipality, YearMonth month, String note) {
        var viewer = requireReader(municipality);
        if (viewer.account() == null || !month.isBefore(YearMonth.now(clock))) {
            throw Refusal.of(new Refusal.Field("month", "access.log.review.month"));
        }
        if (note.isBlank() || note.length() > 1_000) {
            throw Refusal.of(new Refusal.Field("note", "access.log.review.note.form", 1_000));
        }
        var head = store.head(municipality == null ? LogRow.OPERATOR : municipality.value());
        store.addReview(
                municipality,
                month,
                clock.instant(),
                viewer.account(),
                viewer.name(),
                note.strip(),
                head.map(AccessLogStore.End::position).orElse(0L),
                head.map(AccessLogStore.End::hex).orElse(""));
        write(Deed.of(Action.REVIEW_LOG, municipality).detail(month.toString()));
    }

    /** Removes what is older than it must be kept, chain by chain; each seals the place. @return rows removed */
    @Transactional
    long removeOlderThan(int months) {
        if (months < AccessLogSettings.SHORTEST) {
            throw new IllegalArgumentException("The access log is kept for 24 months at least, not " + months);
        }
        var until = OffsetDateTime.now(clock).minusMonths(months).truncatedTo(ChronoUnit.DAYS);
        return store.chains().stream()
                .mapToLong(chain -> store.remove(chain, until))
                .sum();
    }

    /** Of what belongs to no municipality: whoever may read every chain, and who administers accounts. */
    Viewer requireReader(@Nullable MunicipalityCode municipality) {
        if (municipality != null) {
            return access.require(Permission.ACCESS_LOG_READ, municipality);
        }
        var viewer = access.viewer();
        return mayReadOperators(viewer) ? viewer : access.require(Permission.ACCESS_WRITE);
    }

    static boolean mayReadOperators(Viewer viewer) {
        return viewer.powers().reach(Permission.ACCESS_LOG_READ).everywhere() || viewer.may(Permission.ACCESS_WRITE);
    }

    private static String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest().getRemoteAddr()
                : "";
    }
}
