package dure.desk;

import java.util.List;

/**
 * A field of the desk, as a form shows it.
 *
 * @param name as edits name it
 * @param label a message's key, or what it says itself where there is no such message
 * @param value as it is stored; empty where nothing is
 * @param options of a choice
 */
record DeskField(String name, String label, Kind kind, String value, List<Option> options) {
    enum Kind {
        TEXT,
        LONG_TEXT,
        NUMBER,
        /** stored in won, written in thousands */
        THOUSANDS,
        DATE,
        CHOICE,
        /** several of a list, kept with commas */
        CHOICES,
        YES,
        /** true, false or not said */
        YES_OR_NO,
        /** with suggestions that nobody must follow */
        SUGGESTED
    }

    record Option(String value, String label) {}

    boolean has(String option) {
        return List.of(value.split(",")).contains(option);
    }
}
