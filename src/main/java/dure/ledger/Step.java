package dure.ledger;

/** 제외 사유: the first criterion of a rule that an entry does not meet. What is not stated is a step of its own. */
public enum Step {
    MEASURE,
    BASIS,
    PROGRAMME_TYPE,
    PROGRAMME_TYPE_UNSPECIFIED,
    SECTOR,
    SECTOR_UNSPECIFIED,
    MONTHS,
    MONTHS_UNSPECIFIED,
    WEEKLY_HOURS,
    WEEKLY_HOURS_UNSPECIFIED,
    FUNDED,
    FUNDED_UNSPECIFIED,
    SAME_PERSON
}
