package dure.access;

import static duredb.Tables.ACCESS_LOG;
import static duredb.Tables.ACCESS_LOG_ANCHOR;
import static duredb.Tables.ACCESS_LOG_HEAD;
import static duredb.Tables.ACCESS_REVIEW;
import static duredb.Tables.ACCOUNT;
import static duredb.Tables.ROLE_GRANT;

import dure.region.MunicipalityCode;
import duredb.tables.records.AccessLogRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The access log: appended to, searched, walked along. */
@Repository
class AccessLogStore {
    static final ZoneId KOREA = ZoneId.of("Asia/Seoul");

    private static final int WALKED_AT_ONCE = 1_000;

    private final DSLContext db;

    AccessLogStore(DSLContext db) {
        this.db = db;
    }

    /** Where a chain ends, or is sealed. */
    record End(long position, byte[] hash) {
        String hex() {
            return HexFormat.of().formatHex(hash);
        }
    }

    void append(Deed deed, @Nullable UUID account, String name, String address, Instant now) {
        db.insertInto(ACCESS_LOG)
                .set(ACCESS_LOG.AT, at(now))
                .set(ACCESS_LOG.ACTION, deed.action().name())
                .set(ACCESS_LOG.ACCOUNT_ID, account)
                .set(ACCESS_LOG.LOGIN, of(account, ACCOUNT.LOGIN))
                .set(ACCESS_LOG.NAME, name)
                .set(ACCESS_LOG.ADDRESS, address)
                .set(
                        ACCESS_LOG.MUNICIPALITY,
                        deed.municipality() == null ? null : deed.municipality().value())
                .set(ACCESS_LOG.PERSONS, deed.persons().toArray(UUID[]::new))
                .set(ACCESS_LOG.RECORDS, deed.records())
                .set(ACCESS_LOG.REASON, deed.reason())
                .set(ACCESS_LOG.DETAIL, deed.detail())
                .execute();
    }

    /** In the log of the municipality that is the only one of the account; an administrator's stands with the operator's. */
    void append(
            AccountEvent event,
            @Nullable UUID account,
            @Nullable UUID actor,
            String detail,
            String address,
            Instant now) {
        db.insertInto(ACCESS_LOG)
                .set(ACCESS_LOG.AT, at(now))
                .set(ACCESS_LOG.ACTION, event.name())
                .set(ACCESS_LOG.ACCOUNT_ID, actor)
                .set(ACCESS_LOG.LOGIN, of(actor, ACCOUNT.LOGIN))
                .set(ACCESS_LOG.NAME, of(actor, ACCOUNT.NAME))
                .set(ACCESS_LOG.ADDRESS, address)
                .set(
                        ACCESS_LOG.MUNICIPALITY,
                        account == null
                                ? null
                                : onlyMunicipality(account)
                                        .map(MunicipalityCode::value)
                                        .orElse(null))
                .set(ACCESS_LOG.SUBJECT_ID, account)
                .set(ACCESS_LOG.SUBJECT, of(account, ACCOUNT.LOGIN))
                .set(ACCESS_LOG.DETAIL, detail)
                .execute();
    }

    /** As the account is called now: the log keeps it as it was called then. */
    private static Field<String> of(@Nullable UUID account, Field<String> field) {
        return account == null
                ? DSL.val("")
                : DSL.coalesce(DSL.field(DSL.select(field).from(ACCOUNT).where(ACCOUNT.ID.eq(account))), DSL.val(""));
    }

    /** The one municipality for which the account holds roles; empty where there are none or several. */
    Optional<MunicipalityCode> onlyMunicipality(UUID account) {
        var codes = db.selectDistinct(ROLE_GRANT.MUNICIPALITY)
                .from(ROLE_GRANT)
                .where(ROLE_GRANT.ACCOUNT_ID.eq(account), ROLE_GRANT.REVOKED_AT.isNull())
                .fetch(ROLE_GRANT.MUNICIPALITY);
        return codes.size() == 1 && codes.getFirst() != null
                ? Optional.of(new MunicipalityCode(codes.getFirst()))
                : Optional.empty();
    }

    /** Newest first. */
    List<AccountEvent.Line> latestOfAccounts(int limit) {
        var events = Arrays.stream(AccountEvent.values()).map(Enum::name).toList();
        return db.selectFrom(ACCESS_LOG)
                .where(ACCESS_LOG.ACTION.in(events))
                .orderBy(ACCESS_LOG.AT.desc(), ACCESS_LOG.POSITION.desc())
                .limit(limit)
                .fetch(row -> new AccountEvent.Line(
                        row.getAt().toInstant(),
                        AccountEvent.valueOf(row.getAction()),
                        row.getSubject().isEmpty() ? null : row.getSubject(),
                        row.getLogin().isEmpty() ? null : row.getLogin(),
                        row.getDetail(),
                        row.getAddress()));
    }

    List<LogRow> find(AccessLog.Question question, int offset, int limit) {
        return db.selectFrom(ACCESS_LOG)
                .where(condition(question))
                .orderBy(ACCESS_LOG.AT.desc(), ACCESS_LOG.POSITION.desc())
                .offset(offset)
                .limit(limit)
                .fetch(AccessLogStore::row);
    }

    long count(AccessLog.Question question) {
        return db.fetchCount(ACCESS_LOG, condition(question));
    }

    private static Condition condition(AccessLog.Question asked) {
        var condition = ACCESS_LOG.CHAIN.eq(chain(asked.municipality()));
        if (asked.person() != null) {
            condition = condition.and(ACCESS_LOG.PERSONS.contains(new UUID[] {asked.person()}));
        }
        if (asked.account() != null) {
            condition = condition.and(ACCESS_LOG.LOGIN.eq(asked.account()).or(ACCESS_LOG.SUBJECT.eq(asked.account())));
        }
        if (asked.action() != null) {
            condition = condition.and(ACCESS_LOG.ACTION.eq(asked.action()));
        }
        if (asked.from() != null) {
            condition = condition.and(ACCESS_LOG.AT.ge(beginning(asked.from())));
        }
        if (asked.to() != null) {
            condition = condition.and(ACCESS_LOG.AT.lt(beginning(asked.to().plusDays(1))));
        }
        return condition;
    }

    static String chain(@Nullable MunicipalityCode municipality) {
        return municipality == null ? LogRow.OPERATOR : municipality.value();
    }

    static OffsetDateTime beginning(LocalDate day) {
        return day.atStartOfDay(KOREA).toOffsetDateTime();
    }

    Optional<End> head(String chain) {
        return db.selectFrom(ACCESS_LOG_HEAD)
                .where(ACCESS_LOG_HEAD.CHAIN.eq(chain))
                .fetchOptional(row -> new End(row.getPosition(), row.getHash()));
    }

    /** Where the rows before were removed. */
    Optional<End> anchor(String chain) {
        return db.selectFrom(ACCESS_LOG_ANCHOR)
                .where(ACCESS_LOG_ANCHOR.CHAIN.eq(chain))
                .orderBy(ACCESS_LOG_ANCHOR.POSITION.desc())
                .limit(1)
                .fetchOptional(row -> new End(row.getPosition(), row.getHash()));
    }

    /** In their order, read as they are asked for; to be closed. */
    Stream<LogRow> rows(String chain, long end) {
        return db
                .selectFrom(ACCESS_LOG)
                .where(ACCESS_LOG.CHAIN.eq(chain), ACCESS_LOG.POSITION.le(end))
                .orderBy(ACCESS_LOG.POSITION)
                .fetchSize(WALKED_AT_ONCE)
                .stream()
                .map(AccessLogStore::row);
    }

    /** Rows of a chain that has no head. */
    boolean isWithoutHead(String chain) {
        return head(chain).isEmpty() && db.fetchExists(ACCESS_LOG, ACCESS_LOG.CHAIN.eq(chain));
    }

    private static LogRow row(AccessLogRecord row) {
        return new LogRow(
                row.getChain(),
                row.getPosition(),
                row.getAt().toInstant(),
                row.getAction(),
                row.getAccountId(),
                row.getLogin(),
                row.getName(),
                row.getAddress(),
                row.getMunicipality(),
                row.getSubjectId(),
                row.getSubject(),
                List.of(row.getPersons()),
                row.getRecords(),
                row.getReason(),
                row.getDetail(),
                row.getPrevious(),
                row.getHash());
    }

    List<AccessLog.DayEnd> dayEnds(String chain, LocalDate from, LocalDate to) {
        return db.fetch("""
                        select distinct on (day) (at at time zone 'Asia/Seoul')::date as day, position, encode(hash, 'hex') as hash,
                            count(*) over (partition by (at at time zone 'Asia/Seoul')::date) as rows
                        from access_log
                        where chain = {0} and at >= {1} and at < {2}
                        order by day desc, position desc
                        """, DSL.val(chain), DSL.val(beginning(from)), DSL.val(beginning(to.plusDays(1))))
                .map(row -> new AccessLog.DayEnd(
                        Objects.requireNonNull(row.get("day", LocalDate.class)),
                        row.get("position", long.class),
                        Objects.requireNonNull(row.get("hash", String.class)),
                        row.get("rows", long.class)));
    }

    List<AccessLog.Review> reviews(@Nullable MunicipalityCode municipality) {
        return db.selectFrom(ACCESS_REVIEW)
                .where(ofReview(municipality))
                .orderBy(ACCESS_REVIEW.MONTH.desc(), ACCESS_REVIEW.REVIEWED_AT.desc())
                .fetch(row -> new AccessLog.Review(
                        YearMonth.from(row.getMonth()),
                        row.getReviewedAt().toInstant(),
                        row.getName(),
                        row.getNote(),
                        row.getPosition(),
                        row.getHash()));
    }

    private static Condition ofReview(@Nullable MunicipalityCode municipality) {
        return municipality == null
                ? ACCESS_REVIEW.MUNICIPALITY.isNull()
                : ACCESS_REVIEW.MUNICIPALITY.eq(municipality.value());
    }

    List<YearMonth> unreviewed(@Nullable MunicipalityCode municipality, YearMonth now) {
        var reviewed =
                reviews(municipality).stream().map(AccessLog.Review::month).collect(Collectors.toSet());
        return db
                .fetch("""
                        select distinct date_trunc('month', at at time zone 'Asia/Seoul')::date as month
                        from access_log where chain = {0} and at < {1} order by 1
                        """, DSL.val(chain(municipality)), DSL.val(beginning(now.atDay(1))))
                .map(row -> YearMonth.from(Objects.requireNonNull(row.get("month", LocalDate.class))))
                .stream()
                .filter(month -> !reviewed.contains(month))
                .toList();
    }

    void addReview(
            @Nullable MunicipalityCode municipality,
            YearMonth month,
            Instant now,
            UUID account,
            String name,
            String note,
            long position,
            String hash) {
        db.insertInto(ACCESS_REVIEW)
                .set(ACCESS_REVIEW.MUNICIPALITY, municipality == null ? null : municipality.value())
                .set(ACCESS_REVIEW.MONTH, month.atDay(1))
                .set(ACCESS_REVIEW.REVIEWED_AT, at(now))
                .set(ACCESS_REVIEW.ACCOUNT_ID, account)
                .set(ACCESS_REVIEW.NAME, name)
                .set(ACCESS_REVIEW.NOTE, note)
                .set(ACCESS_REVIEW.POSITION, position)
                .set(ACCESS_REVIEW.HASH, hash)
                .execute();
    }

    List<String> chains() {
        return db.selectFrom(ACCESS_LOG_HEAD).orderBy(ACCESS_LOG_HEAD.CHAIN).fetch(ACCESS_LOG_HEAD.CHAIN);
    }

    long remove(String chain, OffsetDateTime until) {
        return Objects.requireNonNull(
                db.fetchValue(DSL.field("remove_access_log({0}, {1})", Long.class, DSL.val(chain), DSL.val(until))));
    }

    /** An account, and how often or with how many it did something between two times. */
    record Counted(String login, String address, OffsetDateTime from, OffsetDateTime to, long count) {}

    /** Different persons that one account saw within a clock hour or day. */
    List<Counted> massReading(
            @Nullable MunicipalityCode municipality, String unit, int most, LocalDate from, LocalDate to) {
        return counted(
                """
                select login, '' as address, date_trunc({0}, at at time zone 'Asia/Seoul') at time zone 'Asia/Seoul' as begins,
                    max(at) as ends, count(distinct person) as count
                from access_log, unnest(persons) person
                where chain = {1} and at >= {2} and at < {3} and login <> ''
                group by 1, 3 having count(distinct person) > {4} order by 3 desc, 1
                """,
                DSL.val(unit),
                DSL.val(chain(municipality)),
                DSL.val(beginning(from)),
                DSL.val(beginning(to.plusDays(1))),
                DSL.val(most));
    }

    /** Personal data touched at night or on a Saturday or Sunday, by account and day. */
    List<Counted> atOddHours(
            @Nullable MunicipalityCode municipality, int nightFrom, int nightTo, LocalDate from, LocalDate to) {
        return counted(
                """
                select login, '' as address, min(at) as begins, max(at) as ends, count(*) as count
                from (select *, at at time zone 'Asia/Seoul' as local from access_log
                    where chain = {0} and at >= {1} and at < {2} and login <> ''
                        and (cardinality(persons) > 0 or action in ('DOWNLOAD', 'LIST_PERSONS'))) l
                where extract(hour from local) >= {3} or extract(hour from local) < {4} or extract(isodow from local) >= 6
                group by 1, local::date order by 3 desc, 1
                """,
                DSL.val(chain(municipality)),
                DSL.val(beginning(from)),
                DSL.val(beginning(to.plusDays(1))),
                DSL.val(nightFrom),
                DSL.val(nightTo));
    }

    /** 403s and refused sign-ins by account and day; those of no account by address. */
    List<Counted> refusals(@Nullable MunicipalityCode municipality, int most, LocalDate from, LocalDate to) {
        return counted(
                """
                select coalesce(nullif(login, ''), subject) as login,
                    case when login = '' and subject = '' then address else '' end as address,
                    min(at) as begins, max(at) as ends, count(*) as count
                from access_log
                where chain = {0} and at >= {1} and at < {2}
                    and (action in ('REFUSED', 'SIGN_IN_REFUSED', 'SIGN_IN_LOCKED') or action like '%\\_REFUSED')
                group by 1, 2, (at at time zone 'Asia/Seoul')::date having count(*) > {3} order by 3 desc, 1
                """,
                DSL.val(chain(municipality)),
                DSL.val(beginning(from)),
                DSL.val(beginning(to.plusDays(1))),
                DSL.val(most));
    }

    List<Counted> largeDownloads(@Nullable MunicipalityCode municipality, int most, LocalDate from, LocalDate to) {
        return counted(
                """
                select login, '' as address, at as begins, at as ends, records::bigint as count
                from access_log
                where chain = {0} and at >= {1} and at < {2} and action = 'DOWNLOAD' and records > {3}
                order by 3 desc
                """,
                DSL.val(chain(municipality)),
                DSL.val(beginning(from)),
                DSL.val(beginning(to.plusDays(1))),
                DSL.val(most));
    }

    private List<Counted> counted(String sql, Field<?>... values) {
        return db.fetch(sql, (Object[]) values)
                .map(row -> new Counted(
                        Objects.requireNonNull(row.get("login", String.class)),
                        Objects.requireNonNull(row.get("address", String.class)),
                        Objects.requireNonNull(row.get("begins", OffsetDateTime.class)),
                        Objects.requireNonNull(row.get("ends", OffsetDateTime.class)),
                        row.get("count", long.class)));
    }

    private static OffsetDateTime at(Instant now) {
        return now.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
