package dure.ledger;

import dure.plan.Measure;
import dure.plan.ProjectId;
import dure.region.Book;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to 월별 실적: what a book holds of projects, month by month, as it stands. No counting rule is asked: whoever
 * reports the next month sees all that was reported. What is only promised or estimated has not come about.
 */
@Service
public class Flows {
    private final DSLContext db;

    Flows(DSLContext db) {
        this.db = db;
    }

    /**
     * @param month in which it counts
     * @param quantity reversals taken off
     * @param evidenced what of it has evidence, or more
     */
    public record Flow(ProjectId project, Measure measure, YearMonth month, long quantity, long evidenced) {}

    @Transactional(readOnly = true)
    public List<Flow> of(Book book, Collection<ProjectId> projects, LocalDate from, LocalDate to) {
        if (projects.isEmpty()) {
            return List.of();
        }
        return db.resultQuery(
                        """
                        select e.project_id, k.measure, date_trunc('month', e.occurred_on)::date as month,
                            sum(e.quantity)::bigint as quantity,
                            coalesce(sum(e.quantity) filter (where a.entry is not null
                                or k.basis in ('EVIDENCED', 'VERIFIED', 'RETAINED')), 0)::bigint as evidenced
                        from entry e
                            join ledger_book b on b.id = e.book
                            join entry_kind k on k.book = e.book and k.id = e.kind
                            left join lateral (
                                select a.entry from attestation a
                                where a.book = e.book and a.entry = coalesce(e.root, e.position) and a.revokes is null
                                    and not exists (select from attestation r
                                        where r.book = a.book and r.revokes = a.position)
                                limit 1) a on true
                        where b.municipality = ? and b.data_set = ? and e.project_id = any (?::bigint[])
                            and e.occurred_on between ? and ?
                            and (k.basis not in ('PLEDGED', 'ESTIMATED') or a.entry is not null)
                        group by 1, 2, 3
                        having sum(e.quantity) <> 0""",
                        book.municipality().value(),
                        book.dataSet().name(),
                        projects.stream().map(ProjectId::value).toArray(Long[]::new),
                        from,
                        to)
                .fetch(row -> new Flow(
                        new ProjectId(row.get("project_id", Long.class)),
                        Measure.valueOf(row.get("measure", String.class)),
                        YearMonth.from(row.get("month", LocalDate.class)),
                        row.get("quantity", Long.class),
                        row.get("evidenced", Long.class)));
    }

    /** Those of these places in the book whose lines stand: not taken back, or brought back since. */
    @Transactional(readOnly = true)
    public Set<Long> standing(Book book, Collection<Long> positions) {
        return positions.isEmpty()
                ? Set.of()
                : Set.copyOf(db.resultQuery(
                                """
                                select coalesce(e.root, e.position) as line
                                from entry e join ledger_book b on b.id = e.book
                                where b.municipality = ? and b.data_set = ? and e.quantity > 0
                                    and (e.position = any (?::bigint[]) or e.root = any (?::bigint[]))
                                    and not exists (select from entry r
                                        where r.book = e.book and r.reverses = e.position)""",
                                book.municipality().value(),
                                book.dataSet().name(),
                                positions.toArray(Long[]::new),
                                positions.toArray(Long[]::new))
                        .fetch(row -> row.get("line", Long.class)));
    }
}
