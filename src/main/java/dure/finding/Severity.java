package dure.finding;

/** 경중: an ERROR stops an import, a WARNING and an INFORMATION do not. */
public enum Severity {
    INFORMATION,
    WARNING,
    ERROR
}
