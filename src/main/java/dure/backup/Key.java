package dure.backup;

import dure.console.CannotStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * 백업 열쇠: what stands in a file, random or a sentence. Each archive gets a key of its own from it, by a salt.
 */
final class Key {
    /** As OWASP advises for PBKDF2 with HMAC-SHA-512 is 210,000; a second of one core an archive is cheap. */
    private static final int ITERATIONS = 600_000;

    /** A sentence of fewer letters can be guessed. */
    private static final int SHORTEST = 20;

    private static final int LONGEST = 4096;
    private static final int KEY_BYTES = 32;
    private static final int CHECK_BYTES = 16;
    static final int SALT_BYTES = 16;

    private final char[] secret;

    private Key(char[] secret) {
        this.secret = secret;
    }

    static Key in(Path file) {
        try {
            var bytes = Files.readAllBytes(file);
            // Byte by byte and not as UTF-8: random bytes are none.
            var secret = new String(bytes, StandardCharsets.ISO_8859_1).strip();
            if (secret.length() < SHORTEST || secret.length() > LONGEST) {
                throw new CannotStart("backup.key-length", file.toString(), secret.length(), SHORTEST, LONGEST);
            }
            return new Key(secret.toCharArray());
        } catch (IOException e) {
            throw new CannotStart("backup.key-unreadable", file.toString()).because(e);
        }
    }

    /** A new one, for its owner's eyes only; never over a file that is there. */
    static void make(Path file) {
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(bytes) + "\n", StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new CannotStart("backup.cannot-write", file.toString(), String.valueOf(e)).because(e);
        }
    }

    /** Of one archive. The check tells a wrong key from a damaged archive, and nothing about the key. */
    record OfArchive(SecretKeySpec key, byte[] check) {}

    OfArchive with(byte[] salt) {
        try {
            var derived = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(new PBEKeySpec(secret, salt, ITERATIONS, 8 * (KEY_BYTES + CHECK_BYTES)))
                    .getEncoded();
            return new OfArchive(
                    new SecretKeySpec(derived, 0, KEY_BYTES, "AES"),
                    Arrays.copyOfRange(derived, KEY_BYTES, KEY_BYTES + CHECK_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
