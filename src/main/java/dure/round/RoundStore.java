package dure.round;

import static duredb.Tables.PLANNING_ROUND;
import static duredb.Tables.ROUND_PART;
import static duredb.Tables.ROUND_REMINDER;
import static duredb.Tables.ROUND_STEP;

import dure.access.Viewer;
import dure.plan.DepartmentId;
import dure.plan.PlanHead;
import dure.plan.PlanId;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import duredb.tables.records.PlanningRoundRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Rounds, the parts that were asked for in them, and what was done. */
@Repository
class RoundStore {
    private final DSLContext db;

    RoundStore(DSLContext db) {
        this.db = db;
    }

    /** The open one, else the one that was opened last. */
    Optional<PlanningRound> newest(Book book, int year) {
        return db.selectFrom(PLANNING_ROUND)
                .where(PLANNING_ROUND.MUNICIPALITY.eq(book.municipality().value()))
                .and(PLANNING_ROUND.DATA_SET.eq(book.dataSet().name()))
                .and(PLANNING_ROUND.YEAR.eq((short) year))
                .orderBy(PLANNING_ROUND.STATE.desc(), PLANNING_ROUND.ID.desc())
                .limit(1)
                .fetchOptional(RoundStore::round);
    }

    Optional<PlanningRound> open(Book book, int year) {
        return newest(book, year).filter(PlanningRound::open);
    }

    List<PlanningRound> open() {
        return db.selectFrom(PLANNING_ROUND)
                .where(PLANNING_ROUND.STATE.eq("OPEN"))
                .fetch(RoundStore::round);
    }

    private static PlanningRound round(PlanningRoundRecord row) {
        return new PlanningRound(
                new RoundId(row.getId()),
                new PlanId(row.getPlanId()),
                new Book(new MunicipalityCode(row.getMunicipality()), DataSet.valueOf(row.getDataSet())),
                row.getYear(),
                row.getDueOn(),
                row.getLetter(),
                row.getState().equals("OPEN"),
                row.getOpenedAt().toInstant(),
                row.getOpenedBy());
    }

    /** One step at a time in the rounds of a plan. */
    void lock(Book book, int year) {
        db.fetch("select pg_advisory_xact_lock(hashtextextended(?, 0))", "round " + book.name() + " " + year);
    }

    PlanningRound add(PlanHead draft, LocalDate dueOn, String letter, Viewer by, Instant now) {
        var r = PLANNING_ROUND;
        return round(db.insertInto(r)
                .set(r.PLAN_ID, draft.id().value())
                .set(r.MUNICIPALITY, draft.book().municipality().value())
                .set(r.DATA_SET, draft.book().dataSet().name())
                .set(r.YEAR, (short) draft.period())
                .set(r.DUE_ON, dueOn)
                .set(r.LETTER, letter)
                .set(r.STATE, "OPEN")
                .set(r.OPENED_AT, now.atOffset(ZoneOffset.UTC))
                .set(r.OPENED_BY, by.name())
                .set(r.ACCOUNT, by.account())
                .returning()
                .fetchSingle());
    }

    void close(RoundId round) {
        db.update(PLANNING_ROUND)
                .set(PLANNING_ROUND.STATE, "CLOSED")
                .where(PLANNING_ROUND.ID.eq(round.value()))
                .execute();
    }

    void moveDue(RoundId round, LocalDate dueOn) {
        db.update(PLANNING_ROUND)
                .set(PLANNING_ROUND.DUE_ON, dueOn)
                .where(PLANNING_ROUND.ID.eq(round.value()))
                .execute();
    }

    void moveTo(RoundId round, PlanId draft) {
        db.update(PLANNING_ROUND)
                .set(PLANNING_ROUND.PLAN_ID, draft.value())
                .where(PLANNING_ROUND.ID.eq(round.value()))
                .execute();
    }

    /** @param since when it came into that state */
    record Part(DepartmentId department, PartState state, Instant since) {}

    List<Part> parts(RoundId round) {
        return db.selectFrom(ROUND_PART)
                .where(ROUND_PART.ROUND_ID.eq(round.value()))
                .fetch(row -> new Part(
                        new DepartmentId(row.getDepartmentId()),
                        PartState.valueOf(row.getState()),
                        row.getMovedAt().toInstant()));
    }

    void ask(PlanningRound round, DepartmentId department, Instant now) {
        db.insertInto(ROUND_PART)
                .set(ROUND_PART.ROUND_ID, round.id().value())
                .set(ROUND_PART.MUNICIPALITY, round.book().municipality().value())
                .set(ROUND_PART.DEPARTMENT_ID, department.value())
                .set(ROUND_PART.STATE, PartState.ASKED.name())
                .set(ROUND_PART.MOVED_AT, now.atOffset(ZoneOffset.UTC))
                .onConflictDoNothing()
                .execute();
    }

    /** @return whether it still was in the state that the mover saw */
    boolean move(PlanningRound round, Part part, PartState to, Instant now) {
        return db.update(ROUND_PART)
                        .set(ROUND_PART.STATE, to.name())
                        .set(ROUND_PART.MOVED_AT, now.atOffset(ZoneOffset.UTC))
                        .where(ROUND_PART.ROUND_ID.eq(round.id().value()))
                        .and(ROUND_PART.DEPARTMENT_ID.eq(part.department().value()))
                        .and(ROUND_PART.STATE.eq(part.state().name()))
                        .execute()
                > 0;
    }

    void record(
            PlanningRound round,
            RoundStep.Kind kind,
            @Nullable DepartmentId department,
            String remarks,
            Viewer by,
            Instant now) {
        var s = ROUND_STEP;
        db.insertInto(s)
                .set(s.ROUND_ID, round.id().value())
                .set(s.MUNICIPALITY, round.book().municipality().value())
                .set(s.DEPARTMENT_ID, department == null ? null : Long.valueOf(department.value()))
                .set(s.KIND, kind.name())
                .set(s.REMARKS, remarks)
                .set(s.MADE_AT, now.atOffset(ZoneOffset.UTC))
                .set(s.MADE_BY, by.name())
                .set(s.ACCOUNT, by.account())
                .execute();
    }

    /** The newest first. */
    List<RoundStep> steps(RoundId round) {
        return db.selectFrom(ROUND_STEP)
                .where(ROUND_STEP.ROUND_ID.eq(round.value()))
                .orderBy(ROUND_STEP.ID.desc())
                .fetch(row -> new RoundStep(
                        RoundStep.Kind.valueOf(row.getKind()),
                        row.getDepartmentId() == null ? null : new DepartmentId(row.getDepartmentId()),
                        row.getRemarks(),
                        row.getMadeAt().toInstant(),
                        row.getMadeBy()));
    }

    /** 알림 to one address; each goes out once. */
    record Reminder(DepartmentId department, String recipient, Kind kind, LocalDate day) {
        enum Kind {
            OPENED,
            BEFORE,
            LATE,
            RETURNED,
            NOW
        }
    }

    /**
     * Whoever claims a reminder sends it. One that was not sent, as its mail server refused or its node died, is claimed
     * again after ten minutes.
     */
    boolean claim(PlanningRound round, Reminder reminder, Instant now) {
        return db.execute(
                        """
                        insert into round_reminder
                            (round_id, municipality, department_id, recipient, kind, on_day, claimed_at)
                        values (?, ?, ?, ?, ?, cast(? as date), cast(? as timestamptz))
                        on conflict (round_id, department_id, recipient, kind, on_day)
                            do update set claimed_at = excluded.claimed_at
                            where round_reminder.sent_at is null
                                and round_reminder.claimed_at < excluded.claimed_at - interval '10 minutes'""",
                        round.id().value(),
                        round.book().municipality().value(),
                        reminder.department().value(),
                        reminder.recipient(),
                        reminder.kind().name(),
                        reminder.day(),
                        now.atOffset(ZoneOffset.UTC))
                > 0;
    }

    void sent(PlanningRound round, Reminder reminder, Instant now) {
        var r = ROUND_REMINDER;
        db.update(r)
                .set(r.SENT_AT, now.atOffset(ZoneOffset.UTC))
                .where(r.ROUND_ID.eq(round.id().value()))
                .and(r.DEPARTMENT_ID.eq(reminder.department().value()))
                .and(r.RECIPIENT.eq(reminder.recipient()))
                .and(r.KIND.eq(reminder.kind().name()))
                .and(r.ON_DAY.eq(reminder.day()))
                .execute();
    }

    /** When a department was reminded last. */
    Map<DepartmentId, Instant> reminded(RoundId round) {
        var last = org.jooq.impl.DSL.max(ROUND_REMINDER.SENT_AT);
        return db.select(ROUND_REMINDER.DEPARTMENT_ID, last)
                .from(ROUND_REMINDER)
                .where(ROUND_REMINDER.ROUND_ID.eq(round.value()))
                .and(ROUND_REMINDER.SENT_AT.isNotNull())
                .groupBy(ROUND_REMINDER.DEPARTMENT_ID)
                .fetchMap(
                        row -> new DepartmentId(row.value1()),
                        row -> row.value2().toInstant());
    }

    /**
     * A part that is not accepted in a round that is open.
     *
     * @param acting the department of today, as a grant names it; null where it was not asked for
     * @param charged whether the account is in charge of it
     */
    record Waiting(
            Book book,
            int year,
            LocalDate dueOn,
            DepartmentId department,
            PartState state,
            @Nullable String acting,
            boolean charged) {}

    /** Of every municipality that the viewer reads; one query. */
    List<Waiting> waiting(UUID account, boolean departments) {
        return db.resultQuery("""
                        select r.municipality, r.data_set, r.year, r.due_on, p.department_id, p.state,
                            case when ? then department_acting(p.department_id) end acting,
                            case when ? then department_charged(p.department_id, ?) else false end charged
                        from planning_round r join round_part p on p.round_id = r.id
                        where r.state = 'OPEN' and p.state <> 'ACCEPTED'
                        order by r.due_on, p.department_id limit 1000""", departments, departments, account)
                .fetch(row -> new Waiting(
                        new Book(
                                new MunicipalityCode(row.get("municipality", String.class)),
                                DataSet.valueOf(row.get("data_set", String.class))),
                        row.get("year", Integer.class),
                        row.get("due_on", LocalDate.class),
                        new DepartmentId(row.get("department_id", Long.class)),
                        PartState.valueOf(row.get("state", String.class)),
                        row.get("acting", String.class),
                        row.get("charged", Boolean.class)));
    }
}
