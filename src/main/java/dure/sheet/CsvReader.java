package dure.sheet;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Comma-, tab- or semicolon-separated values. Rows are counted as a spreadsheet counts them once it opened the file. */
final class CsvReader {
    /** What Korean Windows writes where nobody chose UTF-8: EUC-KR with all syllables. */
    private static final Charset MS949 = Charset.forName("MS949");

    /** A step of progress, and of asking whether it is still wanted. */
    private static final int STEP = 200;

    private static final char MARK = '\uFEFF';

    private CsvReader() {}

    static Workbook read(String name, byte[] content, Limits limits) throws Unreadable {
        var text = decode(content);
        var format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter(text))
                .setIgnoreEmptyLines(false)
                .get();
        var rows = new ArrayList<Row>();
        var cells = 0;
        try (var parser = format.parse(new StringReader(text))) {
            for (var line : parser) {
                var row = row(line, limits);
                cells += row.cells().size();
                if (line.getRecordNumber() > limits.rows()) {
                    throw new Unreadable("tooManyRows", name, limits.rows());
                }
                if (line.getRecordNumber() % STEP == 0) {
                    Progress.move(Progress.Step.READ, STEP);
                }
                if (cells > limits.cells()) {
                    throw new Unreadable("tooManyCells", limits.cells());
                }
                if (!row.cells().isEmpty()) {
                    rows.add(row);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new Unreadable("brokenText");
        }
        return new Workbook(name, List.of(new Sheet(name, false, rows)));
    }

    private static Row row(CSVRecord line, Limits limits) throws Unreadable {
        if (line.size() > limits.columns()) {
            throw new Unreadable("tooManyColumns", line.getRecordNumber(), limits.columns());
        }
        var cells = new ArrayList<Cell>();
        for (var column = 0; column < line.size(); column++) {
            var text = Harmless.read(Written.clean(line.get(column)));
            if (!text.isEmpty()) {
                cells.add(Cell.text(column, text));
            }
        }
        return new Row(Math.toIntExact(line.getRecordNumber()), false, cells);
    }

    static boolean isUtf16(byte[] content) {
        return content.length >= 2
                && ((content[0] == (byte) 0xFF && content[1] == (byte) 0xFE)
                        || (content[0] == (byte) 0xFE && content[1] == (byte) 0xFF));
    }

    private static String decode(byte[] content) throws Unreadable {
        var charsets = isUtf16(content) ? List.of(StandardCharsets.UTF_16) : List.of(StandardCharsets.UTF_8, MS949);
        for (var charset : charsets) {
            try {
                var text = charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(content))
                        .toString();
                return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
            } catch (CharacterCodingException e) {
                continue; // the next one
            }
        }
        throw new Unreadable("encoding");
    }

    /** The one that occurs most in the first line that has any. */
    private static char delimiter(String text) {
        return text.lines()
                .limit(30)
                .filter(line -> line.chars().anyMatch(c -> c == ',' || c == '\t' || c == ';'))
                .findFirst()
                .map(line -> {
                    var best = ',';
                    for (var one : new char[] {'\t', ';'}) {
                        if (count(line, one) > count(line, best)) {
                            best = one;
                        }
                    }
                    return best;
                })
                .orElse(',');
    }

    private static long count(String line, char wanted) {
        return line.chars().filter(c -> c == wanted).count();
    }
}
