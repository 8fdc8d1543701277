package dure.plan;

/** 대상. Groups overlap: their totals are not added to each other. */
public enum TargetGroup {
    /** 청년 */
    YOUTH,
    /** 여성·경력단절 */
    WOMEN,
    /** 신중년 */
    MIDDLE_AGED,
    /** 노인 */
    SENIOR,
    /** 장애인 */
    DISABLED,
    /** 외국인 */
    FOREIGNER,
    /** 취약계층 */
    VULNERABLE,
    /** 전체 */
    GENERAL
}
