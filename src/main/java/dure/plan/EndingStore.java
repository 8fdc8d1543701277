package dure.plan;

import static duredb.Tables.PROJECT_ENDING;

import dure.region.Book;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What became of projects that are not continued. */
@Repository
class EndingStore {
    private final DSLContext db;

    EndingStore(DSLContext db) {
        this.db = db;
    }

    /** @param mergedInto code of the next year's project; null of one that ended */
    record Ending(@Nullable String mergedInto, String reason) {}

    void write(Book book, Map<ProjectId, Ending> endings, String by, Instant now) {
        var e = PROJECT_ENDING;
        endings.forEach((project, ending) -> db.insertInto(e)
                .set(e.MUNICIPALITY, book.municipality().value())
                .set(e.DATA_SET, book.dataSet().name())
                .set(e.PROJECT_ID, project.value())
                .set(e.FATE, ending.mergedInto() == null ? "ENDED" : "MERGED")
                .set(e.MERGED_INTO, ending.mergedInto())
                .set(e.REASON, ending.reason())
                .set(e.RECORDED_AT, now.atOffset(ZoneOffset.UTC))
                .set(e.RECORDED_BY, by)
                .execute());
    }

    /** The newest of each of these. */
    Map<ProjectId, Ending> of(Collection<ProjectId> projects) {
        var e = PROJECT_ENDING;
        var ids = projects.stream().map(ProjectId::value).toArray(Long[]::new);
        return db.selectFrom(e).where(e.PROJECT_ID.eq(org.jooq.impl.DSL.any(ids))).orderBy(e.ID).fetch().stream()
                .collect(Collectors.toMap(
                        row -> new ProjectId(row.getProjectId()),
                        row -> new Ending(row.getMergedInto(), row.getReason()),
                        (earlier, later) -> later));
    }
}
