package dure.council;

import java.time.Instant;

/** 표결에 부친 것. @param amendment what is changed, in words; of AMENDED only */
record Motion(MotionId id, ItemId item, int ordinal, Kind kind, Method method, String amendment, Instant at) {
    enum Kind {
        /** 원안대로 */
        AS_DRAFTED,
        /** 수정안대로 */
        AMENDED,
        /** 보류 */
        DEFERRAL
    }

    enum Method {
        /** 기명 */
        BY_NAME,
        /** 거수 */
        BY_HANDS,
        /** 만장일치: asked for objections, and there were none */
        UNANIMOUS
    }
}
