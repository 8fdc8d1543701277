package dure.council;

import dure.region.MunicipalityCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** 회의. */
record Meeting(
        MeetingId id,
        CouncilId council,
        MunicipalityCode municipality,
        String title,
        Kind kind,
        Instant plannedAt,
        String place,
        State state,
        @Nullable Instant calledAt,
        @Nullable Instant openedAt,
        @Nullable Instant closedAt) {
    static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    enum Kind {
        /** 대면 */
        IN_PERSON,
        /** 서면 */
        IN_WRITING,
        /** 온라인 */
        ONLINE
    }

    enum State {
        /** 준비 */
        PLANNED,
        /** 소집 */
        CALLED,
        /** 개의 */
        OPEN,
        /** 산회 */
        CLOSED,
        /** 취소 */
        CANCELLED
    }

    /** Whose terms of office count: the day on which it was opened, or is planned. */
    LocalDate day() {
        return (openedAt == null ? plannedAt : openedAt).atZone(SEOUL).toLocalDate();
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    /** Whether its agenda, papers and opinions may still grow. */
    boolean takes() {
        return state == State.PLANNED || state == State.CALLED || state == State.OPEN;
    }
}
