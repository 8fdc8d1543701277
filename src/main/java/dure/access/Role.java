package dure.access;

import java.util.Set;

/** 역할. Which role may do what is decided in this module only. */
public enum Role {
    /** 관리자: accounts, tokens and settings; everything of every municipality */
    ADMINISTRATOR(Set.of(Scope.values())),
    /** 일자리정책 담당: plans, entries and disclosure of one municipality */
    JOB_POLICY_OFFICER(Set.of(Scope.PLANS_WRITE, Scope.ENTRIES_WRITE)),
    /** 열람: reads one municipality, undisclosed things too */
    READER(Set.of());

    private final Set<Scope> scopes;

    Role(Set<Scope> scopes) {
        this.scopes = scopes;
    }

    /** What whoever has the role may write, within the reach of its grant. */
    Set<Scope> scopes() {
        return scopes;
    }

    boolean writes() {
        return !scopes.isEmpty();
    }
}
