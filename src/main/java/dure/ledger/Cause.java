package dure.ledger;

/**
 * 대조 사유: why an entry that counts in one figure does not count in another: what keeps it out of the other's question, or the
 * {@link Step} at which the other's rule drops it, of the same name.
 */
public enum Cause {
    /** 기재: the other's ledger does not hold it yet, and it is not public */
    RECORDED,
    /** 공시: the other's ledger does not hold it yet; it has been disclosed since */
    DISCLOSED,
    /** 발생: it occurred after the other's day */
    OCCURRED,
    /** 정정: taken back in the other's ledger */
    TAKEN_BACK,
    MEASURE,
    BASIS,
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
    RECORDED_LATE,
    SAME_PERSON;

    /** Whether a rule drops it; else it is no part of the other's question. */
    public boolean isOfRule() {
        return compareTo(MEASURE) >= 0;
    }
}
