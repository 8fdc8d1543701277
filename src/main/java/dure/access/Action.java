package dure.access;

/** 수행업무: what is done with data. What is done with accounts is {@link AccountEvent}; both stand in the one access log. */
public enum Action {
    /** 한 사람 열람: somebody's data in full */
    READ_PERSON,
    /** 목록·검색: names that are masked */
    LIST_PERSONS,
    /** 등록 */
    REGISTER_PERSON,
    /** 수정: consents, withdrawals, corrections */
    CHANGE_PERSON,
    /** 같은 사람·다른 사람: links between references */
    LINK_PERSONS,
    /** 파기 */
    DESTROY_PERSONS,
    /** 내려받기 of personal or unpublished data */
    DOWNLOAD,
    /** 공시 */
    DISCLOSE,
    /** 기록: plans and entries */
    WRITE,
    /** 거부: a signed-in account was refused */
    REFUSED,
    /** 접속기록 열람 */
    READ_LOG,
    /** 접속기록 점검 */
    REVIEW_LOG,
    /** 보관 기간이 지난 접속기록 삭제: written by the database */
    LOG_REMOVED,
    /** 암호 키: a new one, or its work done */
    KEYS
}
