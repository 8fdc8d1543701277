package dure.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Pretendard (OFL 1.1), which has all 11,172 syllables, as it was delivered. Read from the jar once: a server needs neither
 * fonts nor fontconfig of its own.
 */
enum Fonts {
    REGULAR("/fonts/Pretendard-Regular.ttf"),
    BOLD("/fonts/Pretendard-Bold.ttf");

    static final String FAMILY = "Pretendard";

    private final byte[] bytes;
    private final TrueTypeFont outlines;

    Fonts(String resource) {
        try (InputStream in = Objects.requireNonNull(Fonts.class.getResourceAsStream(resource), resource)) {
            bytes = in.readAllBytes();
            outlines = new TTFParser().parse(new RandomAccessReadBuffer(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    /** Outlines of its letters, for drawings: java.awt.Font asks for fontconfig, which bare servers have not. */
    TrueTypeFont outlines() {
        return outlines;
    }
}
