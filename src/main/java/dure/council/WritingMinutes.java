package dure.council;

import dure.plan.PlanId;
import dure.plan.Versions;
import dure.region.MunicipalityCode;
import dure.web.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 회의록: typed beside the record, composed from it, signed off, and read by whoever may. */
@Service
class WritingMinutes {
    /** The note of the closing; those of items have the item's ordinal, that of the opening has 0. */
    static final int CLOSING = 9_999;

    private final MinutesStore store;
    private final Sittings sittings;
    private final Meetings meetings;
    private final Councils councils;
    private final Versions versions;
    private final JsonMapper json;
    private final Clock clock;

    WritingMinutes(
            MinutesStore store,
            Sittings sittings,
            Meetings meetings,
            Councils councils,
            Versions versions,
            JsonMapper json,
            Clock clock) {
        this.store = store;
        this.sittings = sittings;
        this.meetings = meetings;
        this.councils = councils;
        this.versions = versions;
        this.json = json;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Map<Integer, MinutesStore.Note> notes(MeetingId meeting) {
        return store.notes(meeting);
    }

    /** @param since the revision that was typed over; another in between is not overwritten */
    @Transactional
    MinutesStore.Note save(MunicipalityCode municipality, MeetingId id, int ordinal, String text, int since) {
        var by = councils.secretary(municipality);
        var sitting = sittings.sitting(municipality, id);
        if (ordinal != 0
                && ordinal != CLOSING
                && sitting.items().stream().noneMatch(one -> one.ordinal() == ordinal)) {
            throw Refusal.notThere();
        }
        if (store.isSigned(id) || sitting.meeting().state() == Meeting.State.CANCELLED) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.minutes.signed");
        }
        var now = clock.instant();
        return store.save(sitting.meeting(), ordinal, text, since, now, by.name())
                .map(revision -> new MinutesStore.Note(text, revision, now))
                .orElseThrow(() -> Refusal.of(HttpStatus.CONFLICT, "council.fault.note.changed"));
    }

    /** Signed minutes as whoever asks may see them; else, for staff and members, as the record stands. */
    @Transactional(readOnly = true)
    Optional<Minutes> minutes(MunicipalityCode municipality, MeetingId id) {
        var frozen = store.frozen(municipality, id);
        if (frozen.isPresent()) {
            return frozen.map(one -> read(municipality, one));
        }
        return meetings.find(municipality, id).map(meeting -> compose(sittings.sitting(municipality, id)));
    }

    /** All signed minutes of the municipality that whoever asks may see, the newest first. */
    @Transactional(readOnly = true)
    List<Minutes> signed(MunicipalityCode municipality) {
        return store.frozen(municipality).stream()
                .map(one -> read(municipality, one))
                .toList();
    }

    private Minutes read(MunicipalityCode municipality, MinutesStore.Frozen frozen) {
        var sections = frozen.sections();
        var opening = sections.stream()
                .filter(one -> one.ordinal() == 0)
                .findFirst()
                .map(one -> json.readValue(one.body(), Minutes.Opening.class))
                .orElseThrow(Refusal::notThere);
        return new Minutes(
                frozen.meeting(),
                municipality,
                opening,
                sections.stream()
                        .filter(one -> one.ordinal() > 0)
                        .map(one -> json.readValue(one.body(), Minutes.Item.class))
                        .toList(),
                new Minutes.Signed(
                        frozen.signedAt(), frozen.signedBy(), frozen.hash(), frozen.hashes(), isIntact(frozen)),
                store.addenda(frozen.meeting()));
    }

    /** Every section that is seen says what was hashed, and the hashes together are the one of the whole. */
    private static boolean isIntact(MinutesStore.Frozen frozen) {
        return frozen.hash().equals(hash(frozen.hashes()))
                && frozen.sections().stream()
                        .allMatch(one -> one.ordinal() < frozen.hashes().size()
                                && hash(one.body()).equals(frozen.hashes().get(one.ordinal())));
    }

    @Transactional
    Minutes sign(MunicipalityCode municipality, MeetingId id) {
        var by = councils.secretary(municipality);
        var sitting = sittings.sitting(municipality, id);
        if (sitting.meeting().state() != Meeting.State.CLOSED || store.isSigned(id)) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.minutes.sign");
        }
        var minutes = compose(sitting);
        var sections = new ArrayList<MinutesStore.Section>();
        sections.add(section(0, null, minutes.opening()));
        for (var item : minutes.items()) {
            var plan = sitting.item(new ItemId(item.id()))
                    .map(sitting::concerns)
                    .map(PlanId::value)
                    .orElse(null);
            sections.add(section(sections.size(), plan, item));
        }
        store.freeze(
                sitting.meeting(),
                sitting.items().stream()
                        .map(sitting::concerns)
                        .filter(Objects::nonNull)
                        .toList(),
                sections,
                hash(sections.stream().map(MinutesStore.Section::hash).toList()),
                clock.instant(),
                by.name());
        councils.told(municipality, "minutes signed");
        return minutes(municipality, id).orElseThrow();
    }

    private MinutesStore.Section section(int ordinal, java.util.@Nullable UUID plan, Object content) {
        var body = json.writeValueAsString(content);
        return new MinutesStore.Section(ordinal, plan, body, hash(body));
    }

    static String hash(String text) {
        return Meetings.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(List<String> hashes) {
        return hash(String.join("\n", hashes));
    }

    /** 정정·추가: of the meeting, or of an item. */
    @Transactional
    void add(MunicipalityCode municipality, MeetingId id, @Nullable ItemId itemId, String text) {
        var by = councils.secretary(municipality);
        var sitting = sittings.sitting(municipality, id);
        if (!store.isSigned(id)) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.minutes.unsigned");
        }
        var plan = itemId == null
                ? null
                : sitting.concerns(sitting.item(itemId).orElseThrow(Refusal::notThere));
        store.add(sitting.meeting(), plan, text, clock.instant(), by.name());
        councils.told(municipality, "addendum");
    }

    // ---- composing -------------------------------------------------------------------------------------------------

    private Minutes compose(Sitting sitting) {
        var meeting = sitting.meeting();
        var notes = store.notes(meeting.id());
        var papers = meetings.papers(meeting.id());
        var opinions = meetings.opinions(meeting.id());
        var documents = sittings.documents(meeting.municipality());
        var opening = new Minutes.Opening(
                sitting.council().kind(),
                sitting.council().name(),
                meeting.title(),
                meeting.kind(),
                meeting.plannedAt(),
                meeting.place(),
                meeting.calledAt(),
                meeting.openedAt(),
                meeting.closedAt(),
                sitting.rule() == null ? null : Minutes.Rule.of(sitting.rule()),
                sitting.voters().size(),
                (int) sitting.voters().stream()
                        .filter(one -> sitting.wasPresent(one.id()))
                        .count(),
                sitting.seated().stream()
                        .map(one -> new Minutes.Seat(
                                one.name(),
                                one.affiliation(),
                                one.side(),
                                one.duty(),
                                one.votes(),
                                sitting.wasPresent(one.id())))
                        .toList(),
                files(papers, null),
                text(notes, 0),
                text(notes, CLOSING));
        return new Minutes(
                meeting.id(),
                meeting.municipality(),
                opening,
                sitting.items().stream()
                        .map(item -> item(sitting, item, notes, papers, opinions, documents.get(item.id())))
                        .toList(),
                null,
                List.of());
    }

    private Minutes.Item item(
            Sitting sitting,
            AgendaItem item,
            Map<Integer, MinutesStore.Note> notes,
            List<Paper> papers,
            List<Opinion> opinions,
            @Nullable String documentNumber) {
        var decision = sitting.decision(item.id());
        return new Minutes.Item(
                item.id().value(),
                item.ordinal(),
                item.kind(),
                item.title(),
                item.note(),
                plan(item.plan()),
                item.contentHash(),
                files(papers, item.id()),
                sitting.recusals(item.id()).stream()
                        .map(one -> new Minutes.StoodBack(
                                sitting.member(one.member()).orElseThrow().name(),
                                Objects.requireNonNull(one.kind()),
                                one.reason()))
                        .toList(),
                opinions.stream()
                        .filter(one -> one.item().equals(item.id()))
                        .map(one -> new Minutes.Said(
                                one.by(), one.member() != null, one.stance(), one.text(), one.at()))
                        .toList(),
                text(notes, item.ordinal()),
                sitting.motions(item.id()).stream()
                        .map(one -> put(sitting, one))
                        .toList(),
                decision.map(Counted::resolution).orElse(null),
                decision.map(one -> LocalDate.ofInstant(one.at(), Meeting.SEOUL))
                        .orElse(null),
                decision.map(Counted::next).map(this::plan).orElse(null),
                documentNumber);
    }

    private Minutes.@Nullable PlanRef plan(@Nullable PlanId plan) {
        return plan == null ? null : versions.find(plan).map(Minutes.PlanRef::of).orElse(null);
    }

    private static Minutes.Put put(Sitting sitting, Motion motion) {
        var counted = sitting.count(motion.id());
        return new Minutes.Put(
                motion.kind(),
                motion.method(),
                motion.amendment(),
                counted.map(one -> new Minutes.Tally(
                                one.ballot().inOffice(),
                                one.ballot().recused(),
                                one.ballot().present(),
                                one.quorum(),
                                one.ballot().votesFor(),
                                one.ballot().against(),
                                one.ballot().abstained(),
                                one.needed(),
                                one.ballot().casting(),
                                one.resolution() != null && one.resolution() != dure.plan.Resolution.REJECTED))
                        .orElse(null),
                counted.isEmpty() || motion.method() != Motion.Method.BY_NAME
                        ? List.of()
                        : sitting.votes(motion).entrySet().stream()
                                .map(one -> new Minutes.Named(
                                        one.getKey().name(), one.getValue().choice()))
                                .toList());
    }

    private static List<Minutes.File> files(List<Paper> papers, @Nullable ItemId item) {
        return papers.stream()
                .filter(one -> one.kind() == Paper.Kind.PAPER && Objects.equals(one.item(), item))
                .map(one -> new Minutes.File(one.name(), one.size(), one.sha256()))
                .toList();
    }

    private static String text(Map<Integer, MinutesStore.Note> notes, int ordinal) {
        return notes.getOrDefault(ordinal, MinutesStore.Note.NONE).text();
    }
}
