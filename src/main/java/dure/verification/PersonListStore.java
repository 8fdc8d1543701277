package dure.verification;

import static duredb.Tables.LISTED_PERSON;
import static duredb.Tables.PERSON_LIST;

import dure.ledger.EntryId;
import dure.person.PersonRef;
import dure.plan.Measure;
import dure.plan.ProjectId;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import duredb.tables.records.ListedPersonRecord;
import duredb.tables.records.PersonListRecord;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class PersonListStore {
    private final DSLContext db;

    PersonListStore(DSLContext db) {
        this.db = db;
    }

    void add(PersonList list) {
        var l = PERSON_LIST;
        db.insertInto(l)
                .set(l.ID, list.id())
                .set(l.MUNICIPALITY, list.book().municipality().value())
                .set(l.DATA_SET, list.book().dataSet().name())
                .set(l.PROJECT_ID, list.project().value())
                .set(l.MEASURE, list.measure().name())
                .set(l.FILE_NAME, list.fileName())
                .set(l.SHA256, list.sha256())
                .set(l.ROWS, list.rows())
                .set(l.KNOWN, list.known())
                .set(l.MAPPING, list.mapping())
                .set(
                        l.REPLACED,
                        list.replaced() == null ? null : list.replaced().position())
                .set(l.REPLACED_QUANTITY, list.replacedQuantity())
                .set(l.WRITTEN_AT, list.at().atOffset(ZoneOffset.UTC))
                .set(l.WRITTEN_BY, list.by())
                .execute();
    }

    void add(PersonList list, PersonList.Listed one) {
        var l = LISTED_PERSON;
        db.insertInto(l)
                .set(l.LIST, list.id())
                .set(l.NO, one.no())
                .set(l.MUNICIPALITY, list.book().municipality().value())
                .set(l.PERSON, one.person().value())
                .set(l.ENTRY, one.entry().position())
                .set(l.WORKPLACE_NO, one.workplaceNo())
                .set(l.WORKPLACE, one.workplace())
                .set(l.ENDED_ON, one.ended())
                .execute();
    }

    Optional<PersonList> find(UUID id) {
        return select(PERSON_LIST.ID.eq(id)).stream().findFirst();
    }

    List<PersonList> lists(Book book) {
        return select(ofBook(book));
    }

    List<PersonList> ofHash(Book book, String sha256) {
        return select(ofBook(book).and(PERSON_LIST.SHA256.eq(sha256)));
    }

    private static Condition ofBook(Book book) {
        return PERSON_LIST
                .MUNICIPALITY
                .eq(book.municipality().value())
                .and(PERSON_LIST.DATA_SET.eq(book.dataSet().name()));
    }

    private List<PersonList> select(Condition which) {
        return db.selectFrom(PERSON_LIST)
                .where(which)
                .orderBy(PERSON_LIST.WRITTEN_AT.desc(), PERSON_LIST.ID)
                .fetch(PersonListStore::list);
    }

    private static PersonList list(PersonListRecord row) {
        var book = new Book(new MunicipalityCode(row.getMunicipality()), DataSet.valueOf(row.getDataSet()));
        return new PersonList(
                row.getId(),
                book,
                new ProjectId(row.getProjectId()),
                Measure.valueOf(row.getMeasure()),
                row.getFileName(),
                row.getSha256(),
                row.getRows(),
                row.getKnown(),
                row.getMapping(),
                row.getReplaced() == null ? null : new EntryId(book, row.getReplaced()),
                row.getReplacedQuantity(),
                row.getWrittenAt().toInstant(),
                row.getWrittenBy());
    }

    List<Long> entriesOf(UUID list) {
        return db.select(LISTED_PERSON.ENTRY)
                .from(LISTED_PERSON)
                .where(LISTED_PERSON.LIST.eq(list))
                .fetch(LISTED_PERSON.ENTRY);
    }

    List<PersonList.Listed> listed(PersonList list) {
        return db.selectFrom(LISTED_PERSON)
                .where(LISTED_PERSON.LIST.eq(list.id()))
                .orderBy(LISTED_PERSON.NO)
                .fetch(row -> listed(list.book(), row));
    }

    /** By the entry's position. */
    Map<Long, PersonList.Listed> ofBookEntries(Book book) {
        var found = new HashMap<Long, PersonList.Listed>();
        db.select(LISTED_PERSON.fields())
                .from(LISTED_PERSON)
                .join(PERSON_LIST)
                .on(PERSON_LIST.ID.eq(LISTED_PERSON.LIST))
                .where(ofBook(book))
                .forEach(row -> {
                    var one = listed(book, row.into(LISTED_PERSON));
                    found.put(one.entry().position(), one);
                });
        return found;
    }

    private static PersonList.Listed listed(Book book, ListedPersonRecord row) {
        return new PersonList.Listed(
                row.getNo(),
                new PersonRef(row.getPerson()),
                new EntryId(book, row.getEntry()),
                row.getWorkplaceNo(),
                row.getWorkplace(),
                row.getEndedOn());
    }
}
