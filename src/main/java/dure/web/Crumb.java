package dure.web;

import org.jspecify.annotations.Nullable;

/** A step of the way back. @param href null: where one is */
public record Crumb(String label, @Nullable String href) {
    public Crumb(String label) {
        this(label, null);
    }
}
