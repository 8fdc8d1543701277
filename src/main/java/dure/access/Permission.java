package dure.access;

import java.util.Arrays;
import java.util.Optional;

/**
 * 권한: what may be done beyond reading what is disclosed. A {@link Role} holds some of them as far as its grant reaches;
 * a {@link Token} lets a machine have some of those of its account. Which role has which: docs/permissions.md.
 */
public enum Permission {
    /** 계획: plans, their versions and planning rounds */
    PLANS_WRITE("plans:write", true),
    /** 부서 작성: the projects of one's own department in a draft, while its part is open */
    PLAN_PARTS_WRITE("plan-parts:write", false),
    /** 공시: makes a plan and what the ledger holds public; says what is asked for before that */
    PLANS_DISCLOSE("plans:disclose", true),
    /** 협의체 운영: councils, members, meetings, agendas, resolutions and minutes */
    COUNCILS_WRITE("councils:write", false),
    /** 의견·표결: opinions and votes of one's own on what a council deliberates */
    COUNCILS_SPEAK("councils:speak", false),
    /** 실적: entries, their evidence, and taking back what is not yet public */
    ENTRIES_WRITE("entries:write", true),
    /** 검증: raises an entry to VERIFIED or RETAINED, never one's own */
    ENTRIES_VERIFY("entries:verify", true),
    /** 정정 승인: takes back what is public already */
    CORRECTIONS_APPROVE("corrections:approve", true),
    /** 보고 운영: opens and closes reporting periods, accepts and returns reports, keeps the actions of all departments */
    REPORTING_RUN("reporting:write", true),
    /** 집계기준 작성: drafts counting rules; publishing one takes {@link #PLANS_DISCLOSE} */
    RULES_WRITE("rules:write", false),
    /** 지표: series of official statistics, and what is expected of them */
    INDICATORS_WRITE("indicators:write", false),
    /** 개인정보 열람: sees persons, masked, and opens one with a reason */
    PERSONS_READ("persons:read", false),
    /** 개인정보 처리: registers, corrects and destroys persons */
    PERSONS_WRITE("persons:write", false),
    /** 접속기록 열람 */
    ACCESS_LOG_READ("access-log:read", false),
    /** 계정: accounts, grants, invitations and tokens */
    ACCESS_WRITE("access:write", false);

    private final String text;
    private final boolean writesBooks;

    Permission(String text, boolean writesBooks) {
        this.text = text;
        this.writesBooks = writesBooks;
    }

    /** As requests and the database write it: plans:write */
    public String text() {
        return text;
    }

    /** Whether it writes plans or entries; the database lets nobody else write them. */
    boolean writesBooks() {
        return writesBooks;
    }

    static Optional<Permission> of(String text) {
        return Arrays.stream(values())
                .filter(permission -> permission.text.equals(text))
                .findFirst();
    }
}
