package dure.verification;

import static duredb.Tables.COEFFICIENT;
import static duredb.Tables.ESTIMATE;

import dure.ledger.EntryId;
import dure.plan.Measure;
import dure.region.MunicipalityCode;
import duredb.tables.records.CoefficientRecord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class CoefficientStore {
    private final DSLContext db;

    CoefficientStore(DSLContext db) {
        this.db = db;
    }

    void add(Coefficient what, String by, Instant now) {
        var c = COEFFICIENT;
        var municipality = what.municipality();
        db.insertInto(c)
                .set(c.ID, what.id())
                .set(c.MUNICIPALITY, municipality == null ? null : municipality.value())
                .set(c.CODE, what.code())
                .set(c.VERSION, what.version())
                .set(c.NAME, what.name())
                .set(c.INPUT, what.input().name())
                .set(c.INPUT_NAME, what.inputName())
                .set(c.PER, what.per())
                .set(c.JOBS, what.jobs())
                .set(c.MEASURE, what.measure().name())
                .set(c.CAP, what.cap())
                .set(c.SOURCE, what.source())
                .set(c.VALID_FROM, what.validFrom())
                .set(c.VALID_TO, what.validTo())
                .set(c.WRITTEN_AT, now.atOffset(ZoneOffset.UTC))
                .set(c.WRITTEN_BY, by)
                .execute();
    }

    /** The municipality's own and the installation's, by code, the newest version first. */
    List<Coefficient> all(MunicipalityCode municipality) {
        return select(COEFFICIENT.MUNICIPALITY.eq(municipality.value()).or(COEFFICIENT.MUNICIPALITY.isNull()));
    }

    List<Coefficient> ofInstallation() {
        return select(COEFFICIENT.MUNICIPALITY.isNull());
    }

    Optional<Coefficient> find(UUID id) {
        return select(COEFFICIENT.ID.eq(id)).stream().findFirst();
    }

    private List<Coefficient> select(Condition which) {
        return db.selectFrom(COEFFICIENT)
                .where(which)
                .orderBy(COEFFICIENT.MUNICIPALITY.nullsLast(), COEFFICIENT.CODE, COEFFICIENT.VERSION.desc())
                .fetch(CoefficientStore::coefficient);
    }

    private static Coefficient coefficient(CoefficientRecord row) {
        return new Coefficient(
                row.getId(),
                row.getMunicipality() == null ? null : new MunicipalityCode(row.getMunicipality()),
                row.getCode(),
                row.getVersion(),
                row.getName(),
                Coefficient.Input.valueOf(row.getInput()),
                row.getInputName(),
                row.getPer(),
                row.getJobs(),
                Measure.valueOf(row.getMeasure()),
                row.getCap(),
                row.getSource(),
                row.getValidFrom(),
                row.getValidTo());
    }

    void estimate(EntryId entry, Coefficient by, long input, long quantity) {
        var e = ESTIMATE;
        db.insertInto(e)
                .set(e.MUNICIPALITY, entry.book().municipality().value())
                .set(e.DATA_SET, entry.book().dataSet().name())
                .set(e.ENTRY, entry.position())
                .set(e.COEFFICIENT, by.id())
                .set(e.INPUT, input)
                .set(e.QUANTITY, quantity)
                .execute();
    }

    record Estimated(UUID coefficient, long input, long quantity) {}

    Optional<Estimated> estimateOf(EntryId entry) {
        var e = ESTIMATE;
        return db.selectFrom(e)
                .where(
                        e.MUNICIPALITY.eq(entry.book().municipality().value()),
                        e.DATA_SET.eq(entry.book().dataSet().name()),
                        e.ENTRY.eq(entry.position()))
                .fetchOptional(row -> new Estimated(row.getCoefficient(), row.getInput(), row.getQuantity()));
    }
}
