package dure.ledger;

/** How a source states a quantity from which an entry's flow was computed. */
public enum StatedAs {
    /** 누계: everything since the series began, up to the entry's last day */
    CUMULATIVE,
    /** 월 실적: everything of the month in which the entry counts */
    MONTH
}
