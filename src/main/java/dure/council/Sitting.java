package dure.council;

import dure.plan.PlanId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A meeting as it stands: what was noted, added up. Nothing here is stored.
 *
 * @param rule null where the council has none that is valid on the day: nothing can be decided
 * @param members of the council, of all times
 */
record Sitting(
        Meeting meeting,
        Council council,
        @Nullable QuorumRule rule,
        List<Member> members,
        List<AgendaItem> items,
        List<Presence> presences,
        List<Recusal> recusals,
        List<Motion> motions,
        List<Vote> votes,
        List<Counted> counts) {

    /** 재적·출석 of an item, or of the whole meeting. */
    record Attendance(int inOffice, int recused, int present, int quorum) {
        boolean suffices() {
            return quorum > 0 && present >= quorum;
        }
    }

    /** Who is in office on the day; a secretary without a vote too. */
    List<Member> seated() {
        return members.stream().filter(one -> one.inOffice(meeting.day())).toList();
    }

    List<Member> voters() {
        return seated().stream().filter(Member::votes).toList();
    }

    Optional<Member> member(MemberId id) {
        return members.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    Optional<AgendaItem> item(ItemId id) {
        return items.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    boolean isPresent(MemberId member) {
        return isPresent(member, Instant.MAX);
    }

    private boolean isPresent(MemberId member, Instant at) {
        return presences.stream()
                .filter(one -> one.member().equals(member) && !one.at().isAfter(at))
                .reduce((earlier, later) -> later)
                .map(Presence::present)
                .orElse(false);
    }

    boolean wasPresent(MemberId member) {
        return presences.stream().anyMatch(one -> one.present() && one.member().equals(member));
    }

    Optional<Recusal> recusal(ItemId item, MemberId member) {
        return recusal(item, member, Instant.MAX);
    }

    private Optional<Recusal> recusal(ItemId item, MemberId member, Instant at) {
        return recusals.stream()
                .filter(one -> one.item().equals(item)
                        && one.member().equals(member)
                        && !one.at().isAfter(at))
                .reduce((earlier, later) -> later)
                .filter(one -> one.kind() != null);
    }

    List<Recusal> recusals(ItemId item) {
        var last = new LinkedHashMap<MemberId, Recusal>();
        recusals.stream().filter(one -> one.item().equals(item)).forEach(one -> last.put(one.member(), one));
        return last.values().stream().filter(one -> one.kind() != null).toList();
    }

    /** Of the meeting: whether it may be opened. */
    Attendance attendance() {
        var voters = voters();
        var present =
                (int) voters.stream().filter(one -> isPresent(one.id())).count();
        return new Attendance(voters.size(), 0, present, rule == null ? 0 : rule.quorum(voters.size()));
    }

    /** Of an item: who is recused from it counts neither among those in office nor among those present. */
    Attendance attendance(ItemId item) {
        var voters = voters();
        var free = voters.stream()
                .filter(one -> recusal(item, one.id()).isEmpty())
                .toList();
        var present = (int) free.stream().filter(one -> isPresent(one.id())).count();
        return new Attendance(
                free.size(), voters.size() - free.size(), present, rule == null ? 0 : rule.quorum(free.size()));
    }

    /** Whether this member votes on this item now. */
    boolean votesOn(ItemId item, Member member) {
        return votesOn(item, member, Instant.MAX);
    }

    private boolean votesOn(ItemId item, Member member, Instant at) {
        return member.votes()
                && member.inOffice(meeting.day())
                && isPresent(member.id(), at)
                && recusal(item, member.id(), at).isEmpty();
    }

    List<Motion> motions(ItemId item) {
        return motions.stream().filter(one -> one.item().equals(item)).toList();
    }

    Optional<Motion> motion(MotionId id) {
        return motions.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** What is put to the vote now. */
    Optional<Motion> openMotion(ItemId item) {
        return motions(item).stream()
                .reduce((earlier, later) -> later)
                .filter(one -> count(one.id()).isEmpty());
    }

    Optional<Counted> count(MotionId motion) {
        return counts.stream().filter(one -> one.motion().equals(motion)).findFirst();
    }

    Optional<Counted> decision(ItemId item) {
        return counts.stream()
                .filter(one -> one.item().equals(item) && one.resolution() != null)
                .findFirst();
    }

    /**
     * The version with which an item becomes public: the one that it is of; of one that was amended the draft into which
     * the amendment is written, as the other never becomes public.
     */
    @Nullable
    PlanId concerns(AgendaItem item) {
        return decision(item.id()).map(Counted::next).orElse(item.plan());
    }

    /** By name, in the order of the members: the last word of each who votes now, or voted as it was counted. */
    Map<Member, Vote> votes(Motion motion) {
        var last = new HashMap<MemberId, Vote>();
        votes.stream().filter(one -> one.motion().equals(motion.id())).forEach(one -> last.put(one.member(), one));
        var at = count(motion.id()).map(Counted::at).orElse(Instant.MAX);
        var found = new LinkedHashMap<Member, Vote>();
        for (var member : members) {
            var vote = last.get(member.id());
            if (vote != null && votesOn(motion.item(), member, at)) {
                found.put(member, vote);
            }
        }
        return found;
    }

    /** Who is present, may vote and has not. */
    List<Member> missing(Motion motion) {
        var cast = votes(motion);
        return members.stream()
                .filter(one -> votesOn(motion.item(), one) && !cast.containsKey(one))
                .toList();
    }

    /** Items that ask for a decision and have none. */
    List<AgendaItem> undecided() {
        var found = new ArrayList<AgendaItem>();
        for (var item : items) {
            if (item.kind() == AgendaItem.Kind.DECISION && decision(item.id()).isEmpty()) {
                found.add(item);
            }
        }
        return found;
    }

    /** What was cast by name, or raised by hands, for this motion. */
    Ballot ballot(Motion motion, Hands hands, Ballot.@Nullable Choice casting) {
        var attendance = attendance(motion.item());
        var counted = switch (motion.method()) {
            case BY_HANDS -> hands;
            case UNANIMOUS -> new Hands(attendance.present(), 0, 0);
            case BY_NAME -> Hands.of(votes(motion).values());
        };
        return new Ballot(
                attendance.inOffice(),
                attendance.recused(),
                attendance.present(),
                counted.votesFor(),
                counted.against(),
                counted.abstained(),
                casting);
    }

    /** 거수: three counts. */
    record Hands(int votesFor, int against, int abstained) {
        static final Hands NONE = new Hands(0, 0, 0);

        static Hands of(java.util.Collection<Vote> votes) {
            return new Hands(
                    of(votes, Ballot.Choice.FOR), of(votes, Ballot.Choice.AGAINST), of(votes, Ballot.Choice.ABSTAIN));
        }

        private static int of(java.util.Collection<Vote> votes, Ballot.Choice choice) {
            return (int) votes.stream()
                    .filter(one -> Objects.equals(one.choice(), choice))
                    .count();
        }
    }
}
