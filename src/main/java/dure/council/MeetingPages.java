package dure.council;

import dure.access.Access;
import dure.plan.PlanHead;
import dure.plan.PlanId;
import dure.plan.PlanState;
import dure.plan.PlanVersion;
import dure.plan.Plans;
import dure.plan.Versions;
import dure.region.Book;
import dure.region.DataSet;
import dure.web.Crumb;
import dure.web.Page;
import dure.web.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** 회의: prepared, called, held and closed on one page; a member sees of it what is to be read, said and voted. */
@Controller
@RequestMapping("/municipalities/{code:[0-9]{5}}/meetings/{id:[0-9a-f-]{36}}")
class MeetingPages {
    private final Place.Finder places;
    private final Councils councils;
    private final Meetings meetings;
    private final Sittings sittings;
    private final WritingMinutes minutes;
    private final CallingByMail mails;
    private final Plans plans;
    private final Versions versions;
    private final Access access;

    MeetingPages(
            Place.Finder places,
            Councils councils,
            Meetings meetings,
            Sittings sittings,
            WritingMinutes minutes,
            CallingByMail mails,
            Plans plans,
            Versions versions,
            Access access) {
        this.places = places;
        this.councils = councils;
        this.meetings = meetings;
        this.sittings = sittings;
        this.minutes = minutes;
        this.mails = mails;
        this.plans = plans;
        this.versions = versions;
        this.access = access;
    }

    /**
     * @param own the seat of whoever looks; null: none
     * @param plans what may still be put on the agenda
     * @param typed what was sent and refused, with the form's address as "form"
     */
    record View(
            Place place,
            Sitting sitting,
            Map<PlanId, PlanVersion> versions,
            List<Paper> papers,
            List<Opinion> opinions,
            Map<MemberId, Member.Contact> contacts,
            List<MeetingStore.Notice> notices,
            Map<ItemId, String> documents,
            Map<Integer, MinutesStore.Note> notes,
            boolean signed,
            @Nullable Member own,
            List<PlanHead> plans,
            List<Refusal.Field> faults,
            Map<String, String> typed) {
        Meeting meeting() {
            return sitting.meeting();
        }

        String href() {
            return place.meeting(meeting().id());
        }

        /** What was typed into this form, where it was refused. */
        String typed(String form, String field) {
            return form.equals(typed.get("form")) ? typed.getOrDefault(field, "") : "";
        }

        @Nullable
        PlanVersion version(AgendaItem item) {
            return item.plan() == null ? null : versions.get(item.plan());
        }

        @Nullable
        PlanVersion version(@Nullable PlanId plan) {
            return plan == null ? null : versions.get(plan);
        }

        List<Paper> papersOf(@Nullable AgendaItem item) {
            return papers.stream()
                    .filter(one -> one.kind() == Paper.Kind.PAPER
                            && Objects.equals(one.item(), item == null ? null : item.id()))
                    .toList();
        }

        List<Paper> signedPapers() {
            return papers.stream()
                    .filter(one -> one.kind() == Paper.Kind.SIGNED_MINUTES)
                    .toList();
        }

        List<Opinion> opinionsOf(AgendaItem item) {
            return opinions.stream()
                    .filter(one -> one.item().equals(item.id()))
                    .toList();
        }

        MinutesStore.Note note(int ordinal) {
            return notes.getOrDefault(ordinal, MinutesStore.Note.NONE);
        }

        /** What the member has voted on what is put to the vote now. */
        @Nullable
        Vote ownVote(Motion motion) {
            return own == null ? null : sitting.votes(motion).get(own);
        }

        boolean speaks() {
            return own != null
                    && (meeting().state() == Meeting.State.CALLED || meeting().isOpen());
        }

        boolean records() {
            return place.runs() && (meeting().state() == Meeting.State.CALLED || meeting().isOpen());
        }

        /** As a field of day and time holds it. */
        String plannedAt() {
            return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm")
                    .format(meeting().plannedAt().atZone(Meeting.SEOUL));
        }

        static String plan(Page page, PlanHead head) {
            return page.text(
                    "council.plan." + head.kind(), String.valueOf(head.period()), String.valueOf(head.version()));
        }
    }

    @GetMapping
    ModelAndView one(@PathVariable String code, @PathVariable UUID id) {
        var place = places.place(code);
        var meeting = new MeetingId(id);
        if (meetings.find(place.code(), meeting).isEmpty()) {
            // The public: what was signed off of plans that are public.
            return new ModelAndView("redirect:" + place.meeting(visible(place, meeting)) + "/minutes");
        }
        return one(place, meeting, List.of(), Map.of());
    }

    private MeetingId visible(Place place, MeetingId meeting) {
        return minutes.minutes(place.code(), meeting)
                .map(Minutes::meeting)
                .orElseThrow(Refusal::notThere);
    }

    private ModelAndView one(Place place, MeetingId id, List<Refusal.Field> faults, Map<String, String> typed) {
        return CouncilPages.view("council/meeting", view(place, id, faults, typed), faults);
    }

    private View view(Place place, MeetingId id, List<Refusal.Field> faults, Map<String, String> typed) {
        var sitting = sittings.sitting(place.code(), id);
        var seats = councils.seats();
        var shown = new HashMap<PlanId, PlanVersion>();
        sitting.items().stream()
                .map(AgendaItem::plan)
                .filter(Objects::nonNull)
                .forEach(plan -> versions.find(plan).ifPresent(one -> shown.put(plan, one)));
        sitting.counts().stream()
                .map(Counted::next)
                .filter(Objects::nonNull)
                .forEach(plan -> versions.find(plan).ifPresent(one -> shown.put(plan, one)));
        return new View(
                place,
                sitting,
                shown,
                meetings.papers(id),
                meetings.opinions(id),
                place.runs() ? councils.contacts(sitting.seated()) : Map.of(),
                place.runs() ? meetings.notices(id) : List.of(),
                sittings.documents(place.code()),
                place.runs() ? minutes.notes(id) : Map.of(),
                minutes.minutes(place.code(), id)
                        .filter(one -> one.signed() != null)
                        .isPresent(),
                place.speaks()
                        ? sitting.seated().stream()
                                .filter(one -> seats.contains(one.id()))
                                .findFirst()
                                .orElse(null)
                        : null,
                place.runs() && sitting.meeting().takes() ? proposable(place, sitting) : List.of(),
                faults,
                typed);
    }

    private List<PlanHead> proposable(Place place, Sitting sitting) {
        return Arrays.stream(DataSet.values())
                .flatMap(dataSet -> plans.heads(new Book(place.code(), dataSet)).stream())
                .filter(head -> head.state() == PlanState.DRAFT
                        || head.state() == PlanState.SUBMITTED
                        || head.state() == PlanState.UNDER_DELIBERATION)
                .filter(head -> sitting.items().stream()
                        .noneMatch(item -> head.id().equals(item.plan())))
                .toList();
    }

    /** What changes while others act: attendance and quorum, read anew every few seconds while the meeting is open. */
    @GetMapping("/live")
    ModelAndView live(@PathVariable String code, @PathVariable UUID id) {
        var place = places.place(code);
        return CouncilPages.view(
                "council/live", view(place, new MeetingId(id), List.of(), Map.of()), List.of());
    }

    @GetMapping({
        "/{form:papers|change|call|notices|opening|attendance|closing|cancellation}",
        "/items/**",
        "/motions/**",
        "/papers/*/removal"
    })
    String back(@PathVariable String code, @PathVariable UUID id) {
        return "redirect:/municipalities/" + code + "/meetings/" + id;
    }

    // ---- preparing -------------------------------------------------------------------------------------------------

    @PostMapping("/change")
    ModelAndView change(@PathVariable String code, @PathVariable UUID id, @RequestParam Map<String, String> form) {
        return running(code, id, "change", form, place -> {
            var council = sittings.sitting(place.code(), new MeetingId(id)).council().id();
            meetings.change(place.code(), CouncilPages.meeting(place, council, id, form));
            return "";
        });
    }

    @PostMapping("/items")
    ModelAndView addItem(@PathVariable String code, @PathVariable UUID id, @RequestParam Map<String, String> form) {
        return running(code, id, "items", form, place -> {
            var plan = form.getOrDefault("plan", "");
            meetings.add(place.code(), new MeetingId(id), item(new MeetingId(id), plan, form));
            return "#agenda";
        });
    }

    private AgendaItem item(MeetingId meeting, String plan, Map<String, String> form) {
        var of = plan.isEmpty() ? null : new PlanId(uuid("plan", plan));
        var title = of == null
                ? Given.text("itemTitle", form.get("itemTitle"), 200)
                : Optional.of(Given.maybe("itemTitle", form.get("itemTitle"), 200))
                        .filter(text -> !text.isEmpty())
                        .orElseGet(() -> versions.find(of)
                                .map(one -> one.head().title())
                                .orElseThrow(() -> Given.wrong("plan")));
        return new AgendaItem(
                new ItemId(new UUID(0, 0)),
                meeting,
                0,
                of != null
                        ? AgendaItem.Kind.DECISION
                        : Given.one("itemKind", AgendaItem.Kind.class, form.get("itemKind")),
                title,
                Given.maybe("note", form.get("note"), Given.LONGEST),
                of,
                null);
    }

    @PostMapping("/items/{item:[0-9a-f-]{36}}/removal")
    ModelAndView removeItem(@PathVariable String code, @PathVariable UUID id, @PathVariable UUID item) {
        return running(code, id, "items", Map.of(), place -> {
            meetings.remove(place.code(), new MeetingId(id), new ItemId(item));
            return "#agenda";
        });
    }

    @PostMapping("/papers")
    ModelAndView addPaper(
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam Map<String, String> form) {
        return running(code, id, "papers", form, place -> {
            var kind = Given.one("paperKind", Paper.Kind.class, form.getOrDefault("paperKind", "PAPER"));
            var item = form.getOrDefault("item", "");
            if (file == null || file.isEmpty()) {
                throw Given.wrong("file");
            }
            meetings.addPaper(
                    place.code(),
                    new MeetingId(id),
                    item.isEmpty() ? null : new ItemId(uuid("item", item)),
                    kind,
                    Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                    bytes(file));
            return "#agenda";
        });
    }

    private static byte[] bytes(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @PostMapping("/papers/{paper:[0-9a-f-]{36}}/removal")
    ModelAndView removePaper(@PathVariable String code, @PathVariable UUID id, @PathVariable UUID paper) {
        return running(code, id, "papers", Map.of(), place -> {
            meetings.removePaper(place.code(), new MeetingId(id), paper);
            return "#agenda";
        });
    }

    /** Always a download and never shown in place: what somebody uploaded runs nowhere under our name. */
    @GetMapping("/papers/{paper:[0-9a-f-]{36}}/download")
    ResponseEntity<byte[]> paper(@PathVariable String code, @PathVariable UUID id, @PathVariable UUID paper) {
        var found = meetings.paper(places.place(code).code(), new MeetingId(id), paper);
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(found.paper().name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.parseMediaType(found.paper().type()))
                .body(found.content());
    }

    @PostMapping("/call")
    ModelAndView call(@PathVariable String code, @PathVariable UUID id) {
        return running(
                code,
                id,
                "call",
                Map.of(),
                place -> send(place, called(meetings.call(place.code(), new MeetingId(id))).id()));
    }

    static Meeting called(Calling calling) {
        return switch (calling) {
            case Calling.Called called -> called.meeting();
            case Calling.NothingOnTheAgenda none ->
                throw Refusal.of(HttpStatus.CONFLICT, "council.fault.agenda.empty");
            case Calling.NotToDeliberate not ->
                throw Refusal.of(
                        HttpStatus.CONFLICT,
                        not.state() == PlanState.DRAFT
                                ? "council.fault.plan.draft"
                                : "council.fault.plan.notToDeliberate",
                        not.item().title());
            case Calling.BeforeAnother other ->
                throw Refusal.of(
                        HttpStatus.CONFLICT, "council.fault.plan.elsewhere", other.item().title());
            case Calling.NotFrom not -> throw Refusal.of(HttpStatus.CONFLICT, "council.fault.meeting.held");
        };
    }

    /** Once more: papers or the date changed. */
    @PostMapping("/notices")
    ModelAndView notice(@PathVariable String code, @PathVariable UUID id) {
        return running(code, id, "notices", Map.of(), place -> {
            if (sittings.sitting(place.code(), new MeetingId(id)).meeting().state() != Meeting.State.CALLED) {
                throw Refusal.of(HttpStatus.CONFLICT, "council.fault.notCalled");
            }
            return send(place, new MeetingId(id));
        });
    }

    private String send(Place place, MeetingId id) {
        mails.send(
                place.code(),
                id,
                ServletUriComponentsBuilder.fromCurrentContextPath().toUriString() + place.meeting(id));
        return "#notices";
    }

    @PostMapping("/cancellation")
    ModelAndView cancel(@PathVariable String code, @PathVariable UUID id) {
        return running(code, id, "cancellation", Map.of(), place -> {
            meetings.cancel(place.code(), new MeetingId(id));
            return "";
        });
    }

    // ---- opinions --------------------------------------------------------------------------------------------------

    @PostMapping("/items/{item:[0-9a-f-]{36}}/own-opinion")
    ModelAndView speak(
            @PathVariable String code,
            @PathVariable UUID id,
            @PathVariable UUID item,
            @RequestParam Map<String, String> form) {
        return speaking(code, id, "items/" + item + "/own-opinion", form, place -> {
            meetings.speak(
                    place.code(),
                    new MeetingId(id),
                    new ItemId(item),
                    Given.one("stance", Opinion.Stance.class, form.get("stance")),
                    Given.text("text", form.get("text"), Given.LONGEST));
            return "#item-" + item;
        });
    }

    @PostMapping("/items/{item:[0-9a-f-]{36}}/opinions")
    ModelAndView record(
            @PathVariable String code,
            @PathVariable UUID id,
            @PathVariable UUID item,
            @RequestParam Map<String, String> form) {
        return running(code, id, "items/" + item + "/opinions", form, place -> {
            var member = form.getOrDefault("member", "");
            meetings.recordOpinion(
                    place.code(),
                    new MeetingId(id),
                    new ItemId(item),
                    member.isEmpty() ? null : new MemberId(uuid("member", member)),
                    member.isEmpty() ? Given.text("body", form.get("body"), 120) : "",
                    Given.one("stance", Opinion.Stance.class, form.get("stance")),
                    Given.text("text", form.get("text"), Given.LONGEST));
            return "#item-" + item;
        });
    }

    // ---- the sitting -----------------------------------------------------------------------------------------------

    @PostMapping("/opening")
    ModelAndView open(@PathVariable String code, @PathVariable UUID id) {
        return running(code, id, "opening", Map.of(), place -> {
            sittings.open(place.code(), new MeetingId(id));
            return "#attendance";
        });
    }

    @PostMapping("/closing")
    ModelAndView close(@PathVariable String code, @PathVariable UUID id) {
        return running(code, id, "closing", Map.of(), place -> {
            sittings.close(place.code(), new MeetingId(id));
            return "/minutes";
        });
    }

    /** The whole list at once: who is not ticked is not there. */
    @PostMapping("/attendance")
    ModelAndView attendance(
            @PathVariable String code, @PathVariable UUID id, @RequestParam MultiValueMap<String, String> form) {
        return running(code, id, "attendance", Map.of(), place -> {
            var ticked = Set.copyOf(form.getOrDefault("present", List.of()));
            sittings.note(
                    place.code(),
                    new MeetingId(id),
                    sittings.sitting(place.code(), new MeetingId(id)).seated().stream()
                            .collect(Collectors.toMap(
                                    Member::id, one -> ticked.contains(one.id().toString()))));
            return "#attendance";
        });
    }

    @PostMapping("/items/{item:[0-9a-f-]{36}}/recusals")
    ModelAndView recuse(
            @PathVariable String code,
            @PathVariable UUID id,
            @PathVariable UUID item,
            @RequestParam Map<String, String> form) {
        return running(code, id, "items/" + item + "/recusals", form, place -> {
            var kind = form.getOrDefault("recusal", "");
            sittings.recuse(
                    place.code(),
                    new MeetingId(id),
                    new ItemId(item),
                    new MemberId(uuid("member", form.getOrDefault("member", ""))),
                    kind.equals("LIFTED") ? null : Given.one("recusal", Recusal.Kind.class, kind),
                    Given.text("reason", form.get("reason"), 500));
            return "#item-" + item;
        });
    }

    @PostMapping("/items/{item:[0-9a-f-]{36}}/own-recusal")
    ModelAndView standBack(
            @PathVariable String code,
            @PathVariable UUID id,
            @PathVariable UUID item,
            @RequestParam Map<String, String> form) {
        return speaking(code, id, "items/" + item + "/own-recusal", form, place -> {
            sittings.standBack(
                    place.code(), new MeetingId(id), new ItemId(item), Given.text("reason", form.get("reason"), 500));
            return "#item-" + item;
        });
    }

    @PostMapping("/items/{item:[0-9a-f-]{36}}/motions")
    ModelAndView put(
            @PathVariable String code,
            @PathVariable UUID id,
            @PathVariable UUID item,
            @RequestParam Map<String, String> form) {
        return running(code, id, "items/" + item + "/motions", form, place -> {
            sittings.put(
                    place.code(),
                    new MeetingId(id),
                    new ItemId(item),
                    Given.one("motion", Motion.Kind.class, form.get("motion")),
                    Given.one("method", Motion.Method.class, form.get("method")),
                    Given.maybe("amendment", form.get("amendment"), Given.LONGEST));
            return "#item-" + item;
        });
    }

    @PostMapping("/motions/{motion:[0-9a-f-]{36}}/own-vote")
    ModelAndView vote(
            @PathVariable String code,
            @PathVariable UUID id,
            @PathVariable UUID motion,
            @RequestParam Map<String, String> form) {
        return speaking(code, id, "motions/" + motion + "/own-vote", form, place -> {
            sittings.vote(
                    place.code(),
                    new MeetingId(id),
                    new MotionId(motion),
                    Given.one("choice", Ballot.Choice.class, form.get("choice")));
            return form.containsKey("item") ? "#item-" + uuid("item", form.get("item")) : "";
        });
    }

    /** One field a member, choice-…: left open where there is nothing to record. */
    @PostMapping("/motions/{motion:[0-9a-f-]{36}}/votes")
    ModelAndView record(
            @PathVariable String code,
            @PathVariable UUID id,
            @PathVariable UUID motion,
            @RequestParam MultiValueMap<String, String> form) {
        return running(code, id, "motions/" + motion + "/votes", form.toSingleValueMap(), place -> {
            var choices = new LinkedHashMap<MemberId, Ballot.Choice>();
            form.toSingleValueMap().forEach((field, choice) -> {
                if (field.startsWith("choice-") && !choice.isEmpty()) {
                    choices.put(
                            new MemberId(uuid("member", field.substring("choice-".length()))),
                            Given.one("choice", Ballot.Choice.class, choice));
                }
            });
            sittings.record(place.code(), new MeetingId(id), new MotionId(motion), choices);
            return anchor(form.getFirst("item"));
        });
    }

    @PostMapping("/motions/{motion:[0-9a-f-]{36}}/count")
    ModelAndView count(
            @PathVariable String code,
            @PathVariable UUID id,
            @PathVariable UUID motion,
            @RequestParam Map<String, String> form) {
        return running(code, id, "motions/" + motion + "/count", form, place -> {
            var casting = form.getOrDefault("casting", "");
            return told(
                            sittings.count(
                                    place.code(),
                                    new MeetingId(id),
                                    new MotionId(motion),
                                    hands(form),
                                    casting.isEmpty()
                                            ? null
                                            : Given.one("casting", Ballot.Choice.class, casting),
                                    Given.maybe("documentNumber", form.get("documentNumber"), 80)))
                    + anchor(form.get("item"));
        });
    }

    static Sitting.Hands hands(Map<String, String> form) {
        return form.containsKey("votesFor")
                ? new Sitting.Hands(
                        Given.whole("votesFor", form.get("votesFor"), 0, 200),
                        Given.whole("against", form.get("against"), 0, 200),
                        Given.whole("abstained", form.get("abstained"), 0, 200))
                : Sitting.Hands.NONE;
    }

    /** Nothing to add where it was decided, or another motion follows; a refusal in words where nothing was counted. */
    static String told(Deliberation deliberation) {
        return switch (deliberation) {
            case Deliberation.Decided decided -> "";
            case Deliberation.NotCarried not -> "";
            case Deliberation.NoQuorum few -> throw refusal(few);
            case Deliberation.Miscounted not -> throw refusal(not);
            case Deliberation.Tied tied -> throw refusal(tied);
            case Deliberation.NotBefore not -> throw refusal(not);
        };
    }

    static Refusal refusal(Deliberation.NoQuorum few) {
        return Refusal.of(HttpStatus.CONFLICT, "council.fault.quorum", few.present(), few.quorum());
    }

    static Refusal refusal(Deliberation.Miscounted not) {
        return Refusal.of(HttpStatus.CONFLICT, "council.fault.miscounted", not.counted(), not.present());
    }

    static Refusal refusal(Deliberation.Tied tied) {
        return Refusal.of(HttpStatus.CONFLICT, "council.fault.tied", tied.votesFor(), tied.against());
    }

    static Refusal refusal(Deliberation.NotBefore not) {
        return Refusal.of(HttpStatus.CONFLICT, "council.fault.plan.notBefore");
    }

    @PostMapping("/items/{item:[0-9a-f-]{36}}/document")
    ModelAndView document(
            @PathVariable String code,
            @PathVariable UUID id,
            @PathVariable UUID item,
            @RequestParam Map<String, String> form) {
        return running(code, id, "items/" + item + "/document", form, place -> {
            sittings.document(
                    place.code(),
                    new MeetingId(id),
                    new ItemId(item),
                    Given.text("documentNumber", form.get("documentNumber"), 80));
            return "#item-" + item;
        });
    }

    // ---- minutes ---------------------------------------------------------------------------------------------------

    record MinutesView(
            Place place,
            Minutes minutes,
            Map<ItemId, String> documents,
            List<Paper> signedPapers,
            boolean held,
            Map<Integer, MinutesStore.Note> notes,
            List<Refusal.Field> faults,
            Map<String, String> typed) {
        String href() {
            return place.meeting(minutes.meeting());
        }

        String typed(String form, String field) {
            return form.equals(typed.get("form")) ? typed.getOrDefault(field, "") : "";
        }

        MinutesStore.Note note(int ordinal) {
            return notes.getOrDefault(ordinal, MinutesStore.Note.NONE);
        }

        /** A number that was noted after the minutes were signed stands beside them. */
        @Nullable
        String document(Minutes.Item item) {
            return documents.getOrDefault(new ItemId(item.id()), item.documentNumber());
        }

        boolean writes() {
            return place.runs() && minutes.signed() == null;
        }
    }

    @GetMapping("/minutes")
    ModelAndView minutes(@PathVariable String code, @PathVariable UUID id) {
        return minutes(places.place(code), new MeetingId(id), List.of(), Map.of());
    }

    private ModelAndView minutes(Place place, MeetingId id, List<Refusal.Field> faults, Map<String, String> typed) {
        return CouncilPages.view("council/minutes", minutesView(place, id, faults, typed), faults);
    }

    private MinutesView minutesView(
            Place place, MeetingId id, List<Refusal.Field> faults, Map<String, String> typed) {
        var found = minutes.minutes(place.code(), id).orElseThrow(Refusal::notThere);
        return new MinutesView(
                place,
                found,
                sittings.documents(place.code()),
                place.reads()
                        ? meetings.papers(id).stream()
                                .filter(one -> one.kind() == Paper.Kind.SIGNED_MINUTES)
                                .toList()
                        : List.of(),
                meetings.find(place.code(), id)
                        .filter(one -> one.state() == Meeting.State.CLOSED)
                        .isPresent(),
                place.runs() ? minutes.notes(id) : Map.of(),
                faults,
                typed);
    }

    /** One file that needs nothing else, to file or to send. */
    @GetMapping("/minutes/download")
    ModelAndView download(
            @PathVariable String code, @PathVariable UUID id, jakarta.servlet.http.HttpServletResponse response) {
        var view = minutesView(places.place(code), new MeetingId(id), List.of(), Map.of());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("minutes-" + id + ".html", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return CouncilPages.view("council/minutes-file", view, List.of());
    }

    /** Saved as it is typed; without script by its button. */
    @PostMapping("/minutes/notes/{ordinal:[0-9]{1,4}}")
    ModelAndView note(
            @PathVariable String code,
            @PathVariable UUID id,
            @PathVariable int ordinal,
            @RequestParam Map<String, String> form,
            @org.springframework.web.bind.annotation.RequestHeader(name = "HX-Request", defaultValue = "false")
                    boolean typing) {
        var place = places.place(code);
        councils.secretary(place.code());
        var meeting = new MeetingId(id);
        try {
            var saved = minutes.save(
                    place.code(),
                    meeting,
                    ordinal,
                    Given.maybe("text", form.get("text"), Given.LONGEST),
                    Given.whole("revision", form.get("revision"), 0, Integer.MAX_VALUE - 1));
            return typing
                    ? saved(ordinal, saved.revision(), saved.savedAt(), null)
                    : new ModelAndView("redirect:" + place.meeting(meeting) + "/minutes#note-" + ordinal);
        } catch (Refusal refusal) {
            var faults = CouncilPages.faults(refusal);
            return typing
                    ? saved(ordinal, revision(form), Instant.EPOCH, faults.getFirst())
                    : minutes(place, meeting, faults, with(form, "minutes/notes/" + ordinal));
        }
    }

    private static int revision(Map<String, String> form) {
        var given = form.getOrDefault("revision", "");
        return given.matches("[0-9]{1,9}") ? Integer.parseInt(given) : 0;
    }

    record Saved(int ordinal, int revision, Instant at, Refusal.@Nullable Field fault) {}

    private static ModelAndView saved(int ordinal, int revision, Instant at, Refusal.@Nullable Field fault) {
        // htmx swaps in what is answered with 200 only; the fault is told where the moment would stand.
        return CouncilPages.view("council/saved", new Saved(ordinal, revision, at, fault), List.of());
    }

    @PostMapping("/minutes/signing")
    ModelAndView sign(@PathVariable String code, @PathVariable UUID id) {
        return minuting(code, id, "minutes/signing", Map.of(), place -> minutes.sign(place.code(), new MeetingId(id)));
    }

    @PostMapping("/minutes/addenda")
    ModelAndView add(@PathVariable String code, @PathVariable UUID id, @RequestParam Map<String, String> form) {
        return minuting(code, id, "minutes/addenda", form, place -> {
            var item = form.getOrDefault("item", "");
            minutes.add(
                    place.code(),
                    new MeetingId(id),
                    item.isEmpty() ? null : new ItemId(uuid("item", item)),
                    Given.text("text", form.get("text"), Given.LONGEST));
        });
    }

    @PostMapping("/minutes/papers")
    ModelAndView addSigned(
            @PathVariable String code,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable MultipartFile file) {
        return minuting(code, id, "minutes/papers", Map.of(), place -> {
            if (file == null || file.isEmpty()) {
                throw Given.wrong("file");
            }
            meetings.addPaper(
                    place.code(),
                    new MeetingId(id),
                    null,
                    Paper.Kind.SIGNED_MINUTES,
                    Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                    bytes(file));
        });
    }

    @GetMapping("/minutes/{form:signing|addenda|papers}")
    String backToMinutes(@PathVariable String code, @PathVariable UUID id) {
        return "redirect:/municipalities/" + code + "/meetings/" + id + "/minutes";
    }

    @GetMapping("/minutes/notes/{ordinal:[0-9]{1,4}}")
    String backToNote(@PathVariable String code, @PathVariable UUID id) {
        return backToMinutes(code, id);
    }

    // ----------------------------------------------------------------------------------------------------------------

    private ModelAndView minuting(
            String code, UUID id, String form, Map<String, String> typed, java.util.function.Consumer<Place> work) {
        var place = places.place(code);
        councils.secretary(place.code());
        try {
            work.accept(place);
            return new ModelAndView("redirect:" + place.meeting(new MeetingId(id)) + "/minutes");
        } catch (Refusal refusal) {
            return minutes(place, new MeetingId(id), CouncilPages.faults(refusal), with(typed, form));
        }
    }

    /** @param work what is done; answers where on the page to go */
    private ModelAndView running(
            String code, UUID id, String form, Map<String, String> typed, Function<Place, String> work) {
        var place = places.place(code);
        councils.secretary(place.code());
        return doing(place, id, form, typed, work);
    }

    private ModelAndView speaking(
            String code, UUID id, String form, Map<String, String> typed, Function<Place, String> work) {
        var place = places.place(code);
        access.require(dure.access.Permission.COUNCILS_SPEAK, place.code());
        return doing(place, id, form, typed, work);
    }

    private ModelAndView doing(
            Place place, UUID id, String form, Map<String, String> typed, Function<Place, String> work) {
        try {
            return new ModelAndView("redirect:" + place.meeting(new MeetingId(id)) + work.apply(place));
        } catch (Refusal refusal) {
            return one(place, new MeetingId(id), CouncilPages.faults(refusal), with(typed, form));
        }
    }

    private static Map<String, String> with(Map<String, String> typed, String form) {
        var all = new HashMap<>(typed);
        all.put("form", form);
        return all;
    }

    private static String anchor(@Nullable String item) {
        return item == null || item.isEmpty() ? "" : "#item-" + uuid("item", item);
    }

    static UUID uuid(String field, @Nullable String text) {
        try {
            return UUID.fromString(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            throw Given.wrong(field);
        }
    }
}
