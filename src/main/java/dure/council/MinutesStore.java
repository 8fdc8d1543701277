package dure.council;

import static duredb.Tables.COUNCIL_ADDENDUM;
import static duredb.Tables.COUNCIL_MINUTES;
import static duredb.Tables.COUNCIL_NOTE;
import static duredb.Tables.COUNCIL_SECTION;

import dure.plan.PlanId;
import dure.region.MunicipalityCode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What is typed for the minutes, and the minutes as they were signed off. */
@Repository
class MinutesStore {
    private final DSLContext db;

    MinutesStore(DSLContext db) {
        this.db = db;
    }

    record Note(String text, int revision, Instant savedAt) {
        static final Note NONE = new Note("", 0, Instant.EPOCH);
    }

    Map<Integer, Note> notes(MeetingId meeting) {
        var found = new HashMap<Integer, Note>();
        db.selectFrom(COUNCIL_NOTE)
                .where(COUNCIL_NOTE.MEETING_ID.eq(meeting.value()))
                .forEach(row -> found.put(
                        (int) row.getOrdinal(),
                        new Note(row.getText(), row.getRevision(), row.getSavedAt().toInstant())));
        return found;
    }

    /** @return the new revision; empty where somebody saved another since */
    Optional<Integer> save(Meeting meeting, int ordinal, String text, int since, Instant now, String by) {
        var n = COUNCIL_NOTE;
        return db.insertInto(n)
                .set(n.MEETING_ID, meeting.id().value())
                .set(n.ORDINAL, (short) ordinal)
                .set(n.MUNICIPALITY, meeting.municipality().value())
                .set(n.TEXT, text)
                .set(n.REVISION, since + 1)
                .set(n.SAVED_AT, now.atOffset(ZoneOffset.UTC))
                .set(n.SAVED_BY, by)
                .onConflict(n.MEETING_ID, n.ORDINAL)
                .doUpdate()
                .set(n.TEXT, text)
                .set(n.REVISION, since + 1)
                .set(n.SAVED_AT, now.atOffset(ZoneOffset.UTC))
                .set(n.SAVED_BY, by)
                .where(n.REVISION.eq(since))
                .returningResult(n.REVISION)
                .fetchOptional()
                .map(row -> row.value1());
    }

    /** One section as it was frozen. */
    record Section(int ordinal, @Nullable UUID plan, String body, String hash) {}

    /** Signed minutes, with the sections that whoever asks may see. */
    record Frozen(
            MeetingId meeting,
            List<String> hashes,
            String hash,
            Instant signedAt,
            String signedBy,
            List<Section> sections) {}

    void freeze(Meeting meeting, List<PlanId> plans, List<Section> sections, String hash, Instant now, String by) {
        var m = COUNCIL_MINUTES;
        db.insertInto(m)
                .set(m.MEETING_ID, meeting.id().value())
                .set(m.MUNICIPALITY, meeting.municipality().value())
                .set(m.PLANS, plans.stream().map(PlanId::value).toArray(UUID[]::new))
                .set(m.HASHES, sections.stream().map(Section::hash).toArray(String[]::new))
                .set(m.HASH, hash)
                .set(m.SIGNED_AT, now.atOffset(ZoneOffset.UTC))
                .set(m.SIGNED_BY, by)
                .execute();
        var s = COUNCIL_SECTION;
        for (var section : sections) {
            db.insertInto(s)
                    .set(s.MEETING_ID, meeting.id().value())
                    .set(s.ORDINAL, (short) section.ordinal())
                    .set(s.MUNICIPALITY, meeting.municipality().value())
                    .set(s.PLAN_ID, section.plan())
                    .set(s.BODY, section.body())
                    .set(s.HASH, section.hash())
                    .execute();
        }
    }

    Optional<Frozen> frozen(MunicipalityCode municipality, MeetingId meeting) {
        return frozen(municipality).stream()
                .filter(one -> one.meeting().equals(meeting))
                .findFirst();
    }

    /** The newest first. */
    List<Frozen> frozen(MunicipalityCode municipality) {
        var m = COUNCIL_MINUTES;
        var s = COUNCIL_SECTION;
        var sections = db.selectFrom(s)
                .where(s.MUNICIPALITY.eq(municipality.value()))
                .orderBy(s.MEETING_ID, s.ORDINAL)
                .fetchGroups(
                        s.MEETING_ID,
                        row -> new Section(row.getOrdinal(), row.getPlanId(), row.getBody(), row.getHash()));
        return db.selectFrom(m)
                .where(m.MUNICIPALITY.eq(municipality.value()))
                .orderBy(m.SIGNED_AT.desc())
                .fetch(row -> new Frozen(
                        new MeetingId(row.getMeetingId()),
                        List.of(row.getHashes()),
                        row.getHash(),
                        row.getSignedAt().toInstant(),
                        row.getSignedBy(),
                        Objects.requireNonNullElse(sections.get(row.getMeetingId()), List.of())));
    }

    boolean isSigned(MeetingId meeting) {
        return db.fetchExists(COUNCIL_MINUTES, COUNCIL_MINUTES.MEETING_ID.eq(meeting.value()));
    }

    void add(Meeting meeting, @Nullable PlanId plan, String text, Instant now, String by) {
        var a = COUNCIL_ADDENDUM;
        db.insertInto(a)
                .set(a.MEETING_ID, meeting.id().value())
                .set(a.PLAN_ID, plan == null ? null : plan.value())
                .set(a.MUNICIPALITY, meeting.municipality().value())
                .set(a.TEXT, text)
                .set(a.ADDED_AT, now.atOffset(ZoneOffset.UTC))
                .set(a.ADDED_BY, by)
                .execute();
    }

    List<Minutes.Addendum> addenda(MeetingId meeting) {
        return db.selectFrom(COUNCIL_ADDENDUM)
                .where(COUNCIL_ADDENDUM.MEETING_ID.eq(meeting.value()))
                .orderBy(COUNCIL_ADDENDUM.ID)
                .fetch(row -> new Minutes.Addendum(
                        row.getPlanId(), row.getText(), row.getAddedAt().toInstant()));
    }
}
