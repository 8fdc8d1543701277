package dure.access;

import static dure.access.Permission.ACCESS_LOG_READ;
import static dure.access.Permission.ACCESS_WRITE;
import static dure.access.Permission.CORRECTIONS_APPROVE;
import static dure.access.Permission.COUNCILS_SPEAK;
import static dure.access.Permission.COUNCILS_WRITE;
import static dure.access.Permission.ENTRIES_VERIFY;
import static dure.access.Permission.ENTRIES_WRITE;
import static dure.access.Permission.INDICATORS_WRITE;
import static dure.access.Permission.PERSONS_READ;
import static dure.access.Permission.PERSONS_WRITE;
import static dure.access.Permission.PLANS_DISCLOSE;
import static dure.access.Permission.PLANS_WRITE;
import static dure.access.Permission.PLAN_PARTS_WRITE;
import static dure.access.Permission.REPORTING_RUN;
import static dure.access.Permission.RULES_WRITE;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * 역할. Which role may do what is decided here and nowhere else; docs/permissions.md is written from it. What a role
 * reads it reads undisclosed too, within its grant's municipality.
 */
public enum Role {
    /** 관리자: accounts, grants, invitations and tokens; reads no more than the public */
    ADMINISTRATOR(Reading.PUBLIC, ACCESS_WRITE),
    /** 일자리정책 담당: plans, entries and reporting of a municipality, its rules and indicators, its councils' business */
    JOB_POLICY_OFFICER(
            Reading.AND_BELOW,
            PLANS_WRITE,
            PLAN_PARTS_WRITE,
            COUNCILS_WRITE,
            ENTRIES_WRITE,
            REPORTING_RUN,
            RULES_WRITE,
            INDICATORS_WRITE),
    /** 부서 담당: what is planned of the projects of one department, and their entries */
    DEPARTMENT_OFFICER(Reading.ITS_OWN, PLAN_PARTS_WRITE, ENTRIES_WRITE),
    /** 검증 담당: verifies entries, never those of its own hand */
    VERIFIER(Reading.ITS_OWN, ENTRIES_VERIFY),
    /** 상담사: persons */
    COUNSELLOR(Reading.PUBLIC, PERSONS_READ, PERSONS_WRITE),
    /** 협의체 위원: reads what is put before the council, gives opinions and votes */
    COUNCIL_MEMBER(Reading.ITS_OWN, COUNCILS_SPEAK),
    /** 간부 */
    EXECUTIVE(Reading.AND_BELOW),
    /** 승인권자: the head of the municipality or whom it names; discloses, and approves corrections of what is public */
    APPROVER(Reading.ITS_OWN, PLANS_DISCLOSE, CORRECTIONS_APPROVE),
    /** 감사: everything of one municipality but persons in full, and who saw what */
    AUDITOR(Reading.ITS_OWN, ACCESS_LOG_READ),
    /** 열람: reads one municipality, or with a province its cities and counties too */
    READER(Reading.AND_BELOW),
    /** 구인기업 */
    EMPLOYER(Reading.PUBLIC),
    /** 구직자 */
    JOBSEEKER(Reading.PUBLIC),
    /** 수행기관 */
    PARTNER(Reading.PUBLIC);

    private static final Set<Role> OUTSIDE = Set.copyOf(List.of(EMPLOYER, JOBSEEKER, PARTNER));

    private final Reading reading;
    private final Set<Permission> permissions;

    Role(Reading reading, Permission... permissions) {
        this.reading = reading;
        this.permissions = Set.of(permissions);
    }

    /** What a role reads of its grant's municipality. */
    enum Reading {
        /** what everybody reads */
        PUBLIC,
        /** what is undisclosed too */
        ITS_OWN,
        /** and of a province its cities and counties */
        AND_BELOW
    }

    Reading reading() {
        return reading;
    }

    Set<Permission> permissions() {
        return permissions.isEmpty() ? EnumSet.noneOf(Permission.class) : EnumSet.copyOf(permissions);
    }

    /** 내부 사용자: works in an office; a second factor is asked of them. */
    public boolean isStaff() {
        return !OUTSIDE.contains(this);
    }

    /** Accounts are administered for the whole installation; everything else is somebody's. */
    boolean isOfNoMunicipality() {
        return this == ADMINISTRATOR;
    }

    /** Whether its grant names a department too. */
    boolean isOfDepartment() {
        return this == DEPARTMENT_OFFICER;
    }
}
