package dure.sheet;

import dure.finding.Text;

/** Inside this module only: leaves it as {@link Reading.Refused}. */
final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Text text;
    private final transient Text fix;

    /** @param reason the last part of the keys sheet.unreadable.… and sheet.unreadable.….fix */
    Unreadable(String reason, Object... values) {
        super(reason);
        this.text = Text.of("sheet.unreadable." + reason, values);
        this.fix = Text.of("sheet.unreadable." + reason + ".fix", values);
    }

    Text text() {
        return text;
    }

    Text fix() {
        return fix;
    }
}
