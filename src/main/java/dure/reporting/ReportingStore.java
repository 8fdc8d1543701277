package dure.reporting;

import static duredb.Tables.BUDGET_EXECUTION;
import static duredb.Tables.DEPARTMENT_REPORT;
import static duredb.Tables.HOLIDAY;
import static duredb.Tables.REPORTING_PERIOD;
import static duredb.Tables.REPORTING_SETTING;
import static duredb.Tables.REPORT_CALL;
import static duredb.Tables.REPORT_CELL;
import static duredb.Tables.REPORT_LINE;
import static duredb.Tables.REPORT_REMINDER;
import static duredb.Tables.REPORT_STEP;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.sum;

import dure.access.Viewer;
import dure.plan.DepartmentId;
import dure.plan.Measure;
import dure.plan.ProjectId;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import duredb.tables.records.DepartmentReportRecord;
import duredb.tables.records.ReportingPeriodRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Periods, what departments typed and submitted in them, and what was done. */
@Repository
class ReportingStore {
    /** A browser that comes back later than this begins anew. */
    private static final Duration CALLS_KEPT = Duration.ofDays(14);

    private final DSLContext db;

    ReportingStore(DSLContext db) {
        this.db = db;
    }

    // Settings

    Optional<ReportingSetting> setting(Book book) {
        var s = REPORTING_SETTING;
        return db.selectFrom(s)
                .where(s.MUNICIPALITY.eq(book.municipality().value()))
                .and(s.DATA_SET.eq(book.dataSet().name()))
                .fetchOptional(row -> new ReportingSetting(
                        PeriodName.Kind.valueOf(row.getKind()),
                        row.getDueDay(),
                        row.getAutomatic(),
                        row.getCloseAfter() == null ? null : row.getCloseAfter().intValue(),
                        Arrays.asList(row.getDaysOff())));
    }

    /** Of every book that goes by calendar. */
    Map<Book, ReportingSetting> automatic() {
        var s = REPORTING_SETTING;
        return db.selectFrom(s)
                .where(s.AUTOMATIC.isTrue().or(s.CLOSE_AFTER.isNotNull()))
                .fetchMap(
                        row -> book(row.getMunicipality(), row.getDataSet()),
                        row -> new ReportingSetting(
                                PeriodName.Kind.valueOf(row.getKind()),
                                row.getDueDay(),
                                row.getAutomatic(),
                                row.getCloseAfter() == null
                                        ? null
                                        : row.getCloseAfter().intValue(),
                                Arrays.asList(row.getDaysOff())));
    }

    void set(Book book, ReportingSetting setting, Viewer by, Instant now) {
        var s = REPORTING_SETTING;
        var closeAfter = setting.closeAfter();
        db.insertInto(s)
                .set(s.MUNICIPALITY, book.municipality().value())
                .set(s.DATA_SET, book.dataSet().name())
                .set(s.KIND, setting.kind().name())
                .set(s.DUE_DAY, (short) setting.dueDay())
                .set(s.AUTOMATIC, setting.automatic())
                .set(s.CLOSE_AFTER, closeAfter == null ? null : closeAfter.shortValue())
                .set(s.DAYS_OFF, setting.daysOff().toArray(LocalDate[]::new))
                .set(s.CHANGED_AT, utc(now))
                .set(s.CHANGED_BY, by.name())
                .onConflict(s.MUNICIPALITY, s.DATA_SET)
                .doUpdate()
                .set(s.KIND, setting.kind().name())
                .set(s.DUE_DAY, (short) setting.dueDay())
                .set(s.AUTOMATIC, setting.automatic())
                .set(s.CLOSE_AFTER, closeAfter == null ? null : closeAfter.shortValue())
                .set(s.DAYS_OFF, setting.daysOff().toArray(LocalDate[]::new))
                .set(s.CHANGED_AT, utc(now))
                .set(s.CHANGED_BY, by.name())
                .execute();
    }

    Set<LocalDate> holidays() {
        return new HashSet<>(db.select(HOLIDAY.DAY).from(HOLIDAY).fetch(HOLIDAY.DAY));
    }

    // Periods

    /** One opening or closing at a time in a book. */
    void lock(Book book) {
        db.fetch("select pg_advisory_xact_lock(hashtextextended(?, 0))", "reporting " + book.name());
    }

    List<ReportingPeriod> periods(Book book) {
        return db.selectFrom(REPORTING_PERIOD)
                .where(of(book))
                .orderBy(REPORTING_PERIOD.FROM_ON.desc())
                .fetch(ReportingStore::period);
    }

    Optional<ReportingPeriod> period(Book book, PeriodName name) {
        return db.selectFrom(REPORTING_PERIOD)
                .where(of(book))
                .and(REPORTING_PERIOD.NAME.eq(name.toString()))
                .fetchOptional(ReportingStore::period);
    }

    /** All that are open in the installation, as far as the viewer reads. */
    List<ReportingPeriod> open() {
        return db.selectFrom(REPORTING_PERIOD)
                .where(REPORTING_PERIOD.STATE.eq("OPEN"))
                .orderBy(REPORTING_PERIOD.FROM_ON)
                .fetch(ReportingStore::period);
    }

    private static Condition of(Book book) {
        return REPORTING_PERIOD
                .MUNICIPALITY
                .eq(book.municipality().value())
                .and(REPORTING_PERIOD.DATA_SET.eq(book.dataSet().name()));
    }

    private static ReportingPeriod period(ReportingPeriodRecord row) {
        return new ReportingPeriod(
                new PeriodId(row.getId()),
                book(row.getMunicipality(), row.getDataSet()),
                PeriodName.parse(row.getName()).orElseThrow(),
                row.getDueOn(),
                row.getState().equals("OPEN"),
                row.getOpenedAt().toInstant(),
                row.getOpenedBy(),
                row.getClosedAt() == null ? null : row.getClosedAt().toInstant(),
                row.getClosedBy());
    }

    ReportingPeriod add(Book book, PeriodName name, LocalDate dueOn, Viewer by, Instant now) {
        var p = REPORTING_PERIOD;
        return period(db.insertInto(p)
                .set(p.MUNICIPALITY, book.municipality().value())
                .set(p.DATA_SET, book.dataSet().name())
                .set(p.NAME, name.toString())
                .set(p.FROM_ON, name.from())
                .set(p.TO_ON, name.to())
                .set(p.DUE_ON, dueOn)
                .set(p.STATE, "OPEN")
                .set(p.OPENED_AT, utc(now))
                .set(p.OPENED_BY, by.name())
                .set(p.ACCOUNT, by.account())
                .returning()
                .fetchSingle());
    }

    void moveDue(PeriodId period, LocalDate dueOn) {
        db.update(REPORTING_PERIOD)
                .set(REPORTING_PERIOD.DUE_ON, dueOn)
                .where(REPORTING_PERIOD.ID.eq(period.value()))
                .execute();
    }

    void close(PeriodId period, Viewer by, Instant now) {
        db.update(REPORTING_PERIOD)
                .set(REPORTING_PERIOD.STATE, "CLOSED")
                .set(REPORTING_PERIOD.CLOSED_AT, utc(now))
                .set(REPORTING_PERIOD.CLOSED_BY, by.name())
                .where(REPORTING_PERIOD.ID.eq(period.value()))
                .execute();
    }

    // Where departments stand

    /** As it is stored: whether it is late now, its period says too. */
    record Stored(DepartmentId department, Report.Standing standing, Instant movedAt) {}

    List<Stored> reports(PeriodId period) {
        return db.selectFrom(DEPARTMENT_REPORT)
                .where(DEPARTMENT_REPORT.PERIOD_ID.eq(period.value()))
                .fetch(ReportingStore::stored);
    }

    Optional<Stored> report(PeriodId period, DepartmentId department) {
        return db.selectFrom(DEPARTMENT_REPORT).where(isOf(period, department)).fetchOptional(ReportingStore::stored);
    }

    private static Condition isOf(PeriodId period, DepartmentId department) {
        return DEPARTMENT_REPORT
                .PERIOD_ID
                .eq(period.value())
                .and(DEPARTMENT_REPORT.DEPARTMENT_ID.eq(department.value()));
    }

    private static Stored stored(DepartmentReportRecord row) {
        return new Stored(
                new DepartmentId(row.getDepartmentId()),
                new Report.Standing(
                        ReportState.valueOf(row.getState()),
                        row.getSubmissions(),
                        row.getLate(),
                        row.getSubmittedAt() == null
                                ? null
                                : row.getSubmittedAt().toInstant(),
                        row.getAcceptedAt() == null ? null : row.getAcceptedAt().toInstant()),
                row.getMovedAt().toInstant());
    }

    /** The report, made where it was not there; whoever writes into it waits for a submission, and a submission for him. */
    Stored hold(ReportingPeriod period, DepartmentId department, boolean alone, Instant now) {
        return held(period, department, alone).orElseGet(() -> {
            begin(period, department, now);
            return held(period, department, alone).orElseThrow();
        });
    }

    private Optional<Stored> held(ReportingPeriod period, DepartmentId department, boolean alone) {
        var select = db.selectFrom(DEPARTMENT_REPORT).where(isOf(period.id(), department));
        return (alone ? select.forUpdate() : select.forShare()).fetchOptional(ReportingStore::stored);
    }

    void begin(ReportingPeriod period, DepartmentId department, Instant now) {
        var r = DEPARTMENT_REPORT;
        db.insertInto(r)
                .set(r.PERIOD_ID, period.id().value())
                .set(r.MUNICIPALITY, period.book().municipality().value())
                .set(r.DEPARTMENT_ID, department.value())
                .set(r.STATE, "OPEN")
                .set(r.MOVED_AT, utc(now))
                .onConflictDoNothing()
                .execute();
    }

    /** @param late kept once it is true */
    void move(PeriodId period, DepartmentId department, ReportState to, boolean late, Instant now) {
        var r = DEPARTMENT_REPORT;
        var update = db.update(r)
                .set(r.STATE, to.name())
                .set(r.LATE, field(r.LATE.isTrue().or(condition(late))))
                .set(r.MOVED_AT, utc(now));
        (switch (to) {
                    case SUBMITTED ->
                        update.set(r.SUBMISSIONS, r.SUBMISSIONS.plus(1)).set(r.SUBMITTED_AT, utc(now));
                    case ACCEPTED -> update.set(r.ACCEPTED_AT, utc(now));
                    case RETURNED -> update.set(r.ACCEPTED_AT, (OffsetDateTime) null);
                    case OPEN, CLOSED -> update;
                })
                .where(isOf(period, department))
                .execute();
    }

    void record(
            ReportingPeriod period,
            ReportStep.Kind kind,
            @Nullable DepartmentId department,
            String remarks,
            Viewer by,
            Instant now) {
        var s = REPORT_STEP;
        db.insertInto(s)
                .set(s.PERIOD_ID, period.id().value())
                .set(s.MUNICIPALITY, period.book().municipality().value())
                .set(s.DEPARTMENT_ID, department == null ? null : department.value())
                .set(s.KIND, kind.name())
                .set(s.REMARKS, remarks)
                .set(s.MADE_AT, utc(now))
                .set(s.MADE_BY, by.name())
                .set(s.ACCOUNT, by.account())
                .execute();
    }

    List<ReportStep> steps(PeriodId period) {
        return db.selectFrom(REPORT_STEP)
                .where(REPORT_STEP.PERIOD_ID.eq(period.value()))
                .orderBy(REPORT_STEP.ID.desc())
                .limit(2000)
                .fetch(row -> new ReportStep(
                        ReportStep.Kind.valueOf(row.getKind()),
                        row.getDepartmentId() == null ? null : new DepartmentId(row.getDepartmentId()),
                        row.getRemarks(),
                        row.getMadeAt().toInstant(),
                        row.getMadeBy()));
    }

    // What is typed

    record CellKey(ProjectId project, String field) {}

    Map<CellKey, ReportCell> cells(PeriodId period, Collection<ProjectId> projects) {
        var c = REPORT_CELL;
        return db.selectFrom(c)
                .where(c.PERIOD_ID.eq(period.value()))
                .and(c.PROJECT_ID.eq(any(ids(projects))))
                .fetchMap(
                        row -> new CellKey(new ProjectId(row.getProjectId()), row.getField()),
                        row -> new ReportCell(
                                row.getValue(),
                                row.getStated(),
                                row.getVersion(),
                                row.getChangedAt().toInstant(),
                                row.getChangedBy()));
    }

    Optional<ReportCell> cell(PeriodId period, CellKey key) {
        return Optional.ofNullable(cells(period, Set.of(key.project())).get(key));
    }

    /** @return false where another wrote there since the version that was seen */
    boolean write(
            ReportingPeriod period,
            DepartmentId department,
            CellKey key,
            int seen,
            @Nullable String value,
            @Nullable Long stated,
            Viewer by,
            Instant now) {
        var c = REPORT_CELL;
        if (seen == 0) {
            return db.insertInto(c)
                            .set(c.PERIOD_ID, period.id().value())
                            .set(c.MUNICIPALITY, period.book().municipality().value())
                            .set(c.DEPARTMENT_ID, department.value())
                            .set(c.PROJECT_ID, key.project().value())
                            .set(c.FIELD, key.field())
                            .set(c.VALUE, value)
                            .set(c.STATED, stated)
                            .set(c.VERSION, 1)
                            .set(c.CHANGED_AT, utc(now))
                            .set(c.CHANGED_BY, by.name())
                            .set(c.ACCOUNT, by.account())
                            .onConflictDoNothing()
                            .execute()
                    == 1;
        }
        return db.update(c)
                        .set(c.DEPARTMENT_ID, department.value())
                        .set(c.VALUE, value)
                        .set(c.STATED, stated)
                        .set(c.VERSION, seen + 1)
                        .set(c.CHANGED_AT, utc(now))
                        .set(c.CHANGED_BY, by.name())
                        .set(c.ACCOUNT, by.account())
                        .where(c.PERIOD_ID.eq(period.id().value()))
                        .and(c.PROJECT_ID.eq(key.project().value()))
                        .and(c.FIELD.eq(key.field()))
                        .and(c.VERSION.eq(seen))
                        .execute()
                == 1;
    }

    /** @return what was asked with this key before; empty where it is new */
    Optional<byte[]> call(ReportingPeriod period, UUID account, String key, byte[] hash, Instant now) {
        var c = REPORT_CALL;
        var fresh = db.insertInto(c)
                .set(c.PERIOD_ID, period.id().value())
                .set(c.MUNICIPALITY, period.book().municipality().value())
                .set(c.ACCOUNT, account)
                .set(c.KEY, key)
                .set(c.REQUEST_HASH, hash)
                .set(c.CALLED_AT, utc(now))
                .onConflictDoNothing()
                .execute();
        return fresh == 1
                ? Optional.empty()
                : db.select(c.REQUEST_HASH)
                        .from(c)
                        .where(c.PERIOD_ID.eq(period.id().value()))
                        .and(c.ACCOUNT.eq(account))
                        .and(c.KEY.eq(key))
                        .fetchOptional(c.REQUEST_HASH);
    }

    int forgetCalls(Instant now) {
        return db.deleteFrom(REPORT_CALL)
                .where(REPORT_CALL.CALLED_AT.lt(utc(now.minus(CALLS_KEPT))))
                .execute();
    }

    // What was submitted

    /**
     * @param entry its place in the book; null where nothing was written
     * @param written of the quantity in that entry
     */
    record Line(
            ProjectId project,
            Measure measure,
            long quantity,
            @Nullable Long entry,
            long written,
            @Nullable Long stated,
            @Nullable String evidence) {}

    /** The last of each project and measure. */
    Map<LineKey, Line> lines(PeriodId period, Collection<ProjectId> projects) {
        var l = REPORT_LINE;
        return db
                .select()
                .distinctOn(l.PROJECT_ID, l.MEASURE)
                .from(l)
                .where(l.PERIOD_ID.eq(period.value()))
                .and(l.PROJECT_ID.eq(any(ids(projects))))
                .orderBy(l.PROJECT_ID, l.MEASURE, l.SUBMISSION.desc())
                .fetchInto(l)
                .stream()
                .map(row -> new Line(
                        new ProjectId(row.getProjectId()),
                        Measure.valueOf(row.getMeasure()),
                        row.getQuantity(),
                        row.getEntry(),
                        row.getWritten(),
                        row.getStated(),
                        row.getEvidence()))
                .collect(java.util.stream.Collectors.toMap(
                        line -> new LineKey(line.project(), line.measure()), line -> line));
    }

    record LineKey(ProjectId project, Measure measure) {}

    void write(
            ReportingPeriod period,
            DepartmentId department,
            int submission,
            Collection<Line> lines,
            Viewer by,
            Instant now) {
        var l = REPORT_LINE;
        db.batch(lines.stream()
                        .map(line -> db.insertInto(l)
                                .set(l.PERIOD_ID, period.id().value())
                                .set(
                                        l.MUNICIPALITY,
                                        period.book().municipality().value())
                                .set(l.DEPARTMENT_ID, department.value())
                                .set(l.PROJECT_ID, line.project().value())
                                .set(l.MEASURE, line.measure().name())
                                .set(l.SUBMISSION, submission)
                                .set(l.QUANTITY, line.quantity())
                                .set(l.ENTRY, line.entry())
                                .set(l.WRITTEN, line.written())
                                .set(l.STATED, line.stated())
                                .set(l.EVIDENCE, line.evidence())
                                .set(l.REPORTED_AT, utc(now))
                                .set(l.REPORTED_BY, by.name())
                                .set(l.ACCOUNT, by.account()))
                        .toList())
                .execute();
    }

    // Money

    /** A row that was not taken back. */
    record Spent(long id, ProjectId project, long won) {}

    Map<ProjectId, Spent> spent(PeriodId period, Collection<ProjectId> projects) {
        var b = BUDGET_EXECUTION;
        var reversal = b.as("reversal");
        return db.selectFrom(b)
                .where(b.PERIOD_ID.eq(period.value()))
                .and(b.PROJECT_ID.eq(any(ids(projects))))
                .and(b.REVERSES.isNull())
                .andNotExists(db.selectOne().from(reversal).where(reversal.REVERSES.eq(b.ID)))
                .fetchMap(
                        row -> new ProjectId(row.getProjectId()),
                        row -> new Spent(row.getId(), new ProjectId(row.getProjectId()), row.getWon()));
    }

    /** @param reverses the row that is taken back; its won with a minus */
    void spend(
            ReportingPeriod period,
            DepartmentId department,
            ProjectId project,
            long won,
            @Nullable Long reverses,
            Viewer by,
            Instant at) {
        var b = BUDGET_EXECUTION;
        db.insertInto(b)
                .set(b.PERIOD_ID, period.id().value())
                .set(b.MUNICIPALITY, period.book().municipality().value())
                .set(b.DATA_SET, period.book().dataSet().name())
                .set(b.DEPARTMENT_ID, department.value())
                .set(b.PROJECT_ID, project.value())
                .set(b.FROM_ON, period.name().from())
                .set(b.OCCURRED_ON, period.name().to())
                .set(b.WON, won)
                .set(b.REVERSES, reverses)
                .set(b.RECORDED_AT, utc(at))
                .set(b.RECORDER, by.name())
                .set(b.ACCOUNT, by.account())
                .execute();
    }

    /** What was spent of each project in periods that lie between these days, as known then. */
    Map<ProjectId, Long> executed(Book book, LocalDate from, LocalDate to, Instant known) {
        return executed(book, from, to, known, org.jooq.impl.DSL.noCondition());
    }

    Map<ProjectId, Long> executed(
            Book book, LocalDate from, LocalDate to, Instant known, Collection<ProjectId> projects) {
        return executed(book, from, to, known, BUDGET_EXECUTION.PROJECT_ID.eq(any(ids(projects))));
    }

    private Map<ProjectId, Long> executed(Book book, LocalDate from, LocalDate to, Instant known, Condition which) {
        var b = BUDGET_EXECUTION;
        var won = sum(b.WON).cast(Long.class);
        var found = new HashMap<ProjectId, Long>();
        db.select(b.PROJECT_ID, won)
                .from(b)
                .where(b.MUNICIPALITY.eq(book.municipality().value()))
                .and(b.DATA_SET.eq(book.dataSet().name()))
                .and(b.FROM_ON.ge(from))
                .and(b.OCCURRED_ON.le(to))
                .and(b.RECORDED_AT.le(utc(known)))
                .and(which)
                .groupBy(b.PROJECT_ID)
                .forEach(row -> found.put(new ProjectId(row.value1()), row.value2()));
        return found;
    }

    // Reminders

    /** @param day of the opening or of the return; of the others the day on which it goes out */
    record Reminder(DepartmentId department, String recipient, Kind kind, LocalDate day) {
        enum Kind {
            OPENED,
            BEFORE,
            LATE,
            RETURNED,
            NOW
        }
    }

    /** @return whether it is this node's to send; one that was claimed and not sent is claimed again after ten minutes */
    boolean claim(ReportingPeriod period, Reminder reminder, Instant now) {
        return db.execute(
                        """
                        insert into report_reminder as r (period_id, municipality, department_id, recipient, kind, on_day, claimed_at)
                        values (?, ?, ?, ?, ?, ?, cast(? as timestamptz))
                        on conflict (period_id, department_id, recipient, kind, on_day) do update
                            set claimed_at = excluded.claimed_at
                            where r.sent_at is null and r.claimed_at < excluded.claimed_at - interval '10 minutes'""",
                        period.id().value(),
                        period.book().municipality().value(),
                        reminder.department().value(),
                        reminder.recipient(),
                        reminder.kind().name(),
                        reminder.day(),
                        utc(now))
                > 0;
    }

    void sent(ReportingPeriod period, Reminder reminder, Instant now) {
        var r = REPORT_REMINDER;
        db.update(r)
                .set(r.SENT_AT, utc(now))
                .where(r.PERIOD_ID.eq(period.id().value()))
                .and(r.DEPARTMENT_ID.eq(reminder.department().value()))
                .and(r.RECIPIENT.eq(reminder.recipient()))
                .and(r.KIND.eq(reminder.kind().name()))
                .and(r.ON_DAY.eq(reminder.day()))
                .execute();
    }

    /**
     * A report that is not accepted in a period that is open.
     *
     * @param acting the department of today, as a grant names it; null where it ended and nobody follows
     * @param charged whether the account is in charge of it
     */
    record Waiting(
            Book book,
            PeriodName period,
            LocalDate dueOn,
            DepartmentId department,
            ReportState state,
            @Nullable String acting,
            boolean charged) {}

    /** Of every municipality that the viewer reads; one query. */
    List<Waiting> waiting(UUID account, boolean departments) {
        return db.resultQuery("""
                        select p.municipality, p.data_set, p.name, p.due_on, r.department_id, r.state,
                            case when ? then department_acting(r.department_id) end acting,
                            case when ? then department_charged(r.department_id, ?) else false end charged
                        from reporting_period p join department_report r on r.period_id = p.id
                        where p.state = 'OPEN' and r.state <> 'ACCEPTED'
                        order by p.due_on, r.department_id limit 1000""", departments, departments, account)
                .fetch(row -> new Waiting(
                        book(row.get("municipality", String.class), row.get("data_set", String.class)),
                        PeriodName.parse(row.get("name", String.class)).orElseThrow(),
                        row.get("due_on", LocalDate.class),
                        new DepartmentId(row.get("department_id", Long.class)),
                        ReportState.valueOf(row.get("state", String.class)),
                        row.get("acting", String.class),
                        row.get("charged", Boolean.class)));
    }

    private static Book book(String municipality, String dataSet) {
        return new Book(new MunicipalityCode(municipality), DataSet.valueOf(dataSet));
    }

    private static Long[] ids(Collection<ProjectId> projects) {
        return projects.stream().map(ProjectId::value).toArray(Long[]::new);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
