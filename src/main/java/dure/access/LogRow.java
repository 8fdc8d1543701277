package dure.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row of the access log, with its place in its chain.
 *
 * @param chain code of the municipality, or {@link #OPERATOR}
 * @param account who; null: nobody had signed in, or the product itself
 * @param subject login of the account that it was done to; empty for other data
 */
record LogRow(
        String chain,
        long position,
        Instant at,
        String action,
        @Nullable UUID account,
        String login,
        String name,
        String address,
        @Nullable String municipality,
        @Nullable UUID subjectId,
        String subject,
        List<UUID> persons,
        int records,
        String reason,
        String detail,
        byte[] previous,
        byte[] hash) {
    /** The chain of what belongs to no municipality. */
    static final String OPERATOR = "*";

    /** Before the first row. */
    static final byte[] BEGINNING = new byte[32];

    /** The hash that the row must have, computed from what it says: the same bytes as the database's function takes. */
    byte[] ownHash() {
        var text = new StringBuilder();
        field(text, chain);
        field(text, Long.toString(position));
        field(text, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at)));
        field(text, action);
        field(text, account == null ? null : account.toString());
        field(text, login);
        field(text, name);
        field(text, address);
        field(text, municipality);
        field(text, subjectId == null ? null : subjectId.toString());
        field(text, subject);
        field(text, persons.stream().map(UUID::toString).collect(Collectors.joining(",")));
        field(text, Integer.toString(records));
        field(text, reason);
        field(text, detail);
        field(text, HexFormat.of().formatHex(previous));
        return sha256(text.toString());
    }

    private static void field(StringBuilder text, @Nullable String value) {
        if (value == null) {
            text.append('-');
        } else {
            text.append(value.getBytes(StandardCharsets.UTF_8).length)
                    .append(':')
                    .append(value);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Who, as a list shows it. */
    String who() {
        return login.isEmpty() ? name : login;
    }

    /** Whether somebody's account is what it was done to, and not the actor's own. */
    boolean isAboutAnother() {
        return !subject.isEmpty() && !subject.equals(login);
    }
}
