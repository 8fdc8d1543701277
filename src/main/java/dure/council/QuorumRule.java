package dure.council;

import java.time.LocalDate;

/**
 * 의사·의결 정족수 of a council.
 *
 * @param ground where it is written: 조례 제n조; may be empty
 */
record QuorumRule(long id, LocalDate validFrom, Opening opening, Passing passing, Tie tie, String ground) {
    /** What an act on local councils usually says: 재적위원 과반수의 출석과 출석위원 과반수의 찬성. */
    static final QuorumRule USUAL = new QuorumRule(
            0,
            LocalDate.EPOCH,
            new Opening.OfMembers(Share.MAJORITY),
            new Passing(Base.PRESENT, Share.MAJORITY),
            Tie.REJECTED,
            "");

    /** 개의 정족수 */
    sealed interface Opening {
        record AtLeast(int members) implements Opening {}

        record OfMembers(Share share) implements Opening {}
    }

    /** 의결 정족수 */
    record Passing(Base base, Share share) {}

    enum Base {
        /** 출석위원 */
        PRESENT,
        /** 재적위원 */
        IN_OFFICE,
        /** 투표자: without who abstained */
        CAST
    }

    /** 가부동수 */
    enum Tie {
        /** 부결된 것으로 본다 */
        REJECTED,
        /** 위원장이 결정한다 */
        CHAIR
    }

    /** How many must be present. @param inOffice without those who are recused from the item */
    int quorum(int inOffice) {
        return switch (opening) {
            case Opening.AtLeast number -> number.members();
            case Opening.OfMembers part -> part.share().of(inOffice);
        };
    }
}
