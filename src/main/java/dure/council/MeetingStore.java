package dure.council;

import static duredb.Tables.COUNCIL_COUNT;
import static duredb.Tables.COUNCIL_ITEM;
import static duredb.Tables.COUNCIL_MEETING;
import static duredb.Tables.COUNCIL_MEMBER;
import static duredb.Tables.COUNCIL_NOTICE;
import static duredb.Tables.COUNCIL_OPINION;
import static duredb.Tables.COUNCIL_PAPER;

import dure.plan.PlanId;
import dure.region.MunicipalityCode;
import duredb.tables.records.CouncilItemRecord;
import duredb.tables.records.CouncilMeetingRecord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Meetings as they are prepared: agenda, papers, notices and opinions. */
@Repository
class MeetingStore {
    private static final List<Field<?>> WITHOUT_CONTENT = List.of(
            COUNCIL_PAPER.ID,
            COUNCIL_PAPER.MEETING_ID,
            COUNCIL_PAPER.ITEM_ID,
            COUNCIL_PAPER.KIND,
            COUNCIL_PAPER.NAME,
            COUNCIL_PAPER.TYPE,
            COUNCIL_PAPER.SIZE,
            COUNCIL_PAPER.SHA256,
            COUNCIL_PAPER.ADDED_AT);

    private final DSLContext db;

    MeetingStore(DSLContext db) {
        this.db = db;
    }

    MeetingId add(Council council, Meeting meeting, Instant now, String by) {
        var m = COUNCIL_MEETING;
        return new MeetingId(db.insertInto(m)
                .set(m.COUNCIL_ID, council.id().value())
                .set(m.MUNICIPALITY, council.municipality().value())
                .set(m.TITLE, meeting.title())
                .set(m.KIND, meeting.kind().name())
                .set(m.PLANNED_AT, meeting.plannedAt().atOffset(ZoneOffset.UTC))
                .set(m.PLACE, meeting.place())
                .set(m.RECORDED_AT, now.atOffset(ZoneOffset.UTC))
                .set(m.RECORDED_BY, by)
                .returningResult(m.ID)
                .fetchSingle()
                .value1());
    }

    void change(Meeting meeting) {
        var m = COUNCIL_MEETING;
        db.update(m)
                .set(m.TITLE, meeting.title())
                .set(m.KIND, meeting.kind().name())
                .set(m.PLANNED_AT, meeting.plannedAt().atOffset(ZoneOffset.UTC))
                .set(m.PLACE, meeting.place())
                .where(m.ID.eq(meeting.id().value()))
                .execute();
    }

    /** @return whether it stood where it was thought to stand */
    boolean move(Meeting meeting, Meeting.State to, Instant now) {
        var m = COUNCIL_MEETING;
        var at = now.atOffset(ZoneOffset.UTC);
        var update = db.update(m).set(m.STATE, to.name());
        var dated = switch (to) {
            case CALLED -> update.set(m.CALLED_AT, at);
            case OPEN -> update.set(m.OPENED_AT, at);
            case CLOSED -> update.set(m.CLOSED_AT, at);
            case CANCELLED, PLANNED -> update;
        };
        return dated.where(
                                m.ID.eq(meeting.id().value()),
                                m.STATE.eq(meeting.state().name()))
                        .execute()
                == 1;
    }

    List<Meeting> ofMunicipality(MunicipalityCode municipality) {
        return meetings(COUNCIL_MEETING.MUNICIPALITY.eq(municipality.value()));
    }

    List<Meeting> ofCouncils(Collection<CouncilId> councils) {
        return meetings(COUNCIL_MEETING.COUNCIL_ID.in(
                councils.stream().map(CouncilId::value).toList()));
    }

    Optional<Meeting> find(MunicipalityCode municipality, MeetingId id) {
        return meetings(COUNCIL_MEETING.ID.eq(id.value()).and(COUNCIL_MEETING.MUNICIPALITY.eq(municipality.value())))
                .stream()
                .findFirst();
    }

    /** Held until the transaction ends: a meeting is moved and its items are decided one after the other. */
    Optional<Meeting> lock(MunicipalityCode municipality, MeetingId id) {
        return db.selectFrom(COUNCIL_MEETING)
                .where(COUNCIL_MEETING.ID.eq(id.value()), COUNCIL_MEETING.MUNICIPALITY.eq(municipality.value()))
                .forUpdate()
                .fetchOptional(MeetingStore::meeting);
    }

    private List<Meeting> meetings(Condition condition) {
        return db.selectFrom(COUNCIL_MEETING)
                .where(condition)
                .orderBy(COUNCIL_MEETING.PLANNED_AT.desc(), COUNCIL_MEETING.ID)
                .fetch(MeetingStore::meeting);
    }

    private static Meeting meeting(CouncilMeetingRecord row) {
        return new Meeting(
                new MeetingId(row.getId()),
                new CouncilId(row.getCouncilId()),
                new MunicipalityCode(row.getMunicipality()),
                row.getTitle(),
                Meeting.Kind.valueOf(row.getKind()),
                row.getPlannedAt().toInstant(),
                row.getPlace(),
                Meeting.State.valueOf(row.getState()),
                row.getCalledAt() == null ? null : row.getCalledAt().toInstant(),
                row.getOpenedAt() == null ? null : row.getOpenedAt().toInstant(),
                row.getClosedAt() == null ? null : row.getClosedAt().toInstant());
    }

    /** Called or held, of a council in which the account has a seat, with an item on which it neither spoke nor voted. */
    List<Meeting> waiting(UUID account) {
        return db.resultQuery("""
                        select m.* from council_meeting m
                        where m.state in ('CALLED', 'OPEN')
                            and exists (
                                select from council_contact c
                                    join council_member s on s.id = c.member_id and s.council_id = m.council_id
                                    join council_item i on i.meeting_id = m.id
                                where c.account = ? and s.left_on is null
                                    and not exists (select from council_opinion o where o.item_id = i.id and o.member_id = s.id)
                                    and not exists (
                                        select from council_vote v join council_motion n on n.id = v.motion_id
                                        where n.item_id = i.id and v.member_id = s.id))
                        order by m.planned_at""", account)
                .fetchInto(COUNCIL_MEETING)
                .map(MeetingStore::meeting);
    }

    // ---- agenda ----------------------------------------------------------------------------------------------------

    List<AgendaItem> items(MeetingId meeting) {
        return items(COUNCIL_ITEM.MEETING_ID.eq(meeting.value()));
    }

    List<AgendaItem> items(Collection<MeetingId> meetings) {
        return items(COUNCIL_ITEM.MEETING_ID.in(
                meetings.stream().map(MeetingId::value).toList()));
    }

    private List<AgendaItem> items(Condition condition) {
        return db.selectFrom(COUNCIL_ITEM)
                .where(condition)
                .orderBy(COUNCIL_ITEM.MEETING_ID, COUNCIL_ITEM.ORDINAL)
                .fetch(MeetingStore::item);
    }

    /** Whether the version is on the agenda of another meeting that is called or held. */
    boolean liesBeforeAnother(PlanId plan, MeetingId except) {
        return db.fetchExists(DSL.selectOne()
                .from(COUNCIL_ITEM)
                .join(COUNCIL_MEETING)
                .on(COUNCIL_MEETING.ID.eq(COUNCIL_ITEM.MEETING_ID))
                .where(
                        COUNCIL_ITEM.PLAN_ID.eq(plan.value()),
                        COUNCIL_MEETING.ID.ne(except.value()),
                        COUNCIL_MEETING.STATE.in(Meeting.State.CALLED.name(), Meeting.State.OPEN.name())));
    }

    ItemId add(Meeting meeting, AgendaItem item) {
        var i = COUNCIL_ITEM;
        return new ItemId(db.insertInto(i)
                .set(i.MEETING_ID, meeting.id().value())
                .set(i.MUNICIPALITY, meeting.municipality().value())
                .set(i.ORDINAL, (short) item.ordinal())
                .set(i.KIND, item.kind().name())
                .set(i.TITLE, item.title())
                .set(i.NOTE, item.note())
                .set(i.PLAN_ID, item.plan() == null ? null : item.plan().value())
                .set(i.CONTENT_HASH, item.contentHash())
                .returningResult(i.ID)
                .fetchSingle()
                .value1());
    }

    void setHash(ItemId item, @Nullable String hash) {
        db.update(COUNCIL_ITEM)
                .set(COUNCIL_ITEM.CONTENT_HASH, hash)
                .where(COUNCIL_ITEM.ID.eq(item.value()))
                .execute();
    }

    void remove(ItemId item) {
        db.deleteFrom(COUNCIL_ITEM).where(COUNCIL_ITEM.ID.eq(item.value())).execute();
    }

    private static AgendaItem item(CouncilItemRecord row) {
        return new AgendaItem(
                new ItemId(row.getId()),
                new MeetingId(row.getMeetingId()),
                row.getOrdinal(),
                AgendaItem.Kind.valueOf(row.getKind()),
                row.getTitle(),
                row.getNote(),
                row.getPlanId() == null ? null : new PlanId(row.getPlanId()),
                row.getContentHash());
    }

    // ---- papers ----------------------------------------------------------------------------------------------------

    List<Paper> papers(MeetingId meeting) {
        return db.select(WITHOUT_CONTENT)
                .from(COUNCIL_PAPER)
                .where(COUNCIL_PAPER.MEETING_ID.eq(meeting.value()))
                .orderBy(COUNCIL_PAPER.ADDED_AT, COUNCIL_PAPER.ID)
                .fetch(MeetingStore::paper);
    }

    void add(Meeting meeting, Paper paper, byte[] content, String by) {
        var p = COUNCIL_PAPER;
        db.insertInto(p)
                .set(p.MEETING_ID, meeting.id().value())
                .set(p.ITEM_ID, paper.item() == null ? null : paper.item().value())
                .set(p.MUNICIPALITY, meeting.municipality().value())
                .set(p.KIND, paper.kind().name())
                .set(p.NAME, paper.name())
                .set(p.TYPE, paper.type())
                .set(p.SIZE, paper.size())
                .set(p.SHA256, paper.sha256())
                .set(p.CONTENT, content)
                .set(p.ADDED_AT, paper.addedAt().atOffset(ZoneOffset.UTC))
                .set(p.ADDED_BY, by)
                .execute();
    }

    byte[] content(UUID paper) {
        return db.select(COUNCIL_PAPER.CONTENT)
                .from(COUNCIL_PAPER)
                .where(COUNCIL_PAPER.ID.eq(paper))
                .fetchSingle()
                .value1();
    }

    void removePaper(UUID paper) {
        db.deleteFrom(COUNCIL_PAPER).where(COUNCIL_PAPER.ID.eq(paper)).execute();
    }

    private static Paper paper(Record row) {
        var p = COUNCIL_PAPER;
        return new Paper(
                row.get(p.ID),
                new MeetingId(row.get(p.MEETING_ID)),
                row.get(p.ITEM_ID) == null ? null : new ItemId(row.get(p.ITEM_ID)),
                Paper.Kind.valueOf(row.get(p.KIND)),
                row.get(p.NAME),
                row.get(p.TYPE),
                row.get(p.SIZE),
                row.get(p.SHA256),
                row.get(p.ADDED_AT).toInstant());
    }

    // ---- notices ---------------------------------------------------------------------------------------------------

    /** 통지: whom, when, and whether the mail server took it. */
    record Notice(MemberId member, Instant at, boolean taken) {}

    List<Notice> notices(MeetingId meeting) {
        return db.selectFrom(COUNCIL_NOTICE)
                .where(COUNCIL_NOTICE.MEETING_ID.eq(meeting.value()))
                .orderBy(COUNCIL_NOTICE.ID)
                .fetch(row -> new Notice(
                        new MemberId(row.getMemberId()), row.getSentAt().toInstant(), row.getTaken()));
    }

    void addNotice(Meeting meeting, Notice notice, String by) {
        db.insertInto(COUNCIL_NOTICE)
                .set(COUNCIL_NOTICE.MEETING_ID, meeting.id().value())
                .set(COUNCIL_NOTICE.MEMBER_ID, notice.member().value())
                .set(COUNCIL_NOTICE.MUNICIPALITY, meeting.municipality().value())
                .set(COUNCIL_NOTICE.SENT_AT, notice.at().atOffset(ZoneOffset.UTC))
                .set(COUNCIL_NOTICE.TAKEN, notice.taken())
                .set(COUNCIL_NOTICE.SENT_BY, by)
                .execute();
    }

    // ---- opinions --------------------------------------------------------------------------------------------------

    List<Opinion> opinions(MeetingId meeting) {
        return opinions(COUNCIL_OPINION.ITEM_ID.in(db.select(COUNCIL_ITEM.ID)
                .from(COUNCIL_ITEM)
                .where(COUNCIL_ITEM.MEETING_ID.eq(meeting.value()))));
    }

    List<Opinion> opinions(PlanId plan) {
        return opinions(COUNCIL_OPINION.PLAN_ID.eq(plan.value()));
    }

    private List<Opinion> opinions(Condition condition) {
        var o = COUNCIL_OPINION;
        var by = DSL.coalesce(o.BODY, COUNCIL_MEMBER.NAME);
        return db.select(o.ITEM_ID, o.PLAN_ID, o.MEMBER_ID, by, o.STANCE, o.TEXT, o.OWN, o.GIVEN_AT)
                .from(o)
                .leftJoin(COUNCIL_MEMBER)
                .on(COUNCIL_MEMBER.ID.eq(o.MEMBER_ID))
                .where(condition)
                .orderBy(o.GIVEN_AT, o.ID)
                .fetch(row -> new Opinion(
                        new ItemId(row.value1()),
                        row.value2() == null ? null : new PlanId(row.value2()),
                        row.value3() == null ? null : new MemberId(row.value3()),
                        row.value4(),
                        Opinion.Stance.valueOf(row.value5()),
                        row.value6(),
                        row.value7(),
                        row.value8().toInstant()));
    }

    boolean isDecided(ItemId item) {
        return db.fetchExists(
                COUNCIL_COUNT, COUNCIL_COUNT.ITEM_ID.eq(item.value()), COUNCIL_COUNT.RESOLUTION.isNotNull());
    }

    /** Together with others who speak or vote; whoever counts waits for the end of this transaction. */
    void lockForSaying(ItemId item) {
        db.execute("select lock_item(?, false)", item.value());
    }

    void add(MunicipalityCode municipality, Opinion opinion, String by) {
        var o = COUNCIL_OPINION;
        db.insertInto(o)
                .set(o.ITEM_ID, opinion.item().value())
                .set(o.PLAN_ID, opinion.plan() == null ? null : opinion.plan().value())
                .set(o.MEMBER_ID, opinion.member() == null ? null : opinion.member().value())
                .set(o.BODY, opinion.member() == null ? opinion.by() : null)
                .set(o.MUNICIPALITY, municipality.value())
                .set(o.STANCE, opinion.stance().name())
                .set(o.TEXT, opinion.text())
                .set(o.OWN, opinion.own())
                .set(o.GIVEN_AT, opinion.at().atOffset(ZoneOffset.UTC))
                .set(o.GIVEN_BY, by)
                .execute();
    }
}
