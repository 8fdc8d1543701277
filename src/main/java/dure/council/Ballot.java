package dure.council;

import org.jspecify.annotations.Nullable;

/**
 * 표결: what a vote came to, and what the council's rule makes of it.
 *
 * @param inOffice 재적위원 without those who are recused from the item
 * @param recused how many are
 * @param present 출석위원 without those who are recused
 * @param casting 위원장의 결정 where the votes are equal; null where none was needed or given
 */
record Ballot(
        int inOffice,
        int recused,
        int present,
        int votesFor,
        int against,
        int abstained,
        @Nullable Choice casting) {
    enum Choice {
        /** 찬성 */
        FOR,
        /** 반대 */
        AGAINST,
        /** 기권 */
        ABSTAIN
    }

    sealed interface Outcome {
        /** 정족수 미달: nothing can be decided. */
        record NoQuorum(int present, int quorum) implements Outcome {}

        /** Not as many votes as members present. */
        record Miscounted(int counted, int present) implements Outcome {}

        /** 가부동수, and the rule leaves it to the chair, who has not said. */
        record Tied(int votesFor, int against) implements Outcome {}

        record Carried(int quorum, int needed) implements Outcome {}

        record NotCarried(int quorum, int needed) implements Outcome {}
    }

    Outcome under(QuorumRule rule) {
        var quorum = rule.quorum(inOffice);
        if (present < quorum) {
            return new Outcome.NoQuorum(present, quorum);
        }
        if (votesFor < 0 || against < 0 || abstained < 0 || votesFor + against + abstained != present) {
            return new Outcome.Miscounted(votesFor + against + abstained, present);
        }
        var needed = needed(rule);
        if (votesFor >= needed) {
            return new Outcome.Carried(quorum, needed);
        }
        if (rule.tie() == QuorumRule.Tie.CHAIR && votesFor == against && votesFor > 0) {
            if (casting == null) {
                return new Outcome.Tied(votesFor, against);
            }
            return casting == Choice.FOR ? new Outcome.Carried(quorum, needed) : new Outcome.NotCarried(quorum, needed);
        }
        return new Outcome.NotCarried(quorum, needed);
    }

    /** How many must be for it. */
    int needed(QuorumRule rule) {
        return rule.passing()
                .share()
                .of(
                        switch (rule.passing().base()) {
                            case PRESENT -> present;
                            case IN_OFFICE -> inOffice;
                            case CAST -> votesFor + against;
                        });
    }
}
