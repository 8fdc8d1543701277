package dure.ledger;

/** 고용형태 */
public enum Contract {
    /** 상용: a year or more, or open-ended */
    REGULAR,
    /** 임시: a month to a year */
    TEMPORARY,
    /** 일용: under a month */
    DAILY,
    /** 미기재 */
    UNSPECIFIED
}
