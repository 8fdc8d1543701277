package dure.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile files, read by a process of its own with a small heap: it answers, and does not die. */
class ReadingWithLittleMemory {
    /** A JVM with the libraries takes about twenty of them. */
    private static final String HEAP = "-Xmx96m";

    private static final String SHEET =
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";

    @TempDir
    Path directory;

    /** Writes a part, as long as it likes. */
    private interface Part {
        void write(OutputStream out) throws IOException;
    }

    @Test
    void a_million_empty_rows_are_no_rows() {
        assertThat(read(out -> {
                    out.write(ascii(SHEET));
                    out.write(ascii("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c></row>"));
                    for (var i = 2; i <= 1_048_576; i++) {
                        // Of different heights, so that it packs like a real file and not like a bomb.
                        out.write(ascii("<row r=\"" + i + "\" ht=\"" + Integer.toHexString(i * 0x9E3779B1) + "\"/>"));
                    }
                    out.write(ascii("</sheetData></worksheet>"));
                }))
                .isEqualTo("read 1");
    }

    @Test
    void a_sheet_of_blanks_that_unpacks_to_gigabytes_is_a_bomb() {
        assertThat(read(out -> {
                    out.write(ascii(SHEET));
                    var blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
                    for (var i = 0; i < 16_000; i++) {
                        out.write(blanks);
                    }
                }))
                .isEqualTo("sheet.unreadable.bomb");
    }

    @Test
    void one_text_of_a_hundred_megabytes_is_not_kept() {
        assertThat(read(out -> {
                    out.write(ascii(SHEET + "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>"));
                    var random = new java.util.Random(7);
                    var letters = new byte[1 << 14];
                    for (var i = 0; i < 6_400; i++) {
                        for (var j = 0; j < letters.length; j++) {
                            letters[j] = (byte) ('a' + random.nextInt(2));
                        }
                        out.write(letters);
                    }
                    out.write(ascii("</t></is></c></row></sheetData></worksheet>"));
                }))
                .isEqualTo("sheet.unreadable.bomb");
    }

    @Test
    void elements_within_elements_without_an_end_are_an_answer() {
        assertThat(read(out -> {
                    out.write(ascii(SHEET + "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is>"));
                    for (var i = 0; i < 100_000; i++) {
                        out.write(ascii("<r><t>"));
                    }
                }))
                .startsWith("sheet.unreadable.");
    }

    @Test
    void rows_beyond_the_limit_end_the_reading() {
        assertThat(read(out -> {
                    out.write(ascii(SHEET));
                    for (var i = 1; i <= 1_000_000; i++) {
                        out.write(ascii("<row r=\"" + i + "\"><c><v>" + i * 0x9E3779B1L + "</v></c></row>"));
                    }
                    out.write(ascii("</sheetData></worksheet>"));
                }))
                .isEqualTo("sheet.unreadable.tooManyRows");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private String read(Part sheet) {
        var file = directory.resolve("표.xlsx");
        try {
            try (var out = Files.newOutputStream(file);
                    var zip = new ZipOutputStream(new BufferedOutputStream(out, 1 << 16))) {
                part(zip, "[Content_Types].xml", out1 -> out1.write(ascii("<Types/>")));
                part(
                        zip,
                        "xl/workbook.xml",
                        out1 -> out1.write(
                                ascii(
                                        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" r:id=\"rId1\"/></sheets></workbook>")));
                part(
                        zip,
                        "xl/_rels/workbook.xml.rels",
                        out1 -> out1.write(
                                ascii(
                                        "<Relationships><Relationship Id=\"rId1\" Type=\"/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>")));
                part(zip, "xl/worksheets/sheet1.xml", sheet);
            }
            assertThat(Files.size(file)).isLessThan(20_000_000);
            return said(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void part(ZipOutputStream zip, String name, Part part) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        part.write(zip);
        zip.closeEntry();
    }

    private String said(Path file) throws IOException {
        var output = directory.resolve("said");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reader.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output).strip();
    }

    /** The other process. */
    static final class Reader {
        public static void main(String[] arguments) throws IOException {
            var answer = switch (Sheets.read("표.xlsx", Files.readAllBytes(Path.of(arguments[0])))) {
                case Reading.Refused refused -> refused.finding().message().key();
                case Reading.Read read ->
                    "read " + read.workbook().sheets().getFirst().rows().size();
            };
            System.out.println(answer);
        }
    }
}
