package dure.person;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * 봉함: AES-256-GCM with a random nonce. What a sealed text belongs to (table, column, row) goes into its tag, so that it
 * opens nowhere else: nobody can put one person's telephone number into another's row.
 * Bytes: version, length of the key's id, id, nonce, cipher text with tag.
 */
final class Sealing {
    private static final byte VERSION = 1;
    private static final int NONCE = 12; // bytes; what GCM is made for
    private static final int TAG = 128; // bits
    private static final SecureRandom RANDOM = new SecureRandom();

    private Sealing() {}

    /** A column of a row. */
    record Place(String column, UUID row) {
        byte[] bytes() {
            return ("person." + column + "." + row).getBytes(StandardCharsets.UTF_8);
        }
    }

    /** It was sealed for another place, by another key, or changed since. */
    static final class CannotOpen extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotOpen(String message, Throwable cause) {
            super(message, cause);
        }
    }

    static byte[] seal(KeyRing ring, Place place, String text) {
        var id = ring.newest();
        var nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        var sealed = cipher(Cipher.ENCRYPT_MODE, key(ring, id), nonce, place, text.getBytes(StandardCharsets.UTF_8));
        var name = id.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(2 + name.length + NONCE + sealed.length)
                .put(VERSION)
                .put((byte) name.length)
                .put(name)
                .put(nonce)
                .put(sealed)
                .array();
    }

    static String open(KeyRing ring, Place place, byte[] sealed) {
        var id = keyOf(sealed);
        var nonce = new byte[NONCE];
        var rest = ByteBuffer.wrap(sealed);
        rest.position(2 + id.length());
        rest.get(nonce);
        var text = new byte[rest.remaining()];
        rest.get(text);
        return new String(cipher(Cipher.DECRYPT_MODE, key(ring, id), nonce, place, text), StandardCharsets.UTF_8);
    }

    /** The id of the key that it was sealed with. */
    static String keyOf(byte[] sealed) {
        if (sealed.length < 2
                || sealed[0] != VERSION
                || sealed.length < 2 + sealed[1] + NONCE + TAG / 8
                || sealed[1] < 1) {
            throw new CannotOpen("This is nothing that was sealed here", new IllegalArgumentException());
        }
        return new String(sealed, 2, sealed[1], StandardCharsets.US_ASCII);
    }

    private static SecretKey key(KeyRing ring, String id) {
        return ring.key(id)
                .orElseThrow(() -> new CannotOpen(
                        "The key ring has no key " + id + ". Maybe it was taken out too early; put it back.",
                        new IllegalStateException(id)));
    }

    private static byte[] cipher(int mode, SecretKey key, byte[] nonce, Place place, byte[] bytes) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG, nonce));
            cipher.updateAAD(place.bytes());
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new CannotOpen("Sealed for another place or changed since: column " + place.column(), e);
        }
    }

    /**
     * 식별키: HMAC-SHA-256 of name, birth date and sex with a key of the province. It finds candidates for the same person;
     * that they are the same somebody decides.
     */
    static byte[] personKey(KeyRing ring, String province, Identity who) {
        return hmac(
                hmac(ring.index(), "person-key:" + province),
                Identity.normal(who.name()) + "\0" + who.birthDate() + "\0" + who.sex());
    }

    /** Finds an exact name within one municipality; the same name elsewhere has another hash. */
    static byte[] nameHash(KeyRing ring, String municipality, String name) {
        return hmac(hmac(ring.index(), "name:" + municipality), Identity.normal(name));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
