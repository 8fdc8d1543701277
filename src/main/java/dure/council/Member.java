package dure.council;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 위원: an office in a council for a term.
 *
 * @param affiliation 소속·직위
 * @param votes 의결권
 * @param until null: 당연직, as long as the office is held
 * @param leftOn 해촉·사임: the last day; null while nobody left
 */
record Member(
        MemberId id,
        CouncilId council,
        String name,
        String affiliation,
        Side side,
        Duty duty,
        boolean votes,
        LocalDate from,
        @Nullable LocalDate until,
        @Nullable LocalDate leftOn) {
    enum Side {
        /** 노 */
        LABOUR,
        /** 사 */
        MANAGEMENT,
        /** 민 */
        CIVIL,
        /** 정 */
        GOVERNMENT,
        /** 전문가 */
        EXPERT
    }

    enum Duty {
        /** 위원장 */
        CHAIR,
        /** 부위원장 */
        VICE_CHAIR,
        /** 위원 */
        MEMBER,
        /** 간사 */
        SECRETARY
    }

    boolean inOffice(LocalDate day) {
        return !day.isBefore(from)
                && (until == null || !day.isAfter(until))
                && (leftOn == null || !day.isAfter(leftOn));
    }

    /** 연락처와 계정: personal data, which only whoever runs the councils reads. */
    record Contact(@Nullable String email, @Nullable String login) {
        static final Contact NONE = new Contact(null, null);

        @Override
        public String toString() {
            return "Contact";
        }
    }
}
