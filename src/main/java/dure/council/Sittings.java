package dure.council;

import dure.access.Access;
import dure.access.Permission;
import dure.plan.Decided;
import dure.plan.Move;
import dure.plan.PlanId;
import dure.plan.PlanState;
import dure.plan.PlanVersion;
import dure.plan.Resolution;
import dure.plan.Versions;
import dure.region.MunicipalityCode;
import dure.web.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A meeting while it is held: who is there, what is put to the vote, who voted how, and what was decided. */
@Service
class Sittings {
    private static final int MOST_MOTIONS = 30;

    private final MeetingStore meetings;
    private final SittingStore store;
    private final CouncilStore members;
    private final Councils councils;
    private final Meetings agenda;
    private final Versions versions;
    private final Access access;
    private final Clock clock;

    Sittings(
            MeetingStore meetings,
            SittingStore store,
            CouncilStore members,
            Councils councils,
            Meetings agenda,
            Versions versions,
            Access access,
            Clock clock) {
        this.meetings = meetings;
        this.store = store;
        this.members = members;
        this.councils = councils;
        this.agenda = agenda;
        this.versions = versions;
        this.access = access;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Sitting sitting(MunicipalityCode municipality, MeetingId id) {
        return sitting(meetings.find(municipality, id).orElseThrow(Refusal::notThere));
    }

    private Sitting sitting(Meeting meeting) {
        var council = members.find(meeting.municipality(), meeting.council()).orElseThrow(Refusal::notThere);
        var id = meeting.id();
        return new Sitting(
                meeting,
                council,
                members.rules(council.id()).stream()
                        .filter(one -> !one.validFrom().isAfter(meeting.day()))
                        .findFirst()
                        .orElse(null),
                members.members(council.id()),
                meetings.items(id),
                store.presences(id),
                store.recusals(id),
                store.motions(id),
                store.votes(id),
                store.counts(id));
    }

    /** 개회: attendance is taken from now on; decided is only what the quorum allows. */
    @Transactional
    void open(MunicipalityCode municipality, MeetingId id) {
        councils.secretary(municipality);
        var meeting = lock(municipality, id);
        if (meeting.state() != Meeting.State.CALLED) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.notCalled");
        }
        store(meeting, Meeting.State.OPEN);
        councils.told(municipality, "meeting opened");
    }

    /** 산회: what asks for a decision has one, unless too few were there to decide anything. */
    @Transactional
    void close(MunicipalityCode municipality, MeetingId id) {
        councils.secretary(municipality);
        var meeting = lock(municipality, id);
        requireOpen(meeting);
        var sitting = sitting(meeting);
        var open = sitting.undecided();
        if (open.stream().anyMatch(item -> sitting.attendance(item.id()).suffices())) {
            throw Refusal.of(
                    HttpStatus.CONFLICT, "council.fault.undecided", open.getFirst().title());
        }
        store(meeting, Meeting.State.CLOSED);
        councils.told(municipality, "meeting closed");
    }

    private void store(Meeting meeting, Meeting.State to) {
        if (!meetings.move(meeting, to, clock.instant())) {
            throw new IllegalStateException(
                    "The meeting (%s) was locked and still is not %s. Maybe its wall moved.".formatted(meeting, to));
        }
    }

    @Transactional
    void note(MunicipalityCode municipality, MeetingId id, Map<MemberId, Boolean> present) {
        var by = councils.secretary(municipality);
        var meeting = lock(municipality, id);
        requireOpen(meeting);
        var sitting = sitting(meeting);
        for (var member : sitting.seated()) {
            var now = present.get(member.id());
            if (now != null && now != sitting.isPresent(member.id())) {
                store.add(meeting, new Presence(member.id(), now, clock.instant()), false, by.name());
            }
        }
        councils.told(municipality, "attendance");
    }

    /** 제척·기피, as the secretary records it. @param kind null: lifted again */
    @Transactional
    void recuse(
            MunicipalityCode municipality,
            MeetingId id,
            ItemId itemId,
            MemberId memberId,
            Recusal.@Nullable Kind kind,
            String reason) {
        var by = councils.secretary(municipality);
        var meeting = meetings.find(municipality, id).orElseThrow(Refusal::notThere);
        var sitting = sitting(meeting);
        var item = sitting.item(itemId).orElseThrow(Refusal::notThere);
        var member = sitting.member(memberId).orElseThrow(Refusal::notThere);
        recuse(sitting, item, new Recusal(itemId, member.id(), kind, reason, clock.instant()), false, by.name());
    }

    /** 회피: the member itself, with the own account. */
    @Transactional
    void standBack(MunicipalityCode municipality, MeetingId id, ItemId itemId, String reason) {
        var by = access.require(Permission.COUNCILS_SPEAK, municipality);
        var meeting = meetings.find(municipality, id).orElseThrow(Refusal::notThere);
        var sitting = sitting(meeting);
        var item = sitting.item(itemId).orElseThrow(Refusal::notThere);
        var member = agenda.ownSeat(meeting);
        recuse(
                sitting,
                item,
                new Recusal(itemId, member.id(), Recusal.Kind.OWN_WISH, reason, clock.instant()),
                true,
                by.name());
    }

    private void recuse(Sitting sitting, AgendaItem item, Recusal recusal, boolean own, String by) {
        var meeting = sitting.meeting();
        if (meeting.state() != Meeting.State.CALLED && meeting.state() != Meeting.State.OPEN) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.opinion.time");
        }
        meetings.lockForSaying(item.id());
        requireUndecided(item);
        if (recusal.kind() == null && sitting.recusal(item.id(), recusal.member()).isEmpty()) {
            return;
        }
        store.add(meeting.municipality(), recusal, own, by);
        councils.told(meeting.municipality(), "recusal");
    }

    /** 표결에 부침; replaces what was put before and is not counted. */
    @Transactional
    MotionId put(
            MunicipalityCode municipality,
            MeetingId id,
            ItemId itemId,
            Motion.Kind kind,
            Motion.Method method,
            String amendment) {
        var by = councils.secretary(municipality);
        var meeting = lock(municipality, id);
        requireOpen(meeting);
        store.lock(itemId);
        var sitting = sitting(meeting);
        var item = sitting.item(itemId).orElseThrow(Refusal::notThere);
        if (item.kind() == AgendaItem.Kind.REPORT) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.item.report");
        }
        if (sitting.rule() == null) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.noRule");
        }
        requireUndecided(item);
        if (kind == Motion.Kind.AMENDED && amendment.isBlank()) {
            throw Given.wrong("amendment", Given.LONGEST);
        }
        var ordinal = sitting.motions(itemId).size() + 1;
        if (ordinal > MOST_MOTIONS) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.motion.many", MOST_MOTIONS);
        }
        var motion = new Motion(
                new MotionId(new java.util.UUID(0, 0)),
                itemId,
                ordinal,
                kind,
                method,
                kind == Motion.Kind.AMENDED ? amendment : "",
                clock.instant());
        var put = store.add(municipality, motion, by.name());
        councils.told(municipality, "motion");
        return put;
    }

    /** A member's own vote, with the own account. In a meeting in writing it is the attendance too. */
    @Transactional
    void vote(MunicipalityCode municipality, MeetingId id, MotionId motionId, Ballot.Choice choice) {
        var by = access.require(Permission.COUNCILS_SPEAK, municipality);
        var meeting = meetings.find(municipality, id).orElseThrow(Refusal::notThere);
        requireOpen(meeting);
        var motion = sitting(meeting).motion(motionId).orElseThrow(Refusal::notThere);
        meetings.lockForSaying(motion.item());
        var member = agenda.ownSeat(meeting);
        var sitting = sitting(meeting);
        requireOpenMotion(sitting, motion);
        if (meeting.kind() == Meeting.Kind.IN_WRITING && !sitting.isPresent(member.id())) {
            store.add(meeting, new Presence(member.id(), true, clock.instant()), true, by.name());
            sitting = sitting(meeting);
        }
        if (!sitting.votesOn(motion.item(), member)) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.vote.not");
        }
        store.add(municipality, new Vote(motionId, member.id(), choice, true, clock.instant()), by.name());
        councils.told(municipality, "vote");
    }

    /** As the secretary records them. What a member cast with the own account stays. */
    @Transactional
    void record(
            MunicipalityCode municipality, MeetingId id, MotionId motionId, Map<MemberId, Ballot.Choice> choices) {
        var by = councils.secretary(municipality);
        var meeting = meetings.find(municipality, id).orElseThrow(Refusal::notThere);
        requireOpen(meeting);
        var motion = sitting(meeting).motion(motionId).orElseThrow(Refusal::notThere);
        meetings.lockForSaying(motion.item());
        var sitting = sitting(meeting);
        requireOpenMotion(sitting, motion);
        var cast = sitting.votes(motion);
        choices.forEach((memberId, choice) -> {
            var member = sitting.member(memberId).orElseThrow(Refusal::notThere);
            var before = cast.get(member);
            if (before != null && before.own()) {
                if (before.choice() != choice) {
                    throw Refusal.of(HttpStatus.CONFLICT, "council.fault.vote.own", member.name());
                }
                return;
            }
            if (!sitting.votesOn(motion.item(), member)) {
                throw Refusal.of(HttpStatus.CONFLICT, "council.fault.vote.absent", member.name());
            }
            if (before == null || before.choice() != choice) {
                store.add(municipality, new Vote(motionId, memberId, choice, false, clock.instant()), by.name());
            }
        });
        councils.told(municipality, "votes");
    }

    private static void requireOpenMotion(Sitting sitting, Motion motion) {
        if (sitting.openMotion(motion.item())
                .filter(one -> one.id().equals(motion.id()))
                .isEmpty()) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.motion.over");
        }
        if (motion.method() != Motion.Method.BY_NAME) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.motion.notByName");
        }
    }

    /**
     * Counts the motion and, where that decides the item, records the resolution with the version.
     *
     * @param hands what was counted; of a vote by hands only
     * @param casting the chair's, where the votes are equal and the rule leaves it to the chair
     * @param documentNumber 결재 문서번호; empty where it is not known yet
     */
    @Transactional
    Deliberation count(
            MunicipalityCode municipality,
            MeetingId id,
            MotionId motionId,
            Sitting.Hands hands,
            Ballot.@Nullable Choice casting,
            String documentNumber) {
        var by = councils.secretary(municipality);
        var meeting = lock(municipality, id);
        requireOpen(meeting);
        var motion = sitting(meeting).motion(motionId).orElseThrow(Refusal::notThere);
        store.lock(motion.item());
        var sitting = sitting(meeting);
        var rule = sitting.rule();
        if (rule == null) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.noRule");
        }
        if (sitting.openMotion(motion.item())
                .filter(one -> one.id().equals(motion.id()))
                .isEmpty()) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.motion.over");
        }
        var ballot = sitting.ballot(motion, hands, casting);
        return switch (ballot.under(rule)) {
            case Ballot.Outcome.NoQuorum few -> new Deliberation.NoQuorum(few.present(), few.quorum());
            case Ballot.Outcome.Miscounted not -> new Deliberation.Miscounted(not.counted(), not.present());
            case Ballot.Outcome.Tied tied -> new Deliberation.Tied(tied.votesFor(), tied.against());
            case Ballot.Outcome.Carried yes ->
                decide(sitting, rule, motion, ballot, yes.quorum(), yes.needed(), carried(motion.kind()), documentNumber, by.name());
            case Ballot.Outcome.NotCarried no ->
                decide(
                        sitting,
                        rule,
                        motion,
                        ballot,
                        no.quorum(),
                        no.needed(),
                        motion.kind() == Motion.Kind.AS_DRAFTED ? Resolution.REJECTED : null,
                        documentNumber,
                        by.name());
        };
    }

    private static Resolution carried(Motion.Kind kind) {
        return switch (kind) {
            case AS_DRAFTED -> Resolution.PASSED_AS_DRAFTED;
            case AMENDED -> Resolution.PASSED_AMENDED;
            case DEFERRAL -> Resolution.DEFERRED;
        };
    }

    /** @param resolution null: neither amendment nor deferral was carried, and the item stays open */
    private Deliberation decide(
            Sitting sitting,
            QuorumRule rule,
            Motion motion,
            Ballot ballot,
            int quorum,
            int needed,
            @Nullable Resolution resolution,
            String documentNumber,
            String by) {
        var meeting = sitting.meeting();
        var item = sitting.item(motion.item()).orElseThrow();
        var plan = item.plan();
        PlanId next = null;
        if (resolution != null && plan != null) {
            var version = versions.find(plan).orElseThrow(Refusal::notThere);
            if (!saysTheSame(version, item)) {
                return new Deliberation.NotBefore(version.state(), new Move.NoPlan());
            }
            var moved = versions.resolve(
                    plan,
                    new Decided(
                            resolution,
                            LocalDate.now(clock.withZone(Meeting.SEOUL)),
                            sitting.council().name(),
                            meeting.id().value(),
                            documentNumber.isEmpty() ? null : documentNumber,
                            motion.amendment()));
            switch (moved) {
                case Move.Moved done -> next = resolution == Resolution.PASSED_AMENDED ? done.next().id() : null;
                case Move.NotFrom not -> {
                    return new Deliberation.NotBefore(not.plan().state(), not);
                }
                case Move.NotReady not -> {
                    return new Deliberation.NotBefore(not.plan().state(), not);
                }
                case Move.NoPlan none -> throw Refusal.notThere();
            }
        }
        var now = clock.instant();
        store.add(
                meeting,
                plan,
                rule,
                new Counted(motion.id(), item.id(), ballot, quorum, needed, resolution, next, now, by));
        if (resolution != null && !documentNumber.isEmpty()) {
            store.addDocument(meeting, item, next == null ? plan : next, documentNumber, now, by);
        }
        councils.told(meeting.municipality(), resolution == null ? "motion counted" : "resolution " + resolution);
        return resolution == null
                ? new Deliberation.NotCarried(ballot, needed)
                : new Deliberation.Decided(resolution, ballot, next);
    }

    private static boolean saysTheSame(PlanVersion version, AgendaItem item) {
        return version.state() == PlanState.UNDER_DELIBERATION
                && version.contentHash() != null
                && version.contentHash().equals(item.contentHash());
    }

    /** 결재 문서번호, once it is known: at any time after the decision. */
    @Transactional
    void document(MunicipalityCode municipality, MeetingId id, ItemId itemId, String number) {
        var by = councils.secretary(municipality);
        var meeting = lock(municipality, id);
        var sitting = sitting(meeting);
        var item = sitting.item(itemId).orElseThrow(Refusal::notThere);
        var decision = sitting.decision(itemId)
                .orElseThrow(() -> Refusal.of(HttpStatus.CONFLICT, "council.fault.item.undecided"));
        store.addDocument(meeting, item, sitting.concerns(item), number, clock.instant(), by.name());
        if (item.plan() != null) {
            versions.document(item.plan(), number);
        }
        if (decision.next() != null) {
            versions.document(decision.next(), number);
        }
        councils.told(municipality, "document number");
    }

    @Transactional(readOnly = true)
    Map<ItemId, String> documents(MunicipalityCode municipality) {
        return store.documents(municipality);
    }

    @Transactional(readOnly = true)
    java.util.List<Counted> counts(MunicipalityCode municipality) {
        return store.counts(municipality);
    }

    private Meeting lock(MunicipalityCode municipality, MeetingId id) {
        return meetings.lock(municipality, id).orElseThrow(Refusal::notThere);
    }

    private static void requireOpen(Meeting meeting) {
        if (!meeting.isOpen()) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.notOpen");
        }
    }

    private void requireUndecided(AgendaItem item) {
        if (meetings.isDecided(item.id())) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.item.decided");
        }
    }
}
