package dure.access;

import java.util.Arrays;
import java.util.Optional;

/** 토큰 권한: what a token lets a machine write; what it may read follows from its account and municipality. */
public enum Scope {
    /** 계획: import of plan workbooks */
    PLANS_WRITE("plans:write"),
    /** 실적: entries and reversals */
    ENTRIES_WRITE("entries:write"),
    /** 계정: accounts and tokens */
    ACCESS_WRITE("access:write");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /** As requests and the database write it: plans:write */
    public String text() {
        return text;
    }

    static Optional<Scope> of(String text) {
        return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
    }
}
