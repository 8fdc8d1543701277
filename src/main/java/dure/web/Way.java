package dure.web;

import org.jspecify.annotations.Nullable;

/**
 * A way in the masthead. Modules contribute theirs as beans.
 *
 * @param label a message key
 * @param letter g and this letter lead there
 * @param role who sees it: null everybody, "" whoever is signed in, else the name of a role
 */
public record Way(
        int order,
        String href,
        String label,
        char letter,
        @Nullable String role) {}
