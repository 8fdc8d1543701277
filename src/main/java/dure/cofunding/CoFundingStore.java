package dure.cofunding;

import static duredb.Tables.CO_FUNDING;

import dure.access.Viewer;
import dure.plan.ProjectId;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import duredb.tables.records.CoFundingRecord;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class CoFundingStore {
    private final DSLContext db;

    CoFundingStore(DSLContext db) {
        this.db = db;
    }

    /** Empty where the city's project is linked already. */
    Optional<Long> propose(
            Book province,
            ProjectId project,
            Book city,
            ProjectId counterpart,
            boolean byProvince,
            Instant at,
            Viewer by) {
        return db.insertInto(CO_FUNDING)
                .set(CO_FUNDING.DATA_SET, province.dataSet().name())
                .set(CO_FUNDING.MUNICIPALITY, province.municipality().value())
                .set(CO_FUNDING.PROJECT, project.value())
                .set(CO_FUNDING.COUNTERPART, city.municipality().value())
                .set(CO_FUNDING.COUNTERPART_PROJECT, counterpart.value())
                .set(
                        CO_FUNDING.PROPOSED_IN,
                        (byProvince ? province : city).municipality().value())
                .set(CO_FUNDING.PROPOSED_AT, utc(at))
                .set(CO_FUNDING.PROPOSED_BY, by.name())
                .onConflict(CO_FUNDING.COUNTERPART_PROJECT)
                .where(CO_FUNDING.ENDED_AT.isNull())
                .doNothing()
                .returningResult(CO_FUNDING.ID)
                .fetchOptional(row -> row.value1());
    }

    void confirm(long id, Instant at, Viewer by) {
        db.update(CO_FUNDING)
                .set(CO_FUNDING.CONFIRMED_AT, utc(at))
                .set(CO_FUNDING.CONFIRMED_BY, by.name())
                .where(CO_FUNDING.ID.eq(id))
                .execute();
    }

    void end(long id, String why, Instant at, Viewer by) {
        db.update(CO_FUNDING)
                .set(CO_FUNDING.ENDED_AT, utc(at))
                .set(CO_FUNDING.ENDED_BY, by.name())
                .set(CO_FUNDING.ENDED_WHY, why)
                .where(CO_FUNDING.ID.eq(id))
                .execute();
    }

    /** Locked until the transaction ends. */
    Optional<CoFunded> lock(long id) {
        return db.selectFrom(CO_FUNDING).where(CO_FUNDING.ID.eq(id)).forUpdate().fetchOptional(CoFundingStore::link);
    }

    Optional<Long> standing(ProjectId counterpart) {
        return db.select(CO_FUNDING.ID)
                .from(CO_FUNDING)
                .where(CO_FUNDING.COUNTERPART_PROJECT.eq(counterpart.value()))
                .and(CO_FUNDING.ENDED_AT.isNull())
                .fetchOptional(row -> row.value1());
    }

    /** All links of the book, on either side, the ended among them. */
    List<CoFunded> of(Book book) {
        var code = book.municipality().value();
        return db.selectFrom(CO_FUNDING)
                .where(CO_FUNDING.MUNICIPALITY.eq(code).or(CO_FUNDING.COUNTERPART.eq(code)))
                .and(CO_FUNDING.DATA_SET.eq(book.dataSet().name()))
                .orderBy(CO_FUNDING.PROJECT, CO_FUNDING.COUNTERPART, CO_FUNDING.ID)
                .fetch(CoFundingStore::link);
    }

    private static CoFunded link(CoFundingRecord row) {
        var dataSet = DataSet.valueOf(row.getDataSet());
        return new CoFunded(
                row.getId(),
                new Book(new MunicipalityCode(row.getMunicipality()), dataSet),
                new ProjectId(row.getProject()),
                new Book(new MunicipalityCode(row.getCounterpart()), dataSet),
                new ProjectId(row.getCounterpartProject()),
                row.getProposedIn().equals(row.getMunicipality()),
                row.getProposedAt().toInstant(),
                row.getProposedBy(),
                instant(row.getConfirmedAt()),
                row.getConfirmedBy(),
                instant(row.getEndedAt()));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
