package dure.ledger;

/**
 * 제외 사유: the first criterion of a rule that an entry does not meet, in the order in which they are asked. What is not
 * stated is a step of its own.
 */
public enum Step {
    MEASURE,
    BASIS,
    /** 고용유지 기간 부족: seen to be kept, and not for long enough */
    RETAINED_MONTHS,
    RETAINED_MONTHS_UNSPECIFIED,
    PROGRAMME_TYPE,
    PROGRAMME_TYPE_UNSPECIFIED,
    SECTOR,
    SECTOR_UNSPECIFIED,
    INDUSTRY,
    INDUSTRY_UNSPECIFIED,
    TARGET_GROUP,
    TARGET_GROUP_UNSPECIFIED,
    MONTHS,
    MONTHS_UNSPECIFIED,
    WEEKLY_HOURS,
    WEEKLY_HOURS_UNSPECIFIED,
    CONTRACT,
    CONTRACT_UNSPECIFIED,
    INSURED,
    INSURED_UNSPECIFIED,
    FUNDED,
    FUNDED_UNSPECIFIED,
    /** 기한 뒤 기재: the day of recording is always known, so nothing is unspecified here */
    RECORDED_LATE,
    SAME_PERSON
}
