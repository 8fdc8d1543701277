package dure.sheet;

import dure.finding.Finding;

/** What came of reading a file. */
public sealed interface Reading {
    record Read(Workbook workbook) implements Reading {}

    /** The file as a whole cannot be read; the finding says why, and what to do. */
    record Refused(Finding finding) implements Reading {}
}
