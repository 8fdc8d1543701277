package dure.access;

import dure.console.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Seals what the database must not tell whoever reads only it: AES-256-GCM under a key of the installation. A database
 * of several nodes needs the same key on each.
 */
@Component
class AccessKey {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private @Nullable SecretKeySpec key;

    AccessKey(AccessSettings settings, @Value("${dure.data}") Path data) {
        this.file =
                settings.keyFile() == null ? data.resolve("keys").resolve("access.key") : Path.of(settings.keyFile());
        if (settings.key() != null) {
            this.key = key(settings.key(), "dure.access.key");
        } else if (settings.keyFile() != null && !Files.isReadable(file)) {
            throw new CannotStart("access.key.missing", file.toString());
        } else if (Files.exists(file)) {
            this.key = read(); // a key that cannot be read ends the start, and not somebody's sign-in
        }
    }

    /** What was sealed cannot be opened: by another key, for somebody else, or changed since. */
    static class WrongKey extends RuntimeException {
        WrongKey(Throwable cause) {
            super("A sealed secret does not open with this installation's key", cause);
        }
    }

    /** @param whose it opens for them only, so that no row can be copied to somebody else */
    byte[] seal(byte[] secret, String whose) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, whose).doFinal(secret);
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Could not seal", e);
        }
    }

    /** @throws WrongKey where it was not sealed here for them */
    byte[] open(byte[] sealed, String whose) {
        if (sealed.length < NONCE_BYTES) {
            throw new WrongKey(new AEADBadTagException("too short"));
        }
        var nonce = new byte[NONCE_BYTES];
        System.arraycopy(sealed, 0, nonce, 0, NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, whose).doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (AEADBadTagException e) {
            throw new WrongKey(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Could not open", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String whose) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(whose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private synchronized SecretKeySpec key() {
        if (key == null) {
            key = Files.exists(file) ? read() : make();
        }
        return key;
    }

    private SecretKeySpec read() {
        try {
            return key(Files.readString(file).strip(), file.toString());
        } catch (NoSuchFileException e) {
            throw new CannotStart("access.key.missing", file.toString()).because(e);
        } catch (IOException e) {
            throw new UncheckedIOException("The key file could not be read", e);
        }
    }

    private static SecretKeySpec key(String text, String where) {
        try {
            var bytes = Base64.getDecoder().decode(text.strip());
            if (bytes.length == KEY_BYTES) {
                return new SecretKeySpec(bytes, "AES");
            }
        } catch (IllegalArgumentException e) {
            throw new CannotStart("access.key.form", where).because(e);
        }
        throw new CannotStart("access.key.form", where);
    }

    /** Whole or not at all, and never over another's that was made in the same moment. */
    private SecretKeySpec make() {
        var bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        var owners = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        var own = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent(), owners);
            var made = Files.createTempFile(file.toAbsolutePath().getParent(), "key", "", own);
            Files.writeString(made, Base64.getEncoder().encodeToString(bytes) + "\n");
            try {
                Files.createLink(file, made);
            } catch (FileAlreadyExistsException e) {
                return read();
            } finally {
                Files.delete(made);
            }
            return new SecretKeySpec(bytes, "AES");
        } catch (IOException e) {
            throw new UncheckedIOException("The key file could not be made", e);
        }
    }
}
