package dure.council;

import static org.assertj.core.api.Assertions.assertThat;

import dure.council.Ballot.Choice;
import dure.council.Ballot.Outcome;
import java.time.LocalDate;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** 정족수 as arithmetic. */
class DecidingByARule {
    private static final Share TWO_THIRDS = new Share(2, 3, false);

    @Property(tries = 400)
    void a_majority_is_the_fewest_that_are_more_than_half(@ForAll @IntRange(min = 1, max = 200) int all) {
        var least = Share.MAJORITY.of(all);
        assertThat(2 * least).isGreaterThan(all);
        assertThat(2 * (least - 1)).isLessThanOrEqualTo(all);
    }

    @Property(tries = 400)
    void a_share_that_is_to_be_reached_is_the_fewest_that_reach_it(
            @ForAll @IntRange(min = 1, max = 200) int all,
            @ForAll @IntRange(min = 1, max = 9) int top,
            @ForAll @IntRange(min = 0, max = 9) int more) {
        var share = new Share(top, top + more, false);
        var least = share.of(all);
        assertThat(least * share.bottom()).isGreaterThanOrEqualTo(all * top);
        assertThat((least - 1) * share.bottom()).isLessThan(Math.max(all * top, 1));
        assertThat(least).isBetween(1, Math.max(1, all));
    }

    @Property(tries = 400)
    void nothing_is_carried_or_lost_without_the_quorum(
            @ForAll @IntRange(min = 1, max = 60) int inOffice,
            @ForAll @IntRange(min = 0, max = 60) int present,
            @ForAll @IntRange(min = 0, max = 60) int votesFor) {
        var there = Math.min(present, inOffice);
        var yes = Math.min(votesFor, there);
        var outcome = new Ballot(inOffice, 0, there, yes, there - yes, 0, null).under(QuorumRule.USUAL);
        if (2 * there > inOffice) {
            assertThat(outcome).isNotInstanceOf(Outcome.NoQuorum.class);
            assertThat(outcome instanceof Outcome.Carried).isEqualTo(2 * yes > there);
        } else {
            assertThat(outcome).isEqualTo(new Outcome.NoQuorum(there, inOffice / 2 + 1));
        }
    }

    @Property(tries = 400)
    void every_member_present_is_counted_once(
            @ForAll @IntRange(min = 1, max = 40) int present,
            @ForAll @IntRange(min = 0, max = 40) int yes,
            @ForAll @IntRange(min = 0, max = 40) int no,
            @ForAll @IntRange(min = 0, max = 40) int neither) {
        var outcome = new Ballot(present, 0, present, yes, no, neither, null).under(QuorumRule.USUAL);
        assertThat(outcome instanceof Outcome.Miscounted).isEqualTo(yes + no + neither != present);
    }

    @Property(tries = 400)
    void one_more_vote_for_it_never_loses_what_was_carried(
            @ForAll @IntRange(min = 1, max = 40) int present,
            @ForAll @IntRange(min = 0, max = 39) int yes,
            @ForAll QuorumRule.Base base,
            @ForAll boolean twoThirds) {
        var some = Math.min(yes, present - 1);
        var rule = rule(base, twoThirds ? TWO_THIRDS : Share.MAJORITY, QuorumRule.Tie.REJECTED);
        var before = new Ballot(present, 0, present, some, present - some, 0, null).under(rule);
        var after = new Ballot(present, 0, present, some + 1, present - some - 1, 0, null).under(rule);
        if (before instanceof Outcome.Carried) {
            assertThat(after).isInstanceOf(Outcome.Carried.class);
        }
    }

    @Property(tries = 200)
    void equal_votes_are_what_the_rule_says(
            @ForAll @IntRange(min = 1, max = 30) int half, @ForAll @IntRange(min = 0, max = 9) int neither) {
        var present = 2 * half + neither;
        assertThat(ballot(present, half, half, neither, null).under(tied(QuorumRule.Tie.REJECTED)))
                .isInstanceOf(Outcome.NotCarried.class);
        assertThat(ballot(present, half, half, neither, null).under(tied(QuorumRule.Tie.CHAIR)))
                .isEqualTo(new Outcome.Tied(half, half));
        assertThat(ballot(present, half, half, neither, Choice.FOR).under(tied(QuorumRule.Tie.CHAIR)))
                .isInstanceOf(Outcome.Carried.class);
        assertThat(ballot(present, half, half, neither, Choice.AGAINST).under(tied(QuorumRule.Tie.CHAIR)))
                .isInstanceOf(Outcome.NotCarried.class);
    }

    @Example
    void abstaining_counts_against_it_where_those_present_are_asked_and_not_where_the_votes_are() {
        var ballot = ballot(10, 4, 3, 3, null);
        assertThat(ballot.under(rule(QuorumRule.Base.PRESENT, Share.MAJORITY, QuorumRule.Tie.REJECTED)))
                .isEqualTo(new Outcome.NotCarried(6, 6));
        assertThat(ballot.under(rule(QuorumRule.Base.CAST, Share.MAJORITY, QuorumRule.Tie.REJECTED)))
                .isEqualTo(new Outcome.Carried(6, 4));
    }

    @Example
    void a_chair_does_not_decide_where_nobody_was_for_it() {
        assertThat(ballot(6, 0, 0, 6, Choice.FOR).under(tied(QuorumRule.Tie.CHAIR)))
                .isInstanceOf(Outcome.NotCarried.class);
    }

    @Example
    void a_number_of_members_may_stand_for_a_share() {
        var rule = new QuorumRule(
                1,
                LocalDate.EPOCH,
                new QuorumRule.Opening.AtLeast(5),
                new QuorumRule.Passing(QuorumRule.Base.IN_OFFICE, TWO_THIRDS),
                QuorumRule.Tie.REJECTED,
                "");
        assertThat(new Ballot(9, 0, 4, 4, 0, 0, null).under(rule)).isEqualTo(new Outcome.NoQuorum(4, 5));
        assertThat(new Ballot(9, 0, 6, 5, 1, 0, null).under(rule)).isEqualTo(new Outcome.NotCarried(5, 6));
        assertThat(new Ballot(9, 0, 6, 6, 0, 0, null).under(rule)).isEqualTo(new Outcome.Carried(5, 6));
    }

    private static Ballot ballot(int present, int yes, int no, int neither, @Nullable Choice casting) {
        return new Ballot(present, 0, present, yes, no, neither, casting);
    }

    private static QuorumRule tied(QuorumRule.Tie tie) {
        return rule(QuorumRule.Base.PRESENT, Share.MAJORITY, tie);
    }

    private static QuorumRule rule(QuorumRule.Base base, Share share, QuorumRule.Tie tie) {
        return new QuorumRule(
                1,
                LocalDate.EPOCH,
                new QuorumRule.Opening.OfMembers(Share.MAJORITY),
                new QuorumRule.Passing(base, share),
                tie,
                "");
    }
}
