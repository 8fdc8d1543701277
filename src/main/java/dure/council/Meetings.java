package dure.council;

import dure.access.Access;
import dure.access.AccessLog;
import dure.access.Action;
import dure.access.Deed;
import dure.access.Permission;
import dure.finding.Finding;
import dure.plan.Move;
import dure.plan.PlanId;
import dure.plan.PlanState;
import dure.plan.PlanVersion;
import dure.plan.Versions;
import dure.region.MunicipalityCode;
import dure.sheet.Reading;
import dure.sheet.Sheets;
import dure.web.Refusal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Meetings until they are held: agenda, papers, the call, and opinions. */
@Service
class Meetings {
    /** What a mail server and a telephone still take. */
    static final int LARGEST_PAPER = 20_000_000;

    private static final int MOST_ITEMS = 60;
    private static final int MOST_PAPERS = 60;
    private static final int MOST_OPINIONS = 2_000;

    private final MeetingStore store;
    private final Councils councils;
    private final Versions versions;
    private final Access access;
    private final AccessLog log;
    private final Clock clock;

    Meetings(
            MeetingStore store, Councils councils, Versions versions, Access access, AccessLog log, Clock clock) {
        this.store = store;
        this.councils = councils;
        this.versions = versions;
        this.access = access;
        this.log = log;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<Meeting> ofMunicipality(MunicipalityCode municipality) {
        return store.ofMunicipality(municipality);
    }

    @Transactional(readOnly = true)
    List<Meeting> ofCouncils(Collection<CouncilId> councils) {
        return store.ofCouncils(councils);
    }

    @Transactional(readOnly = true)
    Optional<Meeting> find(MunicipalityCode municipality, MeetingId id) {
        return store.find(municipality, id);
    }

    @Transactional(readOnly = true)
    List<AgendaItem> items(MeetingId meeting) {
        return store.items(meeting);
    }

    @Transactional(readOnly = true)
    List<AgendaItem> items(Collection<MeetingId> meetings) {
        return store.items(meetings);
    }

    @Transactional(readOnly = true)
    List<Paper> papers(MeetingId meeting) {
        return store.papers(meeting);
    }

    @Transactional(readOnly = true)
    List<Opinion> opinions(MeetingId meeting) {
        return store.opinions(meeting);
    }

    @Transactional(readOnly = true)
    List<MeetingStore.Notice> notices(MeetingId meeting) {
        return store.notices(meeting);
    }

    @Transactional
    MeetingId plan(MunicipalityCode municipality, Meeting meeting) {
        var by = councils.secretary(municipality);
        var council = councils.get(municipality, meeting.council());
        var id = store.add(council, meeting, clock.instant(), by.name());
        councils.told(municipality, "meeting planned");
        return id;
    }

    @Transactional
    void change(MunicipalityCode municipality, Meeting changed) {
        councils.secretary(municipality);
        var meeting = lock(municipality, changed.id());
        if (meeting.state() != Meeting.State.PLANNED && meeting.state() != Meeting.State.CALLED) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.meeting.held");
        }
        store.change(changed);
        councils.told(municipality, "meeting changed");
    }

    /** On the agenda of a meeting that was called, a version lies before the council at once. */
    @Transactional
    ItemId add(MunicipalityCode municipality, MeetingId id, AgendaItem item) {
        councils.secretary(municipality);
        var meeting = lock(municipality, id);
        var items = store.items(id);
        if (!meeting.takes() || items.size() >= MOST_ITEMS) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.meeting.held");
        }
        var plan = item.plan();
        var hash = (String) null;
        if (plan != null) {
            if (items.stream().anyMatch(one -> plan.equals(one.plan()))) {
                throw Refusal.of(HttpStatus.CONFLICT, "council.fault.plan.twice");
            }
            var version = version(municipality, plan);
            hash = version.contentHash();
            if (meeting.state() != Meeting.State.PLANNED) {
                refused(meeting, item, version).ifPresent(why -> {
                    throw Refusal.of(HttpStatus.CONFLICT, "council.fault.plan.notToDeliberate", meeting.title());
                });
                deliberate(meeting, version);
            }
        }
        var added = store.add(
                meeting,
                new AgendaItem(
                        item.id(),
                        id,
                        items.stream().mapToInt(AgendaItem::ordinal).max().orElse(0) + 1,
                        item.kind(),
                        item.title(),
                        item.note(),
                        plan,
                        hash));
        councils.told(municipality, "agenda");
        return added;
    }

    @Transactional
    void remove(MunicipalityCode municipality, MeetingId id, ItemId item) {
        councils.secretary(municipality);
        var meeting = lock(municipality, id);
        requireItem(id, item);
        if (meeting.state() != Meeting.State.PLANNED
                || store.papers(id).stream().anyMatch(one -> item.equals(one.item()))
                || store.opinions(id).stream().anyMatch(one -> item.equals(one.item()))) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.item.stays");
        }
        store.remove(item);
        councils.told(municipality, "agenda");
    }

    /** 소집: the versions on the agenda lie before the council from now on, each with the hash of what it says. */
    @Transactional
    Calling call(MunicipalityCode municipality, MeetingId id) {
        councils.secretary(municipality);
        var meeting = lock(municipality, id);
        if (meeting.state() != Meeting.State.PLANNED) {
            return new Calling.NotFrom(meeting.state());
        }
        var items = store.items(id);
        if (items.isEmpty()) {
            return new Calling.NothingOnTheAgenda();
        }
        for (var item : items) {
            if (item.plan() != null) {
                var why = refused(meeting, item, version(municipality, item.plan()));
                if (why.isPresent()) {
                    return why.get();
                }
            }
        }
        for (var item : items) {
            if (item.plan() != null) {
                var version = version(municipality, item.plan());
                deliberate(meeting, version);
                store.setHash(item.id(), version.contentHash());
            }
        }
        store.move(meeting, Meeting.State.CALLED, clock.instant());
        councils.told(municipality, "meeting called");
        return new Calling.Called(store.find(municipality, id).orElseThrow());
    }

    private Optional<Calling> refused(Meeting meeting, AgendaItem item, PlanVersion version) {
        if (store.liesBeforeAnother(version.id(), meeting.id())) {
            return Optional.of(new Calling.BeforeAnother(item));
        }
        // What a meeting that was cancelled, or had no quorum, left under deliberation is taken up by the next.
        return version.state() == PlanState.SUBMITTED || version.state() == PlanState.UNDER_DELIBERATION
                ? Optional.empty()
                : Optional.of(new Calling.NotToDeliberate(item, version.state()));
    }

    private void deliberate(Meeting meeting, PlanVersion version) {
        if (version.state() == PlanState.UNDER_DELIBERATION) {
            return;
        }
        if (!(versions.deliberate(version.id(), meeting.title()) instanceof Move.Moved)) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.plan.notToDeliberate", meeting.title());
        }
    }

    @Transactional
    void cancel(MunicipalityCode municipality, MeetingId id) {
        councils.secretary(municipality);
        var meeting = lock(municipality, id);
        if (meeting.state() != Meeting.State.PLANNED && meeting.state() != Meeting.State.CALLED) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.meeting.held");
        }
        store.move(meeting, Meeting.State.CANCELLED, clock.instant());
        councils.told(municipality, "meeting cancelled");
    }

    // ---- papers ----------------------------------------------------------------------------------------------------

    /** @param item null: of the whole meeting */
    @Transactional
    void addPaper(
            MunicipalityCode municipality,
            MeetingId id,
            @Nullable ItemId item,
            Paper.Kind kind,
            String name,
            byte[] content) {
        var by = councils.secretary(municipality);
        var meeting = lock(municipality, id);
        if (item != null) {
            requireItem(id, item);
        }
        if (kind == Paper.Kind.PAPER != meeting.takes()) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.paper.late");
        }
        if (store.papers(id).size() >= MOST_PAPERS) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.paper.many", MOST_PAPERS);
        }
        if (content.length == 0 || content.length > LARGEST_PAPER) {
            throw Refusal.of(
                    new Refusal.Field("file", "council.fault.file.size", LARGEST_PAPER / 1_000_000));
        }
        var called = fileName(name);
        var type = PaperType.of(content)
                .filter(one -> one.isNamed(called))
                .orElseThrow(() -> Refusal.of(new Refusal.Field("file", "council.fault.file.type", called)));
        // What can be read as a table is looked at as every table that comes in.
        if (type == PaperType.XLSX
                && Sheets.read(called, content) instanceof Reading.Refused refused
                && refused.finding().kind() == Finding.Kind.RESIDENT_NUMBER) {
            throw Refusal.of(new Refusal.Field("file", "council.fault.file.number", called));
        }
        if (kind == Paper.Kind.SIGNED_MINUTES
                && type != PaperType.PDF
                && type != PaperType.HWPX
                && type != PaperType.HWP) {
            throw Refusal.of(new Refusal.Field("file", "council.fault.file.minutes", called));
        }
        store.add(
                meeting,
                new Paper(
                        UUID.randomUUID(),
                        id,
                        item,
                        kind,
                        called,
                        type.mediaType(),
                        content.length,
                        sha256(content),
                        clock.instant()),
                content,
                by.name());
        councils.told(municipality, "meeting paper");
    }

    @Transactional
    void removePaper(MunicipalityCode municipality, MeetingId id, UUID paper) {
        councils.secretary(municipality);
        var meeting = lock(municipality, id);
        var found = store.papers(id).stream()
                .filter(one -> one.id().equals(paper))
                .findFirst()
                .orElseThrow(Refusal::notThere);
        if (meeting.state() != Meeting.State.PLANNED) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.paper.stays");
        }
        store.removePaper(found.id());
        councils.told(municipality, "meeting paper");
    }

    /** A paper and its content. */
    record Download(Paper paper, byte[] content) {}

    /** What is not public leaves a row in the access log. */
    @Transactional
    Download paper(MunicipalityCode municipality, MeetingId id, UUID paper) {
        var meeting = store.find(municipality, id).orElseThrow(Refusal::notThere);
        var found = store.papers(meeting.id()).stream()
                .filter(one -> one.id().equals(paper))
                .findFirst()
                .orElseThrow(Refusal::notThere);
        var content = store.content(found.id());
        log.write(Deed.of(Action.DOWNLOAD, municipality).records(1).detail("meeting paper " + found.id()));
        return new Download(found, content);
    }

    /** Without what an address or a file system would misunderstand. */
    private static String fileName(String given) {
        var name = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\"<>:|?*]+", " ")
                .strip();
        if (name.isEmpty() || name.length() > 150) {
            throw Refusal.of(new Refusal.Field("file", "council.fault.file.name", 150));
        }
        return name;
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    // ---- opinions --------------------------------------------------------------------------------------------------

    /** A member's own, with the own account. */
    @Transactional
    void speak(MunicipalityCode municipality, MeetingId id, ItemId itemId, Opinion.Stance stance, String text) {
        var by = access.require(Permission.COUNCILS_SPEAK, municipality);
        var meeting = store.find(municipality, id).orElseThrow(Refusal::notThere);
        var item = requireItem(id, itemId);
        var member = ownSeat(meeting);
        say(municipality, meeting, item, new Opinion(itemId, item.plan(), member.id(), "", stance, text, true, clock.instant()), by.name());
    }

    /** Of a member, or of a partner body, as the secretary records it. @param body where there is no member */
    @Transactional
    void recordOpinion(
            MunicipalityCode municipality,
            MeetingId id,
            ItemId itemId,
            @Nullable MemberId member,
            String body,
            Opinion.Stance stance,
            String text) {
        var by = councils.secretary(municipality);
        var meeting = store.find(municipality, id).orElseThrow(Refusal::notThere);
        var item = requireItem(id, itemId);
        if (member != null
                && councils.members(meeting.council()).stream()
                        .noneMatch(one -> one.id().equals(member))) {
            throw Refusal.notThere();
        }
        say(municipality, meeting, item, new Opinion(itemId, item.plan(), member, body, stance, text, false, clock.instant()), by.name());
    }

    private void say(MunicipalityCode municipality, Meeting meeting, AgendaItem item, Opinion opinion, String by) {
        if (meeting.state() != Meeting.State.CALLED && meeting.state() != Meeting.State.OPEN) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.opinion.time");
        }
        if (store.opinions(meeting.id()).size() >= MOST_OPINIONS) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.opinion.many", MOST_OPINIONS);
        }
        store.lockForSaying(item.id());
        if (store.isDecided(item.id())) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.item.decided");
        }
        store.add(municipality, opinion, by);
        councils.told(municipality, "opinion");
    }

    /** The seat in this meeting's council that whoever asks holds on its day. */
    Member ownSeat(Meeting meeting) {
        var seats = councils.seats();
        return councils.members(meeting.council()).stream()
                .filter(one -> seats.contains(one.id()) && one.inOffice(meeting.day()))
                .findFirst()
                .orElseThrow(() -> Refusal.of(HttpStatus.CONFLICT, "council.fault.noSeat"));
    }

    // ---- notices ---------------------------------------------------------------------------------------------------

    @Transactional
    void noted(MunicipalityCode municipality, MeetingId id, List<MeetingStore.Notice> notices) {
        var by = councils.secretary(municipality);
        var meeting = store.find(municipality, id).orElseThrow(Refusal::notThere);
        notices.forEach(notice -> store.addNotice(meeting, notice, by.name()));
        councils.told(municipality, "meeting notice");
    }

    @Transactional(readOnly = true)
    byte[] content(UUID paper) {
        return store.content(paper);
    }

    private Meeting lock(MunicipalityCode municipality, MeetingId id) {
        return store.lock(municipality, id).orElseThrow(Refusal::notThere);
    }

    private AgendaItem requireItem(MeetingId meeting, ItemId item) {
        return store.items(meeting).stream()
                .filter(one -> one.id().equals(item))
                .findFirst()
                .orElseThrow(Refusal::notThere);
    }

    private PlanVersion version(MunicipalityCode municipality, PlanId plan) {
        return versions.find(plan)
                .filter(one -> one.head().book().municipality().equals(municipality))
                .orElseThrow(() -> Refusal.of(new Refusal.Field("plan", "council.fault.plan")));
    }
}
