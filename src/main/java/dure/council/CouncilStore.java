package dure.council;

import static duredb.Tables.COUNCIL;
import static duredb.Tables.COUNCIL_CONTACT;
import static duredb.Tables.COUNCIL_MEMBER;
import static duredb.Tables.COUNCIL_PRESENCE;
import static duredb.Tables.COUNCIL_RULE;

import dure.region.MunicipalityCode;
import duredb.tables.records.CouncilMemberRecord;
import duredb.tables.records.CouncilRecord;
import duredb.tables.records.CouncilRuleRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Councils, their rules and who sits in them. */
@Repository
class CouncilStore {
    private final DSLContext db;

    CouncilStore(DSLContext db) {
        this.db = db;
    }

    List<Council> all(MunicipalityCode municipality) {
        return db.selectFrom(COUNCIL)
                .where(COUNCIL.MUNICIPALITY.eq(municipality.value()))
                .orderBy(COUNCIL.DISSOLVED_ON.isNotNull(), COUNCIL.FOUNDED_ON, COUNCIL.NAME)
                .fetch(CouncilStore::council);
    }

    Optional<Council> find(MunicipalityCode municipality, CouncilId id) {
        return db.selectFrom(COUNCIL)
                .where(COUNCIL.ID.eq(id.value()), COUNCIL.MUNICIPALITY.eq(municipality.value()))
                .fetchOptional(CouncilStore::council);
    }

    boolean isNameTaken(MunicipalityCode municipality, String name) {
        return db.fetchExists(COUNCIL, COUNCIL.MUNICIPALITY.eq(municipality.value()), COUNCIL.NAME.eq(name));
    }

    CouncilId add(
            MunicipalityCode municipality, Council.Kind kind, String name, LocalDate founded, Instant now, String by) {
        return new CouncilId(db.insertInto(COUNCIL)
                .set(COUNCIL.MUNICIPALITY, municipality.value())
                .set(COUNCIL.KIND, kind.name())
                .set(COUNCIL.NAME, name)
                .set(COUNCIL.FOUNDED_ON, founded)
                .set(COUNCIL.RECORDED_AT, now.atOffset(ZoneOffset.UTC))
                .set(COUNCIL.RECORDED_BY, by)
                .returningResult(COUNCIL.ID)
                .fetchSingle()
                .value1());
    }

    void dissolve(CouncilId council, @Nullable LocalDate day) {
        db.update(COUNCIL)
                .set(COUNCIL.DISSOLVED_ON, day)
                .where(COUNCIL.ID.eq(council.value()))
                .execute();
    }

    private static Council council(CouncilRecord row) {
        return new Council(
                new CouncilId(row.getId()),
                new MunicipalityCode(row.getMunicipality()),
                Council.Kind.valueOf(row.getKind()),
                row.getName(),
                row.getFoundedOn(),
                row.getDissolvedOn());
    }

    // ---- rules -----------------------------------------------------------------------------------------------------

    /** The newest first. */
    List<QuorumRule> rules(CouncilId council) {
        return db.selectFrom(COUNCIL_RULE)
                .where(COUNCIL_RULE.COUNCIL_ID.eq(council.value()))
                .orderBy(COUNCIL_RULE.VALID_FROM.desc(), COUNCIL_RULE.ID.desc())
                .fetch(CouncilStore::rule);
    }

    void set(Council council, QuorumRule rule, Instant now, String by) {
        var r = COUNCIL_RULE;
        var number = rule.opening() instanceof QuorumRule.Opening.AtLeast least ? least : null;
        var share = rule.opening() instanceof QuorumRule.Opening.OfMembers part ? part.share() : null;
        db.insertInto(r)
                .set(r.COUNCIL_ID, council.id().value())
                .set(r.MUNICIPALITY, council.municipality().value())
                .set(r.VALID_FROM, rule.validFrom())
                .set(r.OPEN_NUMBER, number == null ? null : (short) number.members())
                .set(r.OPEN_TOP, share == null ? null : (short) share.top())
                .set(r.OPEN_BOTTOM, share == null ? null : (short) share.bottom())
                .set(r.OPEN_OVER, share == null ? null : share.over())
                .set(r.PASS_BASE, rule.passing().base().name())
                .set(r.PASS_TOP, (short) rule.passing().share().top())
                .set(r.PASS_BOTTOM, (short) rule.passing().share().bottom())
                .set(r.PASS_OVER, rule.passing().share().over())
                .set(r.TIE, rule.tie().name())
                .set(r.GROUND, rule.ground())
                .set(r.SET_AT, now.atOffset(ZoneOffset.UTC))
                .set(r.SET_BY, by)
                .execute();
    }

    private static QuorumRule rule(CouncilRuleRecord row) {
        return new QuorumRule(
                row.getId(),
                row.getValidFrom(),
                row.getOpenNumber() != null
                        ? new QuorumRule.Opening.AtLeast(row.getOpenNumber())
                        : new QuorumRule.Opening.OfMembers(
                                new Share(row.getOpenTop(), row.getOpenBottom(), row.getOpenOver())),
                new QuorumRule.Passing(
                        QuorumRule.Base.valueOf(row.getPassBase()),
                        new Share(row.getPassTop(), row.getPassBottom(), row.getPassOver())),
                QuorumRule.Tie.valueOf(row.getTie()),
                row.getGround());
    }

    // ---- members ---------------------------------------------------------------------------------------------------

    /** Those of all times, by duty and name. */
    List<Member> members(CouncilId council) {
        return members(COUNCIL_MEMBER.COUNCIL_ID.eq(council.value()));
    }

    Optional<Member> member(MunicipalityCode municipality, MemberId id) {
        return members(COUNCIL_MEMBER.ID.eq(id.value()).and(COUNCIL_MEMBER.MUNICIPALITY.eq(municipality.value())))
                .stream()
                .findFirst();
    }

    private List<Member> members(Condition condition) {
        return db.selectFrom(COUNCIL_MEMBER).where(condition).fetch(CouncilStore::member).stream()
                .sorted(java.util.Comparator.comparing(Member::duty)
                        .thenComparing(Member::side)
                        .thenComparing(Member::name)
                        .thenComparing(one -> one.id().toString()))
                .toList();
    }

    MemberId add(Council council, Member member, Instant now, String by) {
        var m = COUNCIL_MEMBER;
        return new MemberId(db.insertInto(m)
                .set(m.COUNCIL_ID, council.id().value())
                .set(m.MUNICIPALITY, council.municipality().value())
                .set(m.NAME, member.name())
                .set(m.AFFILIATION, member.affiliation())
                .set(m.SIDE, member.side().name())
                .set(m.DUTY, member.duty().name())
                .set(m.VOTES, member.votes())
                .set(m.TERM_FROM, member.from())
                .set(m.TERM_UNTIL, member.until())
                .set(m.LEFT_ON, member.leftOn())
                .set(m.RECORDED_AT, now.atOffset(ZoneOffset.UTC))
                .set(m.RECORDED_BY, by)
                .returningResult(m.ID)
                .fetchSingle()
                .value1());
    }

    void change(Member member) {
        var m = COUNCIL_MEMBER;
        db.update(m)
                .set(m.NAME, member.name())
                .set(m.AFFILIATION, member.affiliation())
                .set(m.SIDE, member.side().name())
                .set(m.DUTY, member.duty().name())
                .set(m.VOTES, member.votes())
                .set(m.TERM_FROM, member.from())
                .set(m.TERM_UNTIL, member.until())
                .set(m.LEFT_ON, member.leftOn())
                .where(m.ID.eq(member.id().value()))
                .execute();
    }

    boolean wasAtAMeeting(MemberId member) {
        return db.fetchExists(COUNCIL_PRESENCE, COUNCIL_PRESENCE.MEMBER_ID.eq(member.value()));
    }

    private static Member member(CouncilMemberRecord row) {
        return new Member(
                new MemberId(row.getId()),
                new CouncilId(row.getCouncilId()),
                row.getName(),
                row.getAffiliation(),
                Member.Side.valueOf(row.getSide()),
                Member.Duty.valueOf(row.getDuty()),
                row.getVotes(),
                row.getTermFrom(),
                row.getTermUntil(),
                row.getLeftOn());
    }

    // ---- contacts --------------------------------------------------------------------------------------------------

    void setContact(
            MunicipalityCode municipality, MemberId member, Member.Contact contact, @Nullable UUID account) {
        var c = COUNCIL_CONTACT;
        db.deleteFrom(c).where(c.MEMBER_ID.eq(member.value())).execute();
        if (contact.email() == null && account == null) {
            return;
        }
        db.insertInto(c)
                .set(c.MEMBER_ID, member.value())
                .set(c.MUNICIPALITY, municipality.value())
                .set(c.EMAIL, contact.email())
                .set(c.LOGIN, account == null ? null : contact.login())
                .set(c.ACCOUNT, account)
                .execute();
    }

    /** Of whoever runs the councils; others see none, or their own. */
    Map<MemberId, Member.Contact> contacts(Collection<MemberId> members) {
        var c = COUNCIL_CONTACT;
        var found = new HashMap<MemberId, Member.Contact>();
        db.selectFrom(c)
                .where(c.MEMBER_ID.in(members.stream().map(MemberId::value).toList()))
                .forEach(row -> found.put(
                        new MemberId(row.getMemberId()), new Member.Contact(row.getEmail(), row.getLogin())));
        return found;
    }

    /** The seats that an account holds. */
    Set<MemberId> seats(UUID account) {
        var c = COUNCIL_CONTACT;
        return db.select(c.MEMBER_ID).from(c).where(c.ACCOUNT.eq(account)).fetch().stream()
                .map(row -> new MemberId(row.value1()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Where an account has seats. */
    List<Council> councilsOf(UUID account) {
        var c = COUNCIL_CONTACT;
        return db
                .select(COUNCIL.fields())
                .from(COUNCIL)
                .where(COUNCIL.ID.in(db.select(COUNCIL_MEMBER.COUNCIL_ID)
                        .from(COUNCIL_MEMBER)
                        .join(c)
                        .on(c.MEMBER_ID.eq(COUNCIL_MEMBER.ID))
                        .where(c.ACCOUNT.eq(account))))
                .orderBy(COUNCIL.NAME)
                .fetchInto(COUNCIL)
                .map(CouncilStore::council);
    }
}
