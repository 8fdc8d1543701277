package dure.council;

import dure.access.Access;
import dure.access.Permission;
import dure.region.Municipalities;
import dure.web.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 협의체: what lies before a member, the councils of a municipality, and each with its members and its rule. */
@Controller
class CouncilPages {
    private final Place.Finder places;
    private final Councils councils;
    private final Meetings meetings;
    private final Sittings sittings;
    private final WritingMinutes minutes;
    private final Resolutions resolutions;
    private final Municipalities municipalities;
    private final Access access;
    private final Clock clock;

    CouncilPages(
            Place.Finder places,
            Councils councils,
            Meetings meetings,
            Sittings sittings,
            WritingMinutes minutes,
            Resolutions resolutions,
            Municipalities municipalities,
            Access access,
            Clock clock) {
        this.places = places;
        this.councils = councils;
        this.meetings = meetings;
        this.sittings = sittings;
        this.minutes = minutes;
        this.resolutions = resolutions;
        this.municipalities = municipalities;
        this.access = access;
        this.clock = clock;
    }

    /** @param toSay items of it on which the member has neither spoken nor voted yet */
    record Before(Meeting meeting, Council council, String place, List<AgendaItem> items, int toSay) {
        String href() {
            return "/municipalities/" + meeting.municipality() + "/meetings/" + meeting.id();
        }
    }

    record MineView(List<Before> before, List<Before> held, boolean seated) {}

    /** A council in the list. */
    record Row(Council council, int inOffice, int members, boolean ruled) {}

    record Held(Meeting meeting, String council, int items) {}

    record OverView(
            Place place,
            List<Row> councils,
            List<Held> coming,
            List<Held> over,
            List<Minutes> minutes,
            List<Resolutions.Resolved> resolutions,
            List<Refusal.Field> faults,
            Map<String, String> typed) {
        String typed(String field) {
            return typed.getOrDefault(field, "");
        }
    }

    record OneView(
            Place place,
            Council council,
            LocalDate today,
            List<QuorumRule> rules,
            List<Member> members,
            Map<MemberId, Member.Contact> contacts,
            List<Meeting> meetings,
            List<Refusal.Field> faults,
            Map<String, String> typed) {
        String typed(String field) {
            return typed.getOrDefault(field, "");
        }

        List<Member> seated() {
            return members.stream().filter(one -> one.inOffice(today)).toList();
        }

        List<Member> left() {
            return members.stream().filter(one -> !one.inOffice(today)).toList();
        }

        Member.Contact contact(Member member) {
            return contacts.getOrDefault(member.id(), Member.Contact.NONE);
        }
    }

    /** A council member with ten minutes: what is called, what waits for a word, what was held. */
    @GetMapping("/councils")
    ModelAndView mine() {
        var mine = councils.mine();
        var viewer = access.viewer();
        if (mine.isEmpty() && !viewer.may(Permission.COUNCILS_SPEAK)) {
            return municipalities.all().stream()
                    .filter(one -> viewer.may(Permission.COUNCILS_WRITE, one.code()))
                    .findFirst()
                    .map(one -> new ModelAndView("redirect:/municipalities/" + one.code() + "/councils"))
                    .orElseThrow(Refusal::notThere);
        }
        var byId = mine.stream().collect(Collectors.toMap(Council::id, one -> one));
        var all = meetings.ofCouncils(byId.keySet()).stream()
                .filter(one -> one.state() != Meeting.State.PLANNED && one.state() != Meeting.State.CANCELLED)
                .map(one -> before(one, Objects.requireNonNull(byId.get(one.council()))))
                .toList();
        return new ModelAndView(
                "council/mine",
                Map.of(
                        "view",
                        new MineView(
                                all.stream()
                                        .filter(one -> one.meeting().takes())
                                        .toList()
                                        .reversed(),
                                all.stream()
                                        .filter(one -> !one.meeting().takes())
                                        .limit(20)
                                        .toList(),
                                !mine.isEmpty())));
    }

    private Before before(Meeting meeting, Council council) {
        var items = meetings.items(meeting.id());
        var seats = councils.seats();
        var spoken = new LinkedHashSet<ItemId>();
        meetings.opinions(meeting.id()).stream()
                .filter(one -> one.member() != null && seats.contains(one.member()))
                .forEach(one -> spoken.add(one.item()));
        var municipality = municipalities.get(meeting.municipality());
        return new Before(
                meeting,
                council,
                municipality.fullName(),
                items,
                (int) items.stream().filter(one -> !spoken.contains(one.id())).count());
    }

    @GetMapping("/municipalities/{code:[0-9]{5}}/councils")
    ModelAndView all(@PathVariable String code) {
        return all(places.place(code), List.of(), Map.of());
    }

    private ModelAndView all(Place place, List<Refusal.Field> faults, Map<String, String> typed) {
        var code = place.code();
        var list = councils.all(code);
        var today = LocalDate.now(clock.withZone(Meeting.SEOUL));
        var names = list.stream().collect(Collectors.toMap(Council::id, Council::name));
        var held = meetings.ofMunicipality(code);
        var counted = meetings.items(held.stream().map(Meeting::id).toList()).stream()
                .collect(Collectors.groupingBy(AgendaItem::meeting, Collectors.counting()));
        var rows = held.stream()
                .map(one -> new Held(
                        one,
                        names.getOrDefault(one.council(), ""),
                        counted.getOrDefault(one.id(), 0L).intValue()))
                .toList();
        return view(
                "council/all",
                new OverView(
                        place,
                        list.stream().map(one -> row(one, today)).toList(),
                        rows.stream()
                                .filter(one -> one.meeting().takes())
                                .toList()
                                .reversed(),
                        rows.stream().filter(one -> !one.meeting().takes()).toList(),
                        minutes.signed(code),
                        resolutions.of(code),
                        faults,
                        typed),
                faults);
    }

    private Row row(Council council, LocalDate today) {
        var members = councils.members(council.id());
        return new Row(
                council,
                (int) members.stream().filter(one -> one.inOffice(today)).count(),
                members.size(),
                !councils.rules(council.id()).isEmpty());
    }

    @PostMapping("/municipalities/{code:[0-9]{5}}/councils")
    ModelAndView found(@PathVariable String code, @RequestParam Map<String, String> form) {
        var place = places.place(code);
        councils.secretary(place.code());
        try {
            var id = councils.found(
                    place.code(),
                    Given.one("kind", Council.Kind.class, form.get("kind")),
                    Given.text("name", form.get("name"), 80),
                    Given.day("foundedOn", form.get("foundedOn")));
            return new ModelAndView("redirect:" + place.council(id));
        } catch (Refusal refusal) {
            return all(place, faults(refusal), form);
        }
    }

    @GetMapping("/municipalities/{code:[0-9]{5}}/councils/{id:[0-9a-f-]{36}}")
    ModelAndView one(@PathVariable String code, @PathVariable UUID id) {
        return one(places.place(code), new CouncilId(id), List.of(), Map.of());
    }

    private ModelAndView one(Place place, CouncilId id, List<Refusal.Field> faults, Map<String, String> typed) {
        var council = councils.get(place.code(), id);
        var members = councils.members(id);
        return view(
                "council/one",
                new OneView(
                        place,
                        council,
                        LocalDate.now(clock.withZone(Meeting.SEOUL)),
                        councils.rules(id),
                        members,
                        place.runs() ? councils.contacts(members) : Map.of(),
                        meetings.ofCouncils(List.of(id)),
                        faults,
                        typed),
                faults);
    }

    @GetMapping({
        "/municipalities/{code:[0-9]{5}}/councils/{id:[0-9a-f-]{36}}/{form:rules|dissolution|meetings}",
        "/municipalities/{code:[0-9]{5}}/councils/{id:[0-9a-f-]{36}}/members/**"
    })
    String back(@PathVariable String code, @PathVariable UUID id) {
        return "redirect:/municipalities/" + code + "/councils/" + id;
    }

    @PostMapping("/municipalities/{code:[0-9]{5}}/councils/{id:[0-9a-f-]{36}}/rules")
    ModelAndView rule(@PathVariable String code, @PathVariable UUID id, @RequestParam Map<String, String> form) {
        return doing(code, id, form, place -> councils.set(place.code(), new CouncilId(id), rule(form)));
    }

    static QuorumRule rule(Map<String, String> form) {
        var opening = "NUMBER".equals(form.get("opening"))
                ? new QuorumRule.Opening.AtLeast(Given.whole("openNumber", form.get("openNumber"), 1, 200))
                : new QuorumRule.Opening.OfMembers(share("open", form.get("openShare")));
        return new QuorumRule(
                0,
                Given.day("validFrom", form.get("validFrom")),
                opening,
                new QuorumRule.Passing(
                        Given.one("passBase", QuorumRule.Base.class, form.get("passBase")),
                        share("pass", form.get("passShare"))),
                Given.one("tie", QuorumRule.Tie.class, form.get("tie")),
                Given.maybe("ground", form.get("ground"), 200));
    }

    /** 1/2+ is more than a half, 2/3 two thirds or more. */
    private static Share share(String of, @Nullable String given) {
        var field = of.equals("open") ? "openShare" : "passShare";
        var text = given == null ? "" : given.strip();
        if (!text.matches("[0-9]{1,2}/[0-9]{1,2}\\+?")) {
            throw Given.wrong(field);
        }
        var over = text.endsWith("+");
        var parts = (over ? text.substring(0, text.length() - 1) : text).split("/");
        try {
            return new Share(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), over);
        } catch (IllegalArgumentException e) {
            throw Given.wrong(field);
        }
    }

    @PostMapping("/municipalities/{code:[0-9]{5}}/councils/{id:[0-9a-f-]{36}}/members")
    ModelAndView add(@PathVariable String code, @PathVariable UUID id, @RequestParam Map<String, String> form) {
        return doing(
                code,
                id,
                form,
                place -> councils.add(
                        place.code(), member(new CouncilId(id), new MemberId(new UUID(0, 0)), form), contact(form)));
    }

    @PostMapping("/municipalities/{code:[0-9]{5}}/councils/{id:[0-9a-f-]{36}}/members/{member:[0-9a-f-]{36}}")
    ModelAndView change(
            @PathVariable String code,
            @PathVariable UUID id,
            @PathVariable UUID member,
            @RequestParam Map<String, String> form) {
        return doing(
                code,
                id,
                form,
                place -> councils.change(
                        place.code(), member(new CouncilId(id), new MemberId(member), form), contact(form)));
    }

    static Member member(CouncilId council, MemberId id, Map<String, String> form) {
        return new Member(
                id,
                council,
                Given.text("memberName", form.get("memberName"), 60),
                Given.maybe("affiliation", form.get("affiliation"), 120),
                Given.one("side", Member.Side.class, form.get("side")),
                Given.one("duty", Member.Duty.class, form.get("duty")),
                "true".equals(form.get("votes")),
                Given.day("from", form.get("from")),
                Given.maybeDay("until", form.get("until")),
                Given.maybeDay("leftOn", form.get("leftOn")));
    }

    static Member.Contact contact(Map<String, String> form) {
        return new Member.Contact(word("email", form.get("email"), 190), word("login", form.get("login"), 60));
    }

    private static @Nullable String word(String field, @Nullable String given, int longest) {
        var text = Given.maybe(field, given, longest);
        return text.isEmpty() ? null : text;
    }

    @PostMapping("/municipalities/{code:[0-9]{5}}/councils/{id:[0-9a-f-]{36}}/dissolution")
    ModelAndView dissolve(@PathVariable String code, @PathVariable UUID id, @RequestParam Map<String, String> form) {
        return doing(
                code,
                id,
                form,
                place -> councils.dissolve(
                        place.code(), new CouncilId(id), Given.day("dissolvedOn", form.get("dissolvedOn"))));
    }

    @PostMapping("/municipalities/{code:[0-9]{5}}/councils/{id:[0-9a-f-]{36}}/meetings")
    ModelAndView plan(@PathVariable String code, @PathVariable UUID id, @RequestParam Map<String, String> form) {
        var place = places.place(code);
        councils.secretary(place.code());
        try {
            var meeting = meetings.plan(place.code(), meeting(place, new CouncilId(id), new UUID(0, 0), form));
            return new ModelAndView("redirect:" + place.meeting(meeting));
        } catch (Refusal refusal) {
            return refused(place, new CouncilId(id), refusal, form);
        }
    }

    static Meeting meeting(Place place, CouncilId council, UUID id, Map<String, String> form) {
        return new Meeting(
                new MeetingId(id),
                council,
                place.code(),
                Given.text("title", form.get("title"), 120),
                Given.one("meetingKind", Meeting.Kind.class, form.get("meetingKind")),
                Given.moment("plannedAt", form.get("plannedAt")),
                Given.text("place", form.get("place"), 200),
                Meeting.State.PLANNED,
                null,
                null,
                null);
    }

    private ModelAndView doing(String code, UUID id, Map<String, String> form, Consumer<Place> work) {
        var place = places.place(code);
        councils.secretary(place.code());
        try {
            work.accept(place);
            return new ModelAndView("redirect:" + place.council(new CouncilId(id)));
        } catch (Refusal refusal) {
            return refused(place, new CouncilId(id), refusal, form);
        }
    }

    private ModelAndView refused(Place place, CouncilId id, Refusal refusal, Map<String, String> form) {
        return one(place, id, faults(refusal), form);
    }

    /** What is not there is told as such; everything else is told on the page, with what was typed. */
    static List<Refusal.Field> faults(Refusal refusal) {
        if (refusal.status() == HttpStatus.NOT_FOUND) {
            throw refusal;
        }
        return refusal.fields().isEmpty()
                ? List.of(new Refusal.Field("", refusal.key(), refusal.arguments()))
                : refusal.fields();
    }

    static ModelAndView view(String template, Object view, List<Refusal.Field> faults) {
        var model = new HashMap<String, Object>();
        model.put("view", view);
        return new ModelAndView(template, model, faults.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
