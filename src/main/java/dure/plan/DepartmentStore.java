package dure.plan;

import static duredb.Tables.DEPARTMENT;
import static duredb.Tables.DEPARTMENT_CHANGE;
import static duredb.Tables.DEPARTMENT_CHARGE;
import static duredb.Tables.DEPARTMENT_HANDOVER;
import static duredb.Tables.DEPARTMENT_HANDOVER_ITEM;

import dure.access.Viewer;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import duredb.tables.records.DepartmentChargeRecord;
import duredb.tables.records.DepartmentRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** 부서: departments, who is in charge of them, and what was done to them. */
@Repository
class DepartmentStore {
    private final DSLContext db;

    DepartmentStore(DSLContext db) {
        this.db = db;
    }

    /** By name. */
    List<Department> all(Book book) {
        return departments(of(book));
    }

    Optional<Department> find(DepartmentId id) {
        return departments(DEPARTMENT.ID.eq(id.value())).stream().findFirst();
    }

    private List<Department> departments(Condition condition) {
        return db.selectFrom(DEPARTMENT)
                .where(condition)
                .orderBy(DEPARTMENT.NAME)
                .fetch(DepartmentStore::department);
    }

    private static Condition of(Book book) {
        return DEPARTMENT
                .MUNICIPALITY
                .eq(book.municipality().value())
                .and(DEPARTMENT.DATA_SET.eq(book.dataSet().name()));
    }

    private static Department department(DepartmentRecord row) {
        return new Department(
                new DepartmentId(row.getId()),
                new Book(new MunicipalityCode(row.getMunicipality()), DataSet.valueOf(row.getDataSet())),
                row.getCode(),
                row.getName(),
                row.getValidFrom(),
                row.getValidTo(),
                row.getSuccessor() == null ? null : new DepartmentId(row.getSuccessor()));
    }

    /** One change at a time: two that each look right could lead in a circle. */
    void lock(Book book) {
        db.fetch("select pg_advisory_xact_lock(hashtextextended(?, 0))", "departments " + book.name());
    }

    Department add(Book book, String name, @Nullable String code, @Nullable LocalDate from) {
        return department(db.insertInto(DEPARTMENT)
                .set(DEPARTMENT.MUNICIPALITY, book.municipality().value())
                .set(DEPARTMENT.DATA_SET, book.dataSet().name())
                .set(DEPARTMENT.NAME, name)
                .set(DEPARTMENT.CODE, code)
                .set(DEPARTMENT.VALID_FROM, from)
                .returning()
                .fetchSingle());
    }

    void setCode(DepartmentId id, @Nullable String code) {
        db.update(DEPARTMENT)
                .set(DEPARTMENT.CODE, code)
                .where(DEPARTMENT.ID.eq(id.value()))
                .execute();
    }

    /** @param last null: it has no end */
    void setEnd(DepartmentId id, @Nullable LocalDate last, @Nullable DepartmentId successor) {
        db.update(DEPARTMENT)
                .set(DEPARTMENT.VALID_TO, last)
                .set(DEPARTMENT.SUCCESSOR, successor == null ? null : Long.valueOf(successor.value()))
                .where(DEPARTMENT.ID.eq(id.value()))
                .execute();
    }

    void record(
            Department of, DepartmentChange.Kind kind, String said, @Nullable LocalDate on, Viewer by, Instant now) {
        var c = DEPARTMENT_CHANGE;
        db.insertInto(c)
                .set(c.DEPARTMENT_ID, of.id().value())
                .set(c.MUNICIPALITY, of.book().municipality().value())
                .set(c.KIND, kind.name())
                .set(c.SAID, said)
                .set(c.EFFECTIVE_ON, on)
                .set(c.CHANGED_AT, now.atOffset(ZoneOffset.UTC))
                .set(c.CHANGED_BY, by.name())
                .set(c.ACCOUNT, by.account())
                .execute();
    }

    /** The newest first. */
    List<DepartmentChange> changes(DepartmentId id) {
        return db.selectFrom(DEPARTMENT_CHANGE)
                .where(DEPARTMENT_CHANGE.DEPARTMENT_ID.eq(id.value()))
                .orderBy(DEPARTMENT_CHANGE.ID.desc())
                .fetch(row -> new DepartmentChange(
                        DepartmentChange.Kind.valueOf(row.getKind()),
                        row.getSaid(),
                        row.getEffectiveOn(),
                        row.getChangedAt().toInstant(),
                        row.getChangedBy()));
    }

    void charge(Department of, Charge.Said said, @Nullable UUID account, Viewer by, Instant now) {
        var c = DEPARTMENT_CHARGE;
        db.insertInto(c)
                .set(c.DEPARTMENT_ID, of.id().value())
                .set(c.MUNICIPALITY, of.book().municipality().value())
                .set(c.KIND, said.kind().name())
                .set(c.NAME, said.name())
                .set(c.EMAIL, said.email())
                .set(c.ACCOUNT, account)
                .set(c.VALID_FROM, said.from())
                .set(c.VALID_TO, said.to())
                .set(c.RECORDED_AT, now.atOffset(ZoneOffset.UTC))
                .set(c.RECORDED_BY, by.name())
                .set(c.RECORDER, by.account())
                .execute();
    }

    /** The newest first. */
    List<Charge> charges(DepartmentId id) {
        return db.selectFrom(DEPARTMENT_CHARGE)
                .where(DEPARTMENT_CHARGE.DEPARTMENT_ID.eq(id.value()))
                .orderBy(DEPARTMENT_CHARGE.ID.desc())
                .fetch(DepartmentStore::charge);
    }

    /** Of each department and kind the newest that is valid that day; one query. */
    Map<DepartmentId, List<Charge>> charges(Collection<DepartmentId> ids, LocalDate day) {
        var c = DEPARTMENT_CHARGE;
        return db
                .select(c.fields())
                .distinctOn(c.DEPARTMENT_ID, c.KIND)
                .from(c)
                .where(c.DEPARTMENT_ID.eq(
                        DSL.any(ids.stream().map(DepartmentId::value).toArray(Long[]::new))))
                .and(c.VALID_FROM.le(day))
                .and(c.VALID_TO.isNull().or(c.VALID_TO.ge(day)))
                .orderBy(c.DEPARTMENT_ID, c.KIND, c.ID.desc())
                .fetchInto(c)
                .stream()
                .collect(Collectors.groupingBy(
                        row -> new DepartmentId(row.getDepartmentId()),
                        Collectors.mapping(DepartmentStore::charge, Collectors.toList())));
    }

    private static Charge charge(DepartmentChargeRecord row) {
        return new Charge(
                Charge.Kind.valueOf(row.getKind()),
                row.getName(),
                row.getEmail(),
                row.getAccount(),
                row.getValidFrom(),
                row.getValidTo(),
                row.getRecordedAt().toInstant(),
                row.getRecordedBy());
    }

    void handOver(
            Department of,
            String from,
            String to,
            LocalDate on,
            String note,
            List<Handover.Item> open,
            Viewer by,
            Instant now) {
        var h = DEPARTMENT_HANDOVER;
        var id = db.insertInto(h)
                .set(h.DEPARTMENT_ID, of.id().value())
                .set(h.MUNICIPALITY, of.book().municipality().value())
                .set(h.FROM_NAME, from)
                .set(h.TO_NAME, to)
                .set(h.HANDED_ON, on)
                .set(h.NOTE, note)
                .set(h.RECORDED_AT, now.atOffset(ZoneOffset.UTC))
                .set(h.RECORDED_BY, by.name())
                .set(h.ACCOUNT, by.account())
                .returningResult(h.ID)
                .fetchSingle()
                .value1();
        var i = DEPARTMENT_HANDOVER_ITEM;
        var rows = db.insertInto(i, i.HANDOVER_ID, i.MUNICIPALITY, i.NO, i.KIND, i.YEAR, i.CODE, i.NAME, i.STATE);
        int no = 0;
        for (var item : open) {
            no++;
            rows = rows.values(
                    id,
                    of.book().municipality().value(),
                    no,
                    item.kind().name(),
                    (short) item.year(),
                    item.code(),
                    item.name(),
                    item.state().name());
        }
        if (no > 0) {
            rows.execute();
        }
    }

    /** The newest first. */
    List<Handover> handovers(DepartmentId id) {
        var h = DEPARTMENT_HANDOVER;
        var i = DEPARTMENT_HANDOVER_ITEM;
        var items = db.selectFrom(i)
                .where(i.HANDOVER_ID.in(DSL.select(h.ID).from(h).where(h.DEPARTMENT_ID.eq(id.value()))))
                .orderBy(i.HANDOVER_ID, i.NO)
                .fetchGroups(
                        i.HANDOVER_ID,
                        row -> new Handover.Item(
                                Handover.Item.Kind.valueOf(row.getKind()),
                                row.getYear(),
                                row.getCode(),
                                row.getName(),
                                PlanState.valueOf(row.getState())));
        return db.selectFrom(h)
                .where(h.DEPARTMENT_ID.eq(id.value()))
                .orderBy(h.ID.desc())
                .fetch(row -> new Handover(
                        row.getFromName(),
                        row.getToName(),
                        row.getHandedOn(),
                        row.getNote(),
                        items.getOrDefault(row.getId(), List.of()),
                        row.getRecordedAt().toInstant(),
                        row.getRecordedBy()));
    }
}
