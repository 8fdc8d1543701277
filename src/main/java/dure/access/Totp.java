package dure.access;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * 시간 기반 일회용 코드 (RFC 6238), as every authenticator app makes them: HMAC-SHA1, six digits, half a minute. Thirty
 * lines over javax.crypto, where the libraries have had no release for years.
 */
final class Totp {
    private static final int STEP_SECONDS = 30;

    /** As long as SHA-1's result, which RFC 4226 asks for. */
    private static final int SECRET_BYTES = 20;

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Totp() {}

    static byte[] newSecret() {
        var secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
    }

    static String code(byte[] secret, long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            var at = hash[hash.length - 1] & 0x0f;
            var number = ByteBuffer.wrap(hash, at, Integer.BYTES).getInt() & 0x7fffffff;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA1", e);
        }
    }

    /** The step whose code this is: now's, or one before or after, as clocks differ and people type slowly. */
    static OptionalLong stepOf(byte[] secret, String code, Instant now) {
        var step = step(now);
        return LongStream.of(step, step - 1, step + 1)
                .filter(one -> code(secret, one).equals(code))
                .findFirst();
    }

    /** As a person types it into an app that reads no picture. */
    static String text(byte[] secret) {
        var text = new StringBuilder();
        long held = 0;
        var bits = 0;
        for (var one : secret) {
            held = held << 8 | one & 0xff;
            bits += 8;
            for (; bits >= 5; bits -= 5) {
                text.append(LETTERS.charAt((int) (held >> (bits - 5)) & 31));
            }
        }
        return text.toString();
    }

    /** What the picture says: Google's key URI, which the apps agree on. */
    static String uri(byte[] secret, String issuer, String login) {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s"
                .formatted(encoded(issuer), encoded(login), text(secret), encoded(issuer));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
