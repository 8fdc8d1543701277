package dure.council;

import com.fasterxml.jackson.annotation.JsonInclude;
import dure.plan.PlanId;
import dure.plan.PlanKind;
import dure.plan.Resolution;
import dure.plan.Versions;
import dure.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * 협의체, 회의, 의결 for machines. What is not public is for the municipality's staff and its councils' members; the public
 * reads signed minutes and resolutions of disclosed plans. Texts have at most 2,000 characters; times of meetings are
 * Korean ones without an offset.
 */
@RestController
@RequestMapping("/api/v1/municipalities/{code}")
@Tag(name = "councils")
class CouncilApi {
    private final Place.Finder places;
    private final Councils councils;
    private final Meetings meetings;
    private final Sittings sittings;
    private final WritingMinutes minutes;
    private final Resolutions resolutions;
    private final Versions versions;

    CouncilApi(
            Place.Finder places,
            Councils councils,
            Meetings meetings,
            Sittings sittings,
            WritingMinutes minutes,
            Resolutions resolutions,
            Versions versions) {
        this.places = places;
        this.councils = councils;
        this.meetings = meetings;
        this.sittings = sittings;
        this.minutes = minutes;
        this.resolutions = resolutions;
        this.versions = versions;
    }

    /** @param open 1/2+ is more than a half of the members in office, 2/3 two thirds or more; or a number of members: 5 */
    record RuleRequest(
            @Nullable String validFrom,
            @Nullable String open,
            @Nullable String passBase,
            @Nullable String pass,
            @Nullable String tie,
            @Nullable String ground) {}

    record CouncilRequest(
            @Nullable String kind,
            @Nullable String name,
            @Nullable String foundedOn,
            @Nullable RuleRequest rule) {}

    record MemberRequest(
            @Nullable String name,
            @Nullable String affiliation,
            @Nullable String side,
            @Nullable String duty,
            @Nullable Boolean votes,
            @Nullable String from,
            @Nullable String until,
            @Nullable String email,
            @Nullable String login) {
        @Override
        public String toString() {
            return "MemberRequest";
        }
    }

    record MeetingRequest(
            @Nullable String title,
            @Nullable String kind,
            @Nullable String plannedAt,
            @Nullable String place) {}

    record ItemRequest(
            @Nullable String kind,
            @Nullable String title,
            @Nullable String note,
            @Nullable UUID plan) {}

    /** @param present the members who are there; everybody else is not */
    record AttendanceRequest(@Nullable List<UUID> present) {}

    record OpinionRequest(
            @Nullable UUID member,
            @Nullable String body,
            @Nullable String stance,
            @Nullable String text) {}

    record OwnOpinionRequest(
            @Nullable String stance, @Nullable String text) {}

    /** @param kind EXCLUSION, CHALLENGE, OWN_WISH; LIFTED ends it */
    record RecusalRequest(
            @Nullable UUID member,
            @Nullable String kind,
            @Nullable String reason) {}

    record MotionRequest(
            @Nullable String kind,
            @Nullable String method,
            @Nullable String amendment) {}

    record VoteRequest(@Nullable UUID member, @Nullable String choice) {}

    record VotesRequest(@Nullable List<VoteRequest> votes) {}

    record OwnVoteRequest(@Nullable String choice) {}

    /** @param votesFor and the other two counts: of a vote by hands; @param casting the chair's, of equal votes */
    record CountRequest(
            @Nullable Integer votesFor,
            @Nullable Integer against,
            @Nullable Integer abstained,
            @Nullable String casting,
            @Nullable String documentNumber) {}

    record DocumentRequest(@Nullable String documentNumber) {}

    record Made(UUID id) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record MemberAnswer(
            UUID id,
            String name,
            String affiliation,
            Member.Side side,
            Member.Duty duty,
            boolean votes,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable LocalDate leftOn) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record RuleAnswer(
            LocalDate validFrom,
            String open,
            QuorumRule.Base passBase,
            String pass,
            QuorumRule.Tie tie,
            String ground) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record CouncilAnswer(
            UUID id,
            Council.Kind kind,
            String name,
            LocalDate foundedOn,
            @Nullable LocalDate dissolvedOn,
            List<RuleAnswer> rules,
            List<MemberAnswer> members) {}

    /** @param council null to the public, which reads of a meeting what its minutes say */
    record MeetingRow(
            UUID id,
            @Nullable UUID council,
            String title,
            Meeting.Kind kind,
            Instant plannedAt,
            String place,
            Meeting.State state) {
        static MeetingRow of(Minutes signed) {
            var opening = signed.opening();
            return new MeetingRow(
                    signed.meeting().value(),
                    null,
                    opening.title(),
                    opening.kind(),
                    opening.plannedAt(),
                    opening.place(),
                    Meeting.State.CLOSED);
        }
    }

    /** @param counted whether it was */
    record MotionAnswer(
            UUID id, UUID item, Motion.Kind kind, Motion.Method method, String amendment, boolean counted) {}

    /**
     * @param state CLOSED of what the public sees
     * @param motions all that were put to the vote; the last of an item that is not counted is open
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record MeetingAnswer(
            UUID id,
            Meeting.State state,
            Minutes.Opening opening,
            List<Minutes.Item> items,
            List<MotionAnswer> motions,
            Minutes.@Nullable Signed signed,
            List<Minutes.Addendum> addenda) {}

    /** @param resolution null: not carried, and another motion may be put */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record CountAnswer(
            @Nullable Resolution resolution,
            int inOffice,
            int recused,
            int present,
            int votesFor,
            int against,
            int abstained,
            @Nullable UUID next) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ResolutionAnswer(
            UUID meeting,
            String body,
            String item,
            @Nullable UUID plan,
            @Nullable PlanKind planKind,
            @Nullable Integer period,
            @Nullable Integer version,
            @Nullable String contentHash,
            Resolution resolution,
            @Nullable LocalDate decidedOn,
            String amendment,
            @Nullable Integer nextVersion,
            @Nullable String documentNumber) {}

    @GetMapping("/councils")
    @Operation(operationId = "councils", summary = "Councils with their rules and members; staff and members only")
    List<CouncilAnswer> councils(@PathVariable String code) {
        return councils.all(places.place(code).code()).stream()
                .map(one -> new CouncilAnswer(
                        one.id().value(),
                        one.kind(),
                        one.name(),
                        one.foundedOn(),
                        one.dissolvedOn(),
                        councils.rules(one.id()).stream().map(CouncilApi::rule).toList(),
                        councils.members(one.id()).stream()
                                .map(CouncilApi::member)
                                .toList()))
                .toList();
    }

    private static RuleAnswer rule(QuorumRule rule) {
        return new RuleAnswer(
                rule.validFrom(),
                switch (rule.opening()) {
                    case QuorumRule.Opening.AtLeast number -> String.valueOf(number.members());
                    case QuorumRule.Opening.OfMembers part -> share(part.share());
                },
                rule.passing().base(),
                share(rule.passing().share()),
                rule.tie(),
                rule.ground());
    }

    private static String share(Share share) {
        return share.top() + "/" + share.bottom() + (share.over() ? "+" : "");
    }

    private static MemberAnswer member(Member one) {
        return new MemberAnswer(
                one.id().value(),
                one.name(),
                one.affiliation(),
                one.side(),
                one.duty(),
                one.votes(),
                one.from(),
                one.until(),
                one.leftOn());
    }

    @PostMapping("/councils")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "foundCouncil", summary = "Registers a council, with its rule where it is given")
    Made found(@PathVariable String code, @RequestBody CouncilRequest request) {
        var place = places.place(code);
        councils.secretary(place.code());
        var rule = request.rule() == null ? null : understand(request.rule());
        var id = councils.found(
                place.code(),
                Given.one("kind", Council.Kind.class, request.kind()),
                Given.text("name", request.name(), 80),
                Given.day("foundedOn", request.foundedOn()));
        if (rule != null) {
            councils.set(place.code(), id, rule);
        }
        return new Made(id.value());
    }

    @PostMapping("/councils/{council}/rules")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "setCouncilRule", summary = "Sets the quorum of a council from a day on")
    void rule(@PathVariable String code, @PathVariable UUID council, @RequestBody RuleRequest request) {
        var place = places.place(code);
        councils.secretary(place.code());
        councils.set(place.code(), new CouncilId(council), understand(request));
    }

    private static QuorumRule understand(RuleRequest request) {
        var form = new HashMap<String, String>();
        var open = Objects.requireNonNullElse(request.open(), "");
        if (open.matches("[0-9]{1,3}")) {
            form.put("opening", "NUMBER");
            form.put("openNumber", open);
        } else {
            form.put("openShare", open);
        }
        put(form, "validFrom", request.validFrom());
        put(form, "passBase", request.passBase());
        put(form, "passShare", request.pass());
        put(form, "tie", request.tie());
        put(form, "ground", request.ground());
        return CouncilPages.rule(form);
    }

    private static void put(Map<String, String> form, String field, @Nullable String given) {
        if (given != null) {
            form.put(field, given);
        }
    }

    @PostMapping("/councils/{council}/members")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "addCouncilMember", summary = "Registers a member with the term of office")
    Made member(@PathVariable String code, @PathVariable UUID council, @RequestBody MemberRequest request) {
        var place = places.place(code);
        councils.secretary(place.code());
        var form = new HashMap<String, String>();
        put(form, "memberName", request.name());
        put(form, "affiliation", request.affiliation());
        put(form, "side", request.side());
        put(form, "duty", request.duty());
        put(form, "votes", String.valueOf(!Boolean.FALSE.equals(request.votes())));
        put(form, "from", request.from());
        put(form, "until", request.until());
        put(form, "email", request.email());
        put(form, "login", request.login());
        return new Made(councils.add(
                        place.code(),
                        CouncilPages.member(new CouncilId(council), new MemberId(new UUID(0, 0)), form),
                        CouncilPages.contact(form))
                .value());
    }

    @PostMapping("/councils/{council}/meetings")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "planMeeting", summary = "Plans a meeting of a council")
    Made plan(@PathVariable String code, @PathVariable UUID council, @RequestBody MeetingRequest request) {
        var place = places.place(code);
        councils.secretary(place.code());
        var form = new HashMap<String, String>();
        put(form, "title", request.title());
        put(form, "meetingKind", request.kind());
        put(form, "plannedAt", request.plannedAt());
        put(form, "place", request.place());
        return new Made(
                meetings.plan(place.code(), CouncilPages.meeting(place, new CouncilId(council), new UUID(0, 0), form))
                        .value());
    }

    @GetMapping("/meetings")
    @Operation(
            operationId = "meetings",
            summary = "Meetings, the newest first; of the public those with public minutes")
    List<MeetingRow> meetings(@PathVariable String code) {
        var place = places.place(code);
        var own = meetings.ofMunicipality(place.code());
        if (own.isEmpty()) {
            return minutes.signed(place.code()).stream().map(MeetingRow::of).toList();
        }
        return own.stream()
                .map(one -> new MeetingRow(
                        one.id().value(),
                        one.council().value(),
                        one.title(),
                        one.kind(),
                        one.plannedAt(),
                        one.place(),
                        one.state()))
                .toList();
    }

    @GetMapping("/meetings/{meeting}")
    @Operation(
            operationId = "meeting",
            summary =
                    "A meeting: agenda, attendance, papers, opinions, votes and resolutions; of the public its signed minutes")
    MeetingAnswer meeting(@PathVariable String code, @PathVariable UUID meeting) {
        var place = places.place(code);
        var id = new MeetingId(meeting);
        var found = minutes.minutes(place.code(), id).orElseThrow(Refusal::notThere);
        var sitting = meetings.find(place.code(), id).map(one -> sittings.sitting(place.code(), id));
        return new MeetingAnswer(
                meeting,
                sitting.map(one -> one.meeting().state()).orElse(Meeting.State.CLOSED),
                found.opening(),
                found.items(),
                sitting.stream()
                        .flatMap(one -> one.motions().stream()
                                .map(motion -> new MotionAnswer(
                                        motion.id().value(),
                                        motion.item().value(),
                                        motion.kind(),
                                        motion.method(),
                                        motion.amendment(),
                                        one.count(motion.id()).isPresent())))
                        .toList(),
                // By whose account it was signed is the staff's to know.
                place.reads()
                        ? found.signed()
                        : Optional.ofNullable(found.signed())
                                .map(Minutes.Signed::unnamed)
                                .orElse(null),
                found.addenda());
    }

    @PostMapping("/meetings/{meeting}/items")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "addAgendaItem", summary = "Puts a version of a plan, or something else, on the agenda")
    Made item(@PathVariable String code, @PathVariable UUID meeting, @RequestBody ItemRequest request) {
        var place = places.place(code);
        councils.secretary(place.code());
        var plan = request.plan() == null ? null : new PlanId(request.plan());
        var title = request.title() == null && plan != null
                ? versions.find(plan).map(one -> one.head().title()).orElseThrow(() -> Given.wrong("plan"))
                : Given.text("itemTitle", request.title(), 200);
        return new Made(meetings.add(
                        place.code(),
                        new MeetingId(meeting),
                        new AgendaItem(
                                new ItemId(new UUID(0, 0)),
                                new MeetingId(meeting),
                                0,
                                plan != null
                                        ? AgendaItem.Kind.DECISION
                                        : Given.one("itemKind", AgendaItem.Kind.class, request.kind()),
                                title,
                                Given.maybe("note", request.note(), Given.LONGEST),
                                plan,
                                null))
                .value());
    }

    @PostMapping("/meetings/{meeting}/call")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "callMeeting",
            summary = "Calls a meeting: the plans on its agenda go under deliberation. Sends no e-mail")
    void call(@PathVariable String code, @PathVariable UUID meeting) {
        MeetingPages.called(meetings.call(places.place(code).code(), new MeetingId(meeting)));
    }

    @PostMapping("/meetings/{meeting}/opening")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "openMeeting", summary = "Opens a meeting that was called")
    void open(@PathVariable String code, @PathVariable UUID meeting) {
        sittings.open(places.place(code).code(), new MeetingId(meeting));
    }

    @PostMapping("/meetings/{meeting}/attendance")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "takeAttendance", summary = "Says who is there; everybody else is not")
    void attendance(@PathVariable String code, @PathVariable UUID meeting, @RequestBody AttendanceRequest request) {
        var place = places.place(code);
        councils.secretary(place.code());
        var there = Set.copyOf(Objects.requireNonNullElse(request.present(), List.<UUID>of()));
        var id = new MeetingId(meeting);
        sittings.note(
                place.code(),
                id,
                sittings.sitting(place.code(), id).seated().stream()
                        .collect(Collectors.toMap(
                                Member::id, one -> there.contains(one.id().value()))));
    }

    @PostMapping("/meetings/{meeting}/items/{item}/own-opinion")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "giveOpinion", summary = "Gives the asking member's own opinion on an item")
    void speak(
            @PathVariable String code,
            @PathVariable UUID meeting,
            @PathVariable UUID item,
            @RequestBody OwnOpinionRequest request) {
        meetings.speak(
                places.place(code).code(),
                new MeetingId(meeting),
                new ItemId(item),
                Given.one("stance", Opinion.Stance.class, request.stance()),
                Given.text("text", request.text(), Given.LONGEST));
    }

    @PostMapping("/meetings/{meeting}/items/{item}/opinions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "recordOpinion", summary = "Records the opinion of a member or of a partner body")
    void opinion(
            @PathVariable String code,
            @PathVariable UUID meeting,
            @PathVariable UUID item,
            @RequestBody OpinionRequest request) {
        meetings.recordOpinion(
                places.place(code).code(),
                new MeetingId(meeting),
                new ItemId(item),
                request.member() == null ? null : new MemberId(request.member()),
                request.member() == null ? Given.text("body", request.body(), 120) : "",
                Given.one("stance", Opinion.Stance.class, request.stance()),
                Given.text("text", request.text(), Given.LONGEST));
    }

    @PostMapping("/meetings/{meeting}/items/{item}/recusals")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "recuseMember", summary = "Recuses a member from an item, or lifts that")
    void recuse(
            @PathVariable String code,
            @PathVariable UUID meeting,
            @PathVariable UUID item,
            @RequestBody RecusalRequest request) {
        sittings.recuse(
                places.place(code).code(),
                new MeetingId(meeting),
                new ItemId(item),
                new MemberId(given("member", request.member())),
                "LIFTED".equals(request.kind()) ? null : Given.one("recusal", Recusal.Kind.class, request.kind()),
                Given.text("reason", request.reason(), 500));
    }

    @PostMapping("/meetings/{meeting}/items/{item}/motions")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "putMotion", summary = "Puts an item to the vote: as drafted, amended, or to be deferred")
    Made motion(
            @PathVariable String code,
            @PathVariable UUID meeting,
            @PathVariable UUID item,
            @RequestBody MotionRequest request) {
        return new Made(sittings.put(
                        places.place(code).code(),
                        new MeetingId(meeting),
                        new ItemId(item),
                        Given.one("motion", Motion.Kind.class, request.kind()),
                        Given.one("method", Motion.Method.class, request.method()),
                        Given.maybe("amendment", request.amendment(), Given.LONGEST))
                .value());
    }

    @PostMapping("/meetings/{meeting}/motions/{motion}/own-vote")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "castVote", summary = "Casts the asking member's own vote")
    void vote(
            @PathVariable String code,
            @PathVariable UUID meeting,
            @PathVariable UUID motion,
            @RequestBody OwnVoteRequest request) {
        sittings.vote(
                places.place(code).code(),
                new MeetingId(meeting),
                new MotionId(motion),
                Given.one("choice", Ballot.Choice.class, request.choice()));
    }

    @PostMapping("/meetings/{meeting}/motions/{motion}/votes")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "recordVotes", summary = "Records votes by name; what a member cast in person stays")
    void votes(
            @PathVariable String code,
            @PathVariable UUID meeting,
            @PathVariable UUID motion,
            @RequestBody VotesRequest request) {
        var choices = new LinkedHashMap<MemberId, Ballot.Choice>();
        Stream.ofNullable(request.votes())
                .flatMap(List::stream)
                .forEach(one -> choices.put(
                        new MemberId(given("member", one.member())),
                        Given.one("choice", Ballot.Choice.class, one.choice())));
        sittings.record(places.place(code).code(), new MeetingId(meeting), new MotionId(motion), choices);
    }

    @PostMapping("/meetings/{meeting}/motions/{motion}/count")
    @Operation(
            operationId = "countMotion",
            summary = "Counts a motion under the council's rule and records the resolution; 409 without a quorum")
    CountAnswer count(
            @PathVariable String code,
            @PathVariable UUID meeting,
            @PathVariable UUID motion,
            @RequestBody CountRequest request) {
        var counted = sittings.count(
                places.place(code).code(),
                new MeetingId(meeting),
                new MotionId(motion),
                new Sitting.Hands(
                        whole("votesFor", request.votesFor()),
                        whole("against", request.against()),
                        whole("abstained", request.abstained())),
                request.casting() == null ? null : Given.one("casting", Ballot.Choice.class, request.casting()),
                Given.maybe("documentNumber", request.documentNumber(), 80));
        return switch (counted) {
            case Deliberation.Decided done -> answer(done.resolution(), done.ballot(), done.next());
            case Deliberation.NotCarried not -> answer(null, not.ballot(), null);
            case Deliberation.NoQuorum few -> throw MeetingPages.refusal(few);
            case Deliberation.Miscounted not -> throw MeetingPages.refusal(not);
            case Deliberation.Tied tied -> throw MeetingPages.refusal(tied);
            case Deliberation.NotBefore not -> throw MeetingPages.refusal(not);
        };
    }

    private static CountAnswer answer(@Nullable Resolution resolution, Ballot ballot, @Nullable PlanId next) {
        return new CountAnswer(
                resolution,
                ballot.inOffice(),
                ballot.recused(),
                ballot.present(),
                ballot.votesFor(),
                ballot.against(),
                ballot.abstained(),
                next == null ? null : next.value());
    }

    private static int whole(String field, @Nullable Integer given) {
        return given == null ? 0 : Given.whole(field, given.toString(), 0, 200);
    }

    @PostMapping("/meetings/{meeting}/items/{item}/document")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "documentResolution", summary = "Records the number of the approval document")
    void document(
            @PathVariable String code,
            @PathVariable UUID meeting,
            @PathVariable UUID item,
            @RequestBody DocumentRequest request) {
        sittings.document(
                places.place(code).code(),
                new MeetingId(meeting),
                new ItemId(item),
                Given.text("documentNumber", request.documentNumber(), 80));
    }

    @PostMapping("/meetings/{meeting}/closing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "closeMeeting", summary = "Closes a meeting; nothing of it changes from then on")
    void close(@PathVariable String code, @PathVariable UUID meeting) {
        sittings.close(places.place(code).code(), new MeetingId(meeting));
    }

    @GetMapping("/resolutions")
    @Operation(
            operationId = "resolutions",
            summary =
                    "All resolutions of the municipality's councils with plan, version, hash, date, body and document")
    List<ResolutionAnswer> resolutions(@PathVariable String code) {
        return resolutions.of(places.place(code).code()).stream()
                .map(one -> new ResolutionAnswer(
                        one.meeting().value(),
                        one.body(),
                        one.title(),
                        one.plan() == null ? null : one.plan().id(),
                        one.plan() == null ? null : one.plan().kind(),
                        one.plan() == null ? null : one.plan().period(),
                        one.plan() == null ? null : one.plan().version(),
                        one.contentHash(),
                        one.resolution(),
                        one.on(),
                        one.amendment(),
                        one.next() == null ? null : one.next().version(),
                        one.documentNumber()))
                .toList();
    }

    private static UUID given(String field, @Nullable UUID value) {
        if (value == null) {
            throw Given.wrong(field);
        }
        return value;
    }
}
