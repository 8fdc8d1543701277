package dure.tower;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.Http;
import dure.TestBooks;
import dure.access.TestAccounts;
import dure.region.Book;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Files that are too large, or none that could be imported: each gets a sentence, and nothing breaks. */
@DureTest
class SendingWhatCannotBeImported {
    private static final int HUNDRED = 100_000_000;
    private static final String BOUNDARY = "a-boundary-of-ours";

    @LocalServerPort
    int port;

    private Http http;
    private Book book;
    private String[] who;

    @BeforeEach
    void an_officer(@Autowired TestBooks books, @Autowired TestAccounts accounts) {
        book = books.next();
        var officer = accounts.officer(book.municipality());
        who = new String[] {"Authorization", Http.basic(officer.login(), officer.password())};
        http = new Http(port);
        http.signIn(officer.login(), officer.password());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_form_with_a_hundred_megabytes_is_answered_by_a_page_that_says_so(boolean saysItsLength) {
        var answer =
                http.send("/plan-workbooks", "multipart/form-data; boundary=" + BOUNDARY, form(HUNDRED, saysItsLength));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.body()).contains("20 MB");
        assertThat(http.get("/plan-workbooks").status()).isEqualTo(200);
    }

    @Test
    void a_form_with_a_little_too_much_is_told_the_same() {
        var answer = http.send("/plan-workbooks", "multipart/form-data; boundary=" + BOUNDARY, form(20_990_000, true));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("20 MB");
    }

    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,true", "false,false"})
    void a_machine_is_answered_by_a_problem(boolean asForm, boolean saysItsLength) {
        var answer = new Http(port)
                .send(
                        "/api/v1/plan-workbooks",
                        asForm ? "multipart/form-data; boundary=" + BOUNDARY : "application/octet-stream",
                        asForm
                                ? form(HUNDRED, saysItsLength)
                                : saysItsLength
                                        ? BodyPublishers.fromPublisher(
                                                BodyPublishers.ofInputStream(() -> zeros(HUNDRED)), HUNDRED)
                                        : BodyPublishers.ofInputStream(() -> zeros(HUNDRED)),
                        who);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().get("detail").asString()).contains("20 MB");
    }

    @Test
    void what_is_no_spreadsheet_is_refused_by_its_name_whatever_it_is_called() {
        for (var one : List.of(
                Map.entry("%PDF-1.7\n", "PDF"),
                Map.entry("<html><table><tr><td>1", "HTML"),
                Map.entry("MIME-Version: 1.0\r\nContent-Type: multipart/related", "HTML"),
                Map.entry("PK\u0003\u0004............mimetypeapplication/hwp+zip", "HWP"),
                Map.entry("PK\u0003\u0004......application/vnd.oasis.opendocument.spreadsheet", "ODS"),
                Map.entry("PK\u0003\u0004......xl/workbook.bin", "XLSB"),
                Map.entry("PK\u0003\u0004......xl/workbook.xml", "손상"))) {
            var answer = sent("application/octet-stream", one.getKey().getBytes(StandardCharsets.ISO_8859_1));
            assertThat(answer.status()).as(one.getKey()).isEqualTo(422);
            var finding = answer.json().get("findings").get(0);
            assertThat(finding.get("message").asString()).contains(one.getValue());
            assertThat(finding.get("fix").asString()).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "MS949", "UTF-16LE", "UTF-16"})
    void a_csv_goes_in_whatever_its_encoding(String charset) {
        var csv = "내용,시작일,종료일,측정 단위,수량,근거\n똠방각하,2025-01-01,2025-01-31,일자리 수,3,증빙\n";
        var answer = sent(
                "text/csv", ((charset.equals("UTF-16LE") ? "\uFEFF" : "") + csv).getBytes(Charset.forName(charset)));
        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void a_kind_of_body_that_nobody_reads_is_told_so() {
        assertThat(sent("application/x-hwp", new byte[] {1}).status()).isEqualTo(415);
    }

    @Test
    void a_workbook_without_a_sheet_of_ours_is_told_which_it_needs() {
        var writer = new dure.sheet.WorkbookWriter();
        writer.text("현황", List.of("아무 말"));
        writer.text("표지", List.of("아무 말"));
        var answer = new Http(port).upload("/api/v1/plan-workbooks", "application/octet-stream", writer.bytes(), who);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("fix");
    }

    private Http.Answer sent(String type, byte[] content) {
        return new Http(port)
                .upload(
                        "/api/v1/entry-files?municipality="
                                + book.municipality().value(),
                        type,
                        content,
                        who);
    }

    private static BodyPublisher form(int size, boolean saysItsLength) {
        var before = ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"큰 파일.xlsx\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        var after = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8);
        var body = BodyPublishers.ofInputStream(() -> new SequenceInputStream(Collections.enumeration(
                List.of(new ByteArrayInputStream(before), zeros(size), new ByteArrayInputStream(after)))));
        return saysItsLength ? BodyPublishers.fromPublisher(body, (long) before.length + size + after.length) : body;
    }

    private static InputStream zeros(int size) {
        return new InputStream() {
            private int left = size;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                if (left <= 0) {
                    return -1;
                }
                var read = Math.min(length, left);
                left -= read;
                return read;
            }
        };
    }
}
