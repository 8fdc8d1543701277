package dure.person;

import static duredb.Tables.PERSON;
import static duredb.Tables.PERSON_CONSENT;
import static duredb.Tables.PERSON_DESTRUCTION;
import static duredb.Tables.PERSON_LINK;

import dure.region.MunicipalityCode;
import duredb.tables.records.PersonRecord;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Persons as they are kept: sealed. */
@Repository
class PersonStore {
    private final DSLContext db;

    PersonStore(DSLContext db) {
        this.db = db;
    }

    /** The columns that say who somebody is; null where nothing was given, all of them where it was destroyed. */
    record Sealed(
            byte @Nullable [] name,
            byte @Nullable [] birthDate,
            byte @Nullable [] sex,
            byte @Nullable [] phone,
            byte @Nullable [] email,
            byte @Nullable [] keyHash,
            byte @Nullable [] nameHash,
            @Nullable String sealedWith) {
        static final Sealed DESTROYED = new Sealed(null, null, null, null, null, null, null, null);
    }

    record Row(
            UUID ref,
            MunicipalityCode municipality,
            Sealed sealed,
            LocalDate keepUntil,
            @Nullable LocalDate purposeEndedOn,
            Instant registeredAt,
            String registeredBy) {}

    void add(Row row) {
        var sealed = row.sealed();
        db.insertInto(PERSON)
                .set(PERSON.ID, row.ref())
                .set(PERSON.MUNICIPALITY, row.municipality().value())
                .set(PERSON.KEEP_UNTIL, row.keepUntil())
                .set(PERSON.REGISTERED_AT, row.registeredAt().atOffset(ZoneOffset.UTC))
                .set(PERSON.REGISTERED_BY, row.registeredBy())
                .set(PERSON.NAME, sealed.name())
                .set(PERSON.BIRTH_DATE, sealed.birthDate())
                .set(PERSON.SEX, sealed.sex())
                .set(PERSON.PHONE, sealed.phone())
                .set(PERSON.EMAIL, sealed.email())
                .set(PERSON.KEY_HASH, sealed.keyHash())
                .set(PERSON.NAME_HASH, sealed.nameHash())
                .set(PERSON.SEALED_WITH, sealed.sealedWith())
                .execute();
    }

    void addConsent(UUID person, MunicipalityCode municipality, Consent consent) {
        db.insertInto(PERSON_CONSENT)
                .set(PERSON_CONSENT.PERSON, person)
                .set(PERSON_CONSENT.MUNICIPALITY, municipality.value())
                .set(PERSON_CONSENT.NO, (short) consent.no())
                .set(PERSON_CONSENT.REQUIRED, consent.required())
                .set(PERSON_CONSENT.PURPOSE, consent.purpose())
                .set(PERSON_CONSENT.ITEMS, consent.items())
                .set(PERSON_CONSENT.KEEP_UNTIL, consent.keepUntil())
                .set(PERSON_CONSENT.REFUSAL, consent.refusal())
                .set(PERSON_CONSENT.GIVEN_AT, consent.givenAt().atOffset(ZoneOffset.UTC))
                .set(PERSON_CONSENT.RECORDED_BY, consent.recordedBy())
                .execute();
    }

    /** Those that are not destroyed, the newest first. */
    List<Row> list(MunicipalityCode municipality, int offset, int limit) {
        return db.selectFrom(PERSON)
                .where(PERSON.MUNICIPALITY.eq(municipality.value()), PERSON.DESTROYED_AT.isNull())
                .orderBy(PERSON.REGISTERED_AT.desc(), PERSON.ID)
                .offset(offset)
                .limit(limit)
                .fetch(PersonStore::row);
    }

    int count(MunicipalityCode municipality) {
        return db.fetchCount(PERSON, PERSON.MUNICIPALITY.eq(municipality.value()), PERSON.DESTROYED_AT.isNull());
    }

    List<Row> byName(MunicipalityCode municipality, byte[] nameHash, int limit) {
        return db.selectFrom(PERSON)
                .where(PERSON.MUNICIPALITY.eq(municipality.value()), PERSON.NAME_HASH.eq(nameHash))
                .orderBy(PERSON.REGISTERED_AT.desc(), PERSON.ID)
                .limit(limit)
                .fetch(PersonStore::row);
    }

    /** Who may be the same person; only those whom the viewer may see. */
    List<Row> byKey(byte[] keyHash, UUID except) {
        return db.selectFrom(PERSON)
                .where(PERSON.KEY_HASH.eq(keyHash), PERSON.ID.ne(except))
                .orderBy(PERSON.REGISTERED_AT.desc(), PERSON.ID)
                .fetch(PersonStore::row);
    }

    /** Whose keys these are, whether the viewer reads persons or not: references only. */
    Map<ByteBuffer, List<UUID>> ofKeys(MunicipalityCode municipality, List<byte[]> keys) {
        return db.resultQuery(
                        "select person, key from persons_of_keys({0}, {1}) order by person",
                        DSL.val(municipality.value()), DSL.val(keys.toArray(byte[][]::new)))
                .fetchGroups(
                        row -> ByteBuffer.wrap(row.get("key", byte[].class)), row -> row.get("person", UUID.class));
    }

    List<Row> find(MunicipalityCode municipality, Collection<UUID> refs) {
        return db.selectFrom(PERSON)
                .where(PERSON.ID.in(refs), PERSON.MUNICIPALITY.eq(municipality.value()), PERSON.DESTROYED_AT.isNull())
                .fetch(PersonStore::row);
    }

    Optional<Row> find(MunicipalityCode municipality, UUID ref) {
        return find(municipality, ref, false);
    }

    /** Held until the transaction ends. */
    Optional<Row> lock(MunicipalityCode municipality, UUID ref) {
        return find(municipality, ref, true);
    }

    private Optional<Row> find(MunicipalityCode municipality, UUID ref, boolean lock) {
        var query = db.selectFrom(PERSON)
                .where(PERSON.ID.eq(ref), PERSON.MUNICIPALITY.eq(municipality.value()), PERSON.DESTROYED_AT.isNull());
        return (lock ? query.forUpdate() : query).fetchOptional(PersonStore::row);
    }

    List<Consent> consents(UUID person) {
        return db.selectFrom(PERSON_CONSENT)
                .where(PERSON_CONSENT.PERSON.eq(person))
                .orderBy(PERSON_CONSENT.NO)
                .fetch(row -> new Consent(
                        row.getNo(),
                        row.getRequired(),
                        row.getPurpose(),
                        row.getItems(),
                        row.getKeepUntil(),
                        row.getRefusal(),
                        row.getGivenAt().toInstant(),
                        row.getRecordedBy(),
                        row.getWithdrawnAt() == null
                                ? null
                                : row.getWithdrawnAt().toInstant()));
    }

    void withdraw(UUID person, int no, Instant now, String by) {
        db.update(PERSON_CONSENT)
                .set(PERSON_CONSENT.WITHDRAWN_AT, now.atOffset(ZoneOffset.UTC))
                .set(PERSON_CONSENT.WITHDRAWN_BY, by)
                .where(
                        PERSON_CONSENT.PERSON.eq(person),
                        PERSON_CONSENT.NO.eq((short) no),
                        PERSON_CONSENT.WITHDRAWN_AT.isNull())
                .execute();
    }

    /** All of them at once: a row is sealed with one key. */
    void reseal(UUID ref, Sealed sealed) {
        db.update(PERSON)
                .set(PERSON.NAME, sealed.name())
                .set(PERSON.BIRTH_DATE, sealed.birthDate())
                .set(PERSON.SEX, sealed.sex())
                .set(PERSON.PHONE, sealed.phone())
                .set(PERSON.EMAIL, sealed.email())
                .set(PERSON.KEY_HASH, sealed.keyHash())
                .set(PERSON.NAME_HASH, sealed.nameHash())
                .set(PERSON.SEALED_WITH, sealed.sealedWith())
                .where(PERSON.ID.eq(ref))
                .execute();
    }

    void endPurpose(UUID ref, LocalDate day) {
        db.update(PERSON)
                .set(PERSON.PURPOSE_ENDED_ON, day)
                .where(PERSON.ID.eq(ref))
                .execute();
    }

    /** Ciphertext and hashes go; the reference stays and means nothing. */
    void destroy(UUID ref, Instant now) {
        db.update(PERSON)
                .setNull(PERSON.NAME)
                .setNull(PERSON.BIRTH_DATE)
                .setNull(PERSON.SEX)
                .setNull(PERSON.PHONE)
                .setNull(PERSON.EMAIL)
                .setNull(PERSON.KEY_HASH)
                .setNull(PERSON.NAME_HASH)
                .setNull(PERSON.SEALED_WITH)
                .set(PERSON.DESTROYED_AT, now.atOffset(ZoneOffset.UTC))
                .where(PERSON.ID.eq(ref))
                .execute();
    }

    void addDestruction(
            MunicipalityCode municipality,
            Persons.Rule rule,
            List<UUID> persons,
            String items,
            String reason,
            String by,
            Instant now) {
        db.insertInto(PERSON_DESTRUCTION)
                .set(PERSON_DESTRUCTION.MUNICIPALITY, municipality.value())
                .set(PERSON_DESTRUCTION.AT, now.atOffset(ZoneOffset.UTC))
                .set(PERSON_DESTRUCTION.RULE, rule.name())
                .set(PERSON_DESTRUCTION.ITEMS, items)
                .set(PERSON_DESTRUCTION.PERSONS, persons.toArray(UUID[]::new))
                .set(PERSON_DESTRUCTION.REASON, reason)
                .set(PERSON_DESTRUCTION.BY, by)
                .execute();
    }

    List<Persons.Destruction> destructions(MunicipalityCode municipality, int limit) {
        return db.selectFrom(PERSON_DESTRUCTION)
                .where(PERSON_DESTRUCTION.MUNICIPALITY.eq(municipality.value()))
                .orderBy(PERSON_DESTRUCTION.AT.desc(), PERSON_DESTRUCTION.ID.desc())
                .limit(limit)
                .fetch(row -> new Persons.Destruction(
                        row.getAt().toInstant(),
                        Persons.Rule.valueOf(row.getRule()),
                        row.getItems(),
                        Arrays.stream(row.getPersons()).map(PersonRef::new).toList(),
                        row.getReason(),
                        row.getBy()));
    }

    /** Whose period or purpose is over, locked. */
    List<Row> due(Condition rule, int limit) {
        return db.selectFrom(PERSON)
                .where(rule, PERSON.DESTROYED_AT.isNull())
                .orderBy(PERSON.MUNICIPALITY, PERSON.ID)
                .limit(limit)
                .forUpdate()
                .skipLocked()
                .fetch(PersonStore::row);
    }

    static Condition periodEndedBefore(LocalDate day) {
        return PERSON.KEEP_UNTIL.lt(day);
    }

    static Condition purposeEndedBefore(LocalDate day) {
        return PERSON.PURPOSE_ENDED_ON.lt(day);
    }

    void link(
            MunicipalityCode municipality, UUID one, UUID other, boolean same, Instant now, String by, String reason) {
        // As PostgreSQL orders them: by their bytes, which their text does too. Java's own order is another.
        var inOrder = one.toString().compareTo(other.toString()) < 0;
        db.insertInto(PERSON_LINK)
                .set(PERSON_LINK.MUNICIPALITY, municipality.value())
                .set(PERSON_LINK.ONE, inOrder ? one : other)
                .set(PERSON_LINK.OTHER, inOrder ? other : one)
                .set(PERSON_LINK.SAME, same)
                .set(PERSON_LINK.DECIDED_AT, now.atOffset(ZoneOffset.UTC))
                .set(PERSON_LINK.DECIDED_BY, by)
                .set(PERSON_LINK.REASON, reason)
                .execute();
    }

    /** What was decided about pairs with this one, the newest first. */
    List<Persons.Link> links(UUID ref) {
        return db.selectFrom(PERSON_LINK)
                .where(PERSON_LINK.ONE.eq(ref).or(PERSON_LINK.OTHER.eq(ref)))
                .orderBy(PERSON_LINK.DECIDED_AT.desc(), PERSON_LINK.ID.desc())
                .fetch(row -> new Persons.Link(
                        new PersonRef(row.getOne().equals(ref) ? row.getOther() : row.getOne()),
                        row.getSame(),
                        row.getDecidedAt().toInstant(),
                        row.getDecidedBy(),
                        row.getReason()));
    }

    @Transactional(readOnly = true)
    public Set<String> keysInUse() {
        return sealedWith().keySet();
    }

    /** How many persons are sealed with which key. */
    @Transactional(readOnly = true)
    public Map<String, Integer> sealedWith() {
        var counted = new TreeMap<String, Integer>();
        db.select(PERSON.SEALED_WITH, DSL.count())
                .from(PERSON)
                .where(PERSON.SEALED_WITH.isNotNull())
                .groupBy(PERSON.SEALED_WITH)
                .fetch()
                .forEach(row -> counted.put(row.value1(), row.value2()));
        return counted;
    }

    /** Some that another key than this sealed, locked; those that somebody else holds come later. */
    List<Row> notSealedWith(String key, int limit) {
        return db.selectFrom(PERSON)
                .where(PERSON.SEALED_WITH.ne(key))
                .orderBy(PERSON.ID)
                .limit(limit)
                .forUpdate()
                .skipLocked()
                .fetch(PersonStore::row);
    }

    private static Row row(PersonRecord row) {
        return new Row(
                row.getId(),
                new MunicipalityCode(row.getMunicipality()),
                new Sealed(
                        row.getName(),
                        row.getBirthDate(),
                        row.getSex(),
                        row.getPhone(),
                        row.getEmail(),
                        row.getKeyHash(),
                        row.getNameHash(),
                        row.getSealedWith()),
                row.getKeepUntil(),
                row.getPurposeEndedOn(),
                row.getRegisteredAt().toInstant(),
                row.getRegisteredBy());
    }
}
