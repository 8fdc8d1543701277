package dure.reporting;

/** Where a department stands in a period; the database holds everybody to the moves. */
public enum ReportState {
    /** 작성 중 */
    OPEN,
    /** 제출 */
    SUBMITTED,
    /** 보완 요구 */
    RETURNED,
    /** 확인 */
    ACCEPTED,
    /** 마감: only corrections from now on */
    CLOSED;

    /** Whether it is typed into. */
    public boolean isOpen() {
        return this == OPEN || this == RETURNED;
    }
}
