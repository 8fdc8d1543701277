package dure.finding;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * 지적: what is wrong, where, and what would be right.
 *
 * @param place null where it was not found in a file
 * @param figures the numbers in it, by name, for machines
 */
public record Finding(
        Kind kind,
        Severity severity,
        @Nullable Place place,
        Text message,
        @Nullable Text fix,
        Map<String, Object> figures) {
    /** Under this name the figures hold the entries that a finding is about, as people cite them: 30000S-1. */
    public static final String ENTRIES = "entries";

    /** How many entries a finding names: it is to be opened, not to be read as a list. */
    public static final int NAMED = 20;

    public Finding {
        // In the order of their names: the same answer is written the same way.
        figures = Collections.unmodifiableMap(new TreeMap<>(figures));
    }

    /** 지적의 종류. The first group is about files, the second about what plans and entries say. */
    public enum Kind {
        UNREADABLE_FILE,
        MISSING_SHEET,
        UNKNOWN_SHEET,
        MISSING_COLUMN,
        UNKNOWN_COLUMN,
        MISSING_VALUE,
        NOT_A_NUMBER,
        NOT_A_DATE,
        UNKNOWN_VALUE,
        UNKNOWN_REFERENCE,
        OUT_OF_RANGE,
        DUPLICATE,
        NOT_ALLOWED,
        UNCHANGED,
        /** a formula that nobody computed before the file was saved */
        FORMULA_WITHOUT_VALUE,
        /** a cell that shows #REF! or the like */
        ERROR_VALUE,
        /** hidden rows and sheets are read too */
        HIDDEN,
        /** there are more findings than are kept */
        MORE,
        /** a site (개소, 곳, 개사) written as jobs */
        SITES,
        /** a stated number of strategies or projects differs from those listed */
        COUNT_DIFFERS,
        /** a cell that is merged over what it cannot be divided into */
        MERGED,
        /** 합계·소계: a row that adds up others is not counted again */
        TOTAL_ROW,
        /** 금액 단위: two that contradict each other, or none */
        MONEY_UNIT,
        /** macros of a workbook are never run */
        MACROS,
        /** 주민등록번호: told by its place and never by its digits */
        RESIDENT_NUMBER,

        SUM_MISMATCH,
        RATIO_MISMATCH,
        SWAPPED_LABELS,
        GROWTH_MISMATCH,
        CUMULATIVE_MISMATCH,
        UNIT_SLIP,
        MIXED_UNITS,
        MISSING_AGE_BASE,
        PLEDGE_COUNTED,
        PERSON_TWICE,
        EVIDENCE_MISSING,
        /** two plans give the same year different targets */
        TARGET_DIFFERS,
        /** what one year carries over and what the next has from it */
        CARRY_OVER_DIFFERS
    }

    public static Finding error(Kind kind, @Nullable Place place, Text message, Text fix) {
        return new Finding(kind, Severity.ERROR, place, message, fix, Map.of());
    }

    public static Finding warning(Kind kind, @Nullable Place place, Text message, Text fix) {
        return new Finding(kind, Severity.WARNING, place, message, fix, Map.of());
    }

    public static Finding information(Kind kind, @Nullable Place place, Text message) {
        return new Finding(kind, Severity.INFORMATION, place, message, null, Map.of());
    }

    /** The same finding with its numbers, by name, for machines. */
    public Finding with(Map<String, Object> figures) {
        return new Finding(kind, severity, place, message, fix, figures);
    }

    /** The same finding, found there. */
    public Finding at(@Nullable Place there) {
        return new Finding(kind, severity, there, message, fix, figures);
    }

    /** The same finding, naming the entries that it is about; no more than {@value #NAMED} of them. */
    public Finding about(List<String> entries) {
        var more = new HashMap<>(figures);
        more.put(ENTRIES, entries.stream().distinct().limit(NAMED).toList());
        return with(more);
    }

    /** The entries that it is about, as people cite them; empty where it is about none. */
    public List<String> entries() {
        return figures.get(ENTRIES) instanceof List<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of();
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
