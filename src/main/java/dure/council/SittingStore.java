package dure.council;

import static duredb.Tables.COUNCIL_COUNT;
import static duredb.Tables.COUNCIL_DOCUMENT;
import static duredb.Tables.COUNCIL_ITEM;
import static duredb.Tables.COUNCIL_MOTION;
import static duredb.Tables.COUNCIL_PRESENCE;
import static duredb.Tables.COUNCIL_RECUSAL;
import static duredb.Tables.COUNCIL_VOTE;

import dure.plan.PlanId;
import dure.plan.Resolution;
import dure.region.MunicipalityCode;
import duredb.tables.records.CouncilCountRecord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What happens in a meeting: who is there, who stands back, what is put to the vote, and what came of it. */
@Repository
class SittingStore {
    private final DSLContext db;

    SittingStore(DSLContext db) {
        this.db = db;
    }

    /** In order: coming and leaving. */
    List<Presence> presences(MeetingId meeting) {
        return db.selectFrom(COUNCIL_PRESENCE)
                .where(COUNCIL_PRESENCE.MEETING_ID.eq(meeting.value()))
                .orderBy(COUNCIL_PRESENCE.ID)
                .fetch(row -> new Presence(
                        new MemberId(row.getMemberId()), row.getPresent(), row.getNotedAt().toInstant()));
    }

    void add(Meeting meeting, Presence presence, boolean own, String by) {
        var p = COUNCIL_PRESENCE;
        db.insertInto(p)
                .set(p.MEETING_ID, meeting.id().value())
                .set(p.MEMBER_ID, presence.member().value())
                .set(p.MUNICIPALITY, meeting.municipality().value())
                .set(p.PRESENT, presence.present())
                .set(p.OWN, own)
                .set(p.NOTED_AT, presence.at().atOffset(ZoneOffset.UTC))
                .set(p.NOTED_BY, by)
                .execute();
    }

    /** In order; the last word of a member and item counts. */
    List<Recusal> recusals(MeetingId meeting) {
        var r = COUNCIL_RECUSAL;
        return db.selectFrom(r)
                .where(r.ITEM_ID.in(itemsOf(meeting)))
                .orderBy(r.ID)
                .fetch(row -> new Recusal(
                        new ItemId(row.getItemId()),
                        new MemberId(row.getMemberId()),
                        row.getKind() == null ? null : Recusal.Kind.valueOf(row.getKind()),
                        row.getReason(),
                        row.getNotedAt().toInstant()));
    }

    void add(MunicipalityCode municipality, Recusal recusal, boolean own, String by) {
        var r = COUNCIL_RECUSAL;
        db.insertInto(r)
                .set(r.ITEM_ID, recusal.item().value())
                .set(r.MEMBER_ID, recusal.member().value())
                .set(r.MUNICIPALITY, municipality.value())
                .set(r.KIND, recusal.kind() == null ? null : recusal.kind().name())
                .set(r.REASON, recusal.reason())
                .set(r.OWN, own)
                .set(r.NOTED_AT, recusal.at().atOffset(ZoneOffset.UTC))
                .set(r.NOTED_BY, by)
                .execute();
    }

    List<Motion> motions(MeetingId meeting) {
        var m = COUNCIL_MOTION;
        return db.selectFrom(m)
                .where(m.ITEM_ID.in(itemsOf(meeting)))
                .orderBy(m.ITEM_ID, m.ORDINAL)
                .fetch(row -> new Motion(
                        new MotionId(row.getId()),
                        new ItemId(row.getItemId()),
                        row.getOrdinal(),
                        Motion.Kind.valueOf(row.getKind()),
                        Motion.Method.valueOf(row.getMethod()),
                        row.getAmendment(),
                        row.getPutAt().toInstant()));
    }

    MotionId add(MunicipalityCode municipality, Motion motion, String by) {
        var m = COUNCIL_MOTION;
        return new MotionId(db.insertInto(m)
                .set(m.ITEM_ID, motion.item().value())
                .set(m.MUNICIPALITY, municipality.value())
                .set(m.ORDINAL, (short) motion.ordinal())
                .set(m.KIND, motion.kind().name())
                .set(m.METHOD, motion.method().name())
                .set(m.AMENDMENT, motion.amendment())
                .set(m.PUT_AT, motion.at().atOffset(ZoneOffset.UTC))
                .set(m.PUT_BY, by)
                .returningResult(m.ID)
                .fetchSingle()
                .value1());
    }

    /** In order; the last word of a member on a motion counts. */
    List<Vote> votes(MeetingId meeting) {
        var v = COUNCIL_VOTE;
        return db.selectFrom(v)
                .where(v.MOTION_ID.in(db.select(COUNCIL_MOTION.ID)
                        .from(COUNCIL_MOTION)
                        .where(COUNCIL_MOTION.ITEM_ID.in(itemsOf(meeting)))))
                .orderBy(v.ID)
                .fetch(row -> new Vote(
                        new MotionId(row.getMotionId()),
                        new MemberId(row.getMemberId()),
                        Ballot.Choice.valueOf(row.getChoice()),
                        row.getOwn(),
                        row.getCastAt().toInstant()));
    }

    void add(MunicipalityCode municipality, Vote vote, String by) {
        var v = COUNCIL_VOTE;
        db.insertInto(v)
                .set(v.MOTION_ID, vote.motion().value())
                .set(v.MEMBER_ID, vote.member().value())
                .set(v.MUNICIPALITY, municipality.value())
                .set(v.CHOICE, vote.choice().name())
                .set(v.OWN, vote.own())
                .set(v.CAST_AT, vote.at().atOffset(ZoneOffset.UTC))
                .set(v.CAST_BY, by)
                .execute();
    }

    /** Alone with the item until the transaction ends: who votes meanwhile waits and is told that it was counted. */
    void lock(ItemId item) {
        db.execute("select lock_item(?, true)", item.value());
    }

    List<Counted> counts(MeetingId meeting) {
        return counts(COUNCIL_COUNT.MEETING_ID.eq(meeting.value()));
    }

    List<Counted> counts(MunicipalityCode municipality) {
        return counts(COUNCIL_COUNT.MUNICIPALITY.eq(municipality.value()));
    }

    private List<Counted> counts(Condition condition) {
        return db.selectFrom(COUNCIL_COUNT)
                .where(condition)
                .orderBy(COUNCIL_COUNT.COUNTED_AT)
                .fetch(SittingStore::counted);
    }

    private static Counted counted(CouncilCountRecord row) {
        return new Counted(
                new MotionId(row.getMotionId()),
                new ItemId(row.getItemId()),
                new Ballot(
                        row.getInOffice(),
                        row.getRecused(),
                        row.getPresent(),
                        row.getVotesFor(),
                        row.getVotesAgainst(),
                        row.getAbstained(),
                        row.getCasting() == null ? null : Ballot.Choice.valueOf(row.getCasting())),
                row.getQuorum(),
                row.getNeeded(),
                row.getResolution() == null ? null : Resolution.valueOf(row.getResolution()),
                row.getNextPlan() == null ? null : new PlanId(row.getNextPlan()),
                row.getCountedAt().toInstant(),
                row.getCountedBy());
    }

    void add(Meeting meeting, @Nullable PlanId plan, QuorumRule rule, Counted counted) {
        var c = COUNCIL_COUNT;
        var ballot = counted.ballot();
        db.insertInto(c)
                .set(c.MOTION_ID, counted.motion().value())
                .set(c.ITEM_ID, counted.item().value())
                .set(c.MEETING_ID, meeting.id().value())
                .set(c.PLAN_ID, plan == null ? null : plan.value())
                .set(c.MUNICIPALITY, meeting.municipality().value())
                .set(c.RULE_ID, rule.id())
                .set(c.IN_OFFICE, (short) ballot.inOffice())
                .set(c.RECUSED, (short) ballot.recused())
                .set(c.PRESENT, (short) ballot.present())
                .set(c.QUORUM, (short) counted.quorum())
                .set(c.NEEDED, (short) counted.needed())
                .set(c.VOTES_FOR, (short) ballot.votesFor())
                .set(c.VOTES_AGAINST, (short) ballot.against())
                .set(c.ABSTAINED, (short) ballot.abstained())
                .set(c.CASTING, ballot.casting() == null ? null : ballot.casting().name())
                .set(
                        c.RESOLUTION,
                        counted.resolution() == null ? null : counted.resolution().name())
                .set(c.NEXT_PLAN, counted.next() == null ? null : counted.next().value())
                .set(c.COUNTED_AT, counted.at().atOffset(ZoneOffset.UTC))
                .set(c.COUNTED_BY, counted.by())
                .execute();
    }

    /** 결재 문서번호 by item: the last that was noted. The public sees those of what is public. */
    Map<ItemId, String> documents(MunicipalityCode municipality) {
        var d = COUNCIL_DOCUMENT;
        var found = new HashMap<ItemId, String>();
        db.selectFrom(d)
                .where(d.MUNICIPALITY.eq(municipality.value()))
                .orderBy(d.ID)
                .forEach(row -> found.put(new ItemId(row.getItemId()), row.getNumber()));
        return found;
    }

    /** @param plan with whose becoming public the number becomes public */
    void addDocument(
            Meeting meeting, AgendaItem item, @Nullable PlanId plan, String number, Instant now, String by) {
        var d = COUNCIL_DOCUMENT;
        db.insertInto(d)
                .set(d.ITEM_ID, item.id().value())
                .set(d.MEETING_ID, meeting.id().value())
                .set(d.PLAN_ID, plan == null ? null : plan.value())
                .set(d.MUNICIPALITY, meeting.municipality().value())
                .set(d.NUMBER, number)
                .set(d.NOTED_AT, now.atOffset(ZoneOffset.UTC))
                .set(d.NOTED_BY, by)
                .execute();
    }

    private org.jooq.Select<org.jooq.Record1<java.util.UUID>> itemsOf(MeetingId meeting) {
        return db.select(COUNCIL_ITEM.ID).from(COUNCIL_ITEM).where(COUNCIL_ITEM.MEETING_ID.eq(meeting.value()));
    }
}
