package dure.access;

/** 역할. Which role may do what is decided in this module only. */
public enum Role {
    /** 관리자: accounts, tokens and settings; everything of every municipality it is granted for */
    ADMINISTRATOR,
    /** 일자리정책 담당: plans, entries and disclosure of one municipality */
    JOB_POLICY_OFFICER,
    /** 열람: reads one municipality, undisclosed things too */
    READER
}
