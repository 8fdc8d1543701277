package dure.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodesOfAnAuthenticatorApp {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6238, appendix B, the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void are_those_of_the_standard(long second, String code) {
        assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(second)))).isEqualTo(code);
    }

    @Test
    void are_taken_a_step_early_and_a_step_late_and_no_further() {
        var now = Instant.ofEpochSecond(1_111_111_111);
        var step = Totp.step(now);
        for (var shift : new int[] {-1, 0, 1}) {
            assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, step + shift), now))
                    .hasValue(step + shift);
        }
        assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, step - 2), now)).isEmpty();
        assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, step + 2), now)).isEmpty();
    }

    /** RFC 4648's Base32, as apps take a secret by hand. */
    @Test
    void come_from_a_secret_that_can_be_typed() {
        assertThat(Totp.text(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(TestAccounts.codeOf(Totp.text(SECRET))).isEqualTo(Totp.code(SECRET, Totp.step(Instant.now())));
    }

    /** Another's eyes: zxing's reader on what the page draws. */
    @Test
    void come_from_a_picture_that_a_telephone_can_read() throws Exception {
        var uri = Totp.uri(SECRET, "Dure", "kim@city");
        assertThat(uri).startsWith("otpauth://totp/Dure:kim%40city?secret=GEZ");
        var picture = QrCode.of(uri);
        var dark = new HashSet<String>();
        Pattern.compile("M(\\d+) (\\d+)h1v1h-1z")
                .matcher(picture.path())
                .results()
                .forEach(square -> dark.add(square.group(1) + " " + square.group(2)));
        var bitmap = new BinaryBitmap(new HybridBinarizer(new Drawn(picture.size(), dark)));
        assertThat(new QRCodeReader().decode(bitmap).getText()).isEqualTo(uri);
    }

    private static class Drawn extends LuminanceSource {
        private static final int SCALE = 4;
        private final HashSet<String> dark;

        Drawn(int size, HashSet<String> dark) {
            super(size * SCALE, size * SCALE);
            this.dark = dark;
        }

        @Override
        public byte[] getRow(int y, byte[] row) {
            var line = new byte[getWidth()];
            for (var x = 0; x < line.length; x++) {
                line[x] = (byte) (dark.contains(x / SCALE + " " + y / SCALE) ? 0 : 255);
            }
            return line;
        }

        @Override
        public byte[] getMatrix() {
            var all = new byte[getWidth() * getHeight()];
            for (var y = 0; y < getHeight(); y++) {
                System.arraycopy(getRow(y, null), 0, all, y * getWidth(), getWidth());
            }
            return all;
        }
    }
}
