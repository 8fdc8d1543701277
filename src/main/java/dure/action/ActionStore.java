package dure.action;

import static duredb.Tables.ACTION_ITEM;
import static duredb.Tables.ACTION_REMINDER;
import static duredb.Tables.ACTION_STEP;

import dure.access.Viewer;
import dure.finding.Finding;
import dure.plan.DepartmentId;
import dure.plan.ProjectId;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import duredb.tables.records.ActionItemRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Actions, their history, and which reminders went out. */
@Repository
class ActionStore {
    private static final duredb.tables.ActionItem I = ACTION_ITEM;

    private final DSLContext db;

    ActionStore(DSLContext db) {
        this.db = db;
    }

    /** Open ones first, by due date; then the closed, the latest first. */
    List<ActionItem> all(Book book, int year) {
        return db.selectFrom(I)
                .where(of(book))
                .and(I.YEAR.eq((short) year))
                .orderBy(
                        DSL.field(I.STATE.in("DONE", "DROPPED")),
                        DSL.when(I.STATE.notIn("DONE", "DROPPED"), I.DUE_ON),
                        I.NO.desc())
                .limit(1000)
                .fetch(ActionStore::item);
    }

    /** Those of which anything was done at this instant or later. */
    Set<ActionId> movedSince(Book book, int year, Instant since) {
        return db.selectDistinct(ACTION_STEP.ITEM_ID)
                .from(ACTION_STEP)
                .join(I)
                .on(I.ID.eq(ACTION_STEP.ITEM_ID))
                .where(of(book))
                .and(I.YEAR.eq((short) year))
                .and(ACTION_STEP.MADE_AT.ge(since.atOffset(ZoneOffset.UTC)))
                .fetchSet(row -> new ActionId(row.value1()));
    }

    Optional<ActionItem> find(Book book, ActionId id) {
        return db.selectFrom(I).where(of(book)).and(I.ID.eq(id.value())).fetchOptional(ActionStore::item);
    }

    /** As {@link #find}; nobody else changes it until the transaction ends. */
    Optional<ActionItem> lock(Book book, ActionId id) {
        return db.selectFrom(I)
                .where(of(book))
                .and(I.ID.eq(id.value()))
                .forUpdate()
                .fetchOptional(ActionStore::item);
    }

    private static Condition of(Book book) {
        return I.MUNICIPALITY
                .eq(book.municipality().value())
                .and(I.DATA_SET.eq(book.dataSet().name()));
    }

    private static ActionItem item(ActionItemRecord row) {
        return new ActionItem(
                new ActionId(row.getId()),
                new Book(new MunicipalityCode(row.getMunicipality()), DataSet.valueOf(row.getDataSet())),
                row.getYear(),
                row.getNo(),
                row.getProjectId() == null ? null : new ProjectId(row.getProjectId()),
                row.getStrategy(),
                row.getFinding() == null ? null : Finding.Kind.valueOf(row.getFinding()),
                row.getMeeting(),
                new DepartmentId(row.getDepartmentId()),
                row.getOwner(),
                row.getProblem(),
                Cause.valueOf(row.getCause()),
                row.getCauseText(),
                row.getCountermeasure(),
                row.getDueOn(),
                ActionState.valueOf(row.getState()),
                row.getOutcome(),
                row.getRevision(),
                row.getOpenedAt().toInstant(),
                row.getOpenedBy());
    }

    ActionItem add(Book book, NewAction action, Viewer by, Instant now) {
        // One number at a time in a municipality's year.
        db.fetch(
                "select pg_advisory_xact_lock(hashtextextended(?, 0))", "actions " + book.name() + " " + action.year());
        var said = action.said();
        var last = db.select(DSL.max(I.NO))
                .from(I)
                .where(of(book))
                .and(I.YEAR.eq((short) action.year()))
                .fetchOne(DSL.max(I.NO));
        return item(db.insertInto(I)
                .set(I.MUNICIPALITY, book.municipality().value())
                .set(I.DATA_SET, book.dataSet().name())
                .set(I.YEAR, (short) action.year())
                .set(I.NO, last == null ? 1 : last + 1)
                .set(
                        I.PROJECT_ID,
                        action.project() == null
                                ? null
                                : Long.valueOf(action.project().value()))
                .set(I.STRATEGY, action.strategy())
                .set(
                        I.FINDING,
                        action.finding() == null ? null : action.finding().name())
                .set(I.MEETING, action.meeting())
                .set(I.DEPARTMENT_ID, Objects.requireNonNull(said.department()).value())
                .set(I.OWNER, said.owner())
                .set(I.PROBLEM, said.problem())
                .set(I.CAUSE, Objects.requireNonNull(said.cause()).name())
                .set(I.CAUSE_TEXT, said.causeText())
                .set(I.COUNTERMEASURE, said.countermeasure())
                .set(I.DUE_ON, Objects.requireNonNull(said.dueOn()))
                .set(I.STATE, ActionState.OPEN.name())
                .set(I.OPENED_AT, now.atOffset(ZoneOffset.UTC))
                .set(I.OPENED_BY, by.name())
                .set(I.ACCOUNT, by.account())
                .returning()
                .fetchSingle());
    }

    ActionItem change(ActionItem item, NewAction.Said said) {
        return item(db.update(I)
                .set(I.DEPARTMENT_ID, Objects.requireNonNull(said.department()).value())
                .set(I.OWNER, said.owner())
                .set(I.PROBLEM, said.problem())
                .set(I.CAUSE, Objects.requireNonNull(said.cause()).name())
                .set(I.CAUSE_TEXT, said.causeText())
                .set(I.COUNTERMEASURE, said.countermeasure())
                .set(I.DUE_ON, Objects.requireNonNull(said.dueOn()))
                .set(I.REVISION, item.revision() + 1)
                .where(I.ID.eq(item.id().value()))
                .returning()
                .fetchSingle());
    }

    ActionItem move(ActionItem item, ActionState state, String outcome) {
        return item(db.update(I)
                .set(I.STATE, state.name())
                .set(I.OUTCOME, outcome)
                .set(I.REVISION, item.revision() + 1)
                .where(I.ID.eq(item.id().value()))
                .returning()
                .fetchSingle());
    }

    void record(
            ActionItem item, ActionStep.Kind kind, String field, String before, String said, Viewer by, Instant now) {
        var s = ACTION_STEP;
        db.insertInto(s)
                .set(s.ITEM_ID, item.id().value())
                .set(s.MUNICIPALITY, item.book().municipality().value())
                .set(s.KIND, kind.name())
                .set(s.FIELD, field)
                .set(s.BEFORE, before)
                .set(s.SAID, said)
                .set(s.MADE_AT, now.atOffset(ZoneOffset.UTC))
                .set(s.MADE_BY, by.name())
                .set(s.ACCOUNT, by.account())
                .execute();
    }

    /** The newest first. */
    List<ActionStep> steps(ActionId item) {
        return db.selectFrom(ACTION_STEP)
                .where(ACTION_STEP.ITEM_ID.eq(item.value()))
                .orderBy(ACTION_STEP.ID.desc())
                .fetch(row -> new ActionStep(
                        ActionStep.Kind.valueOf(row.getKind()),
                        row.getField(),
                        row.getBefore(),
                        row.getSaid(),
                        row.getMadeAt().toInstant(),
                        row.getMadeBy()));
    }

    /**
     * An open action.
     *
     * @param acting the department of today, as a grant names it; null where nobody follows
     */
    record Waiting(ActionItem item, @Nullable String acting) {}

    /** Of all books that the viewer reads; for whoever is of departments those due within a week, and the late. */
    List<Waiting> waiting(LocalDate until) {
        return db.select(I.fields())
                .select(DSL.field("department_acting({0})", String.class, I.DEPARTMENT_ID)
                        .as("acting"))
                .from(I)
                .where(I.STATE.in("OPEN", "IN_PROGRESS"))
                .and(I.DUE_ON.le(until))
                .orderBy(I.DUE_ON, I.NO)
                .limit(1000)
                .fetch(row -> new Waiting(item(row.into(I)), row.get("acting", String.class)));
    }

    /** 알림 to one address. */
    record Reminder(ActionItem item, String recipient, Kind kind, LocalDate day) {
        enum Kind {
            BEFORE,
            LATE
        }

        @Override
        public String toString() {
            return "Reminder of " + item.id();
        }
    }

    /** Whoever claims a reminder sends it; one that was not sent is claimed again after ten minutes. */
    boolean claim(Reminder reminder, Instant now) {
        var r = ACTION_REMINDER;
        var at = now.atOffset(ZoneOffset.UTC);
        return db.insertInto(r)
                        .set(r.ITEM_ID, reminder.item().id().value())
                        .set(
                                r.MUNICIPALITY,
                                reminder.item().book().municipality().value())
                        .set(r.RECIPIENT, reminder.recipient())
                        .set(r.KIND, reminder.kind().name())
                        .set(r.ON_DAY, reminder.day())
                        .set(r.CLAIMED_AT, at)
                        .onConflict(r.ITEM_ID, r.RECIPIENT, r.KIND, r.ON_DAY)
                        .doUpdate()
                        .set(r.CLAIMED_AT, at)
                        .where(r.SENT_AT.isNull().and(r.CLAIMED_AT.lt(at.minusMinutes(10))))
                        .execute()
                > 0;
    }

    void sent(Reminder reminder, Instant now) {
        var r = ACTION_REMINDER;
        db.update(r)
                .set(r.SENT_AT, now.atOffset(ZoneOffset.UTC))
                .where(r.ITEM_ID.eq(reminder.item().id().value()))
                .and(r.RECIPIENT.eq(reminder.recipient()))
                .and(r.KIND.eq(reminder.kind().name()))
                .and(r.ON_DAY.eq(reminder.day()))
                .execute();
    }
}
