package dure.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import dure.Http;
import dure.TestBooks;
import dure.TestDatabase;
import dure.access.Access;
import dure.access.AccessLog;
import dure.access.Role;
import dure.access.TestAccounts;
import dure.ledger.EntryId;
import dure.ledger.Ledger;
import dure.region.Book;
import dure.sheet.Head;
import dure.sheet.WorkbookWriter;
import dure.web.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

@DureTest
class KeepingEvidence {
    private static final byte[] PDF = "%PDF-1.7\n1 0 obj\n".getBytes(UTF_8);

    @LocalServerPort
    int port;

    @Autowired
    TestBooks books;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDatabase database;

    @Autowired
    EvidenceFiles files;

    @Autowired
    EvidenceStore store;

    @Autowired
    Ledger ledger;

    @Autowired
    Access access;

    @Autowired
    AccessLog log;

    @Autowired
    Clock clock;

    TransactionTemplate transactions = new TransactionTemplate();

    @Autowired
    void transactions(PlatformTransactionManager manager) {
        transactions = new TransactionTemplate(manager);
    }

    Book book = new Book(new dure.region.MunicipalityCode("30170"), dure.region.DataSet.SAMPLE);
    TestAccounts.Login officer = new TestAccounts.Login("", "");

    @BeforeEach
    void gather() {
        book = books.next();
        officer = accounts.officer(book.municipality());
    }

    private <T> T by(TestAccounts.Login who, java.util.concurrent.Callable<T> work) {
        return Access.as(accounts.viewer(who), work);
    }

    private EvidenceFile store(String name, byte[] content) {
        return by(officer, () -> files.store(book, name, new ByteArrayInputStream(content)));
    }

    private EntryId entry(String... more) {
        var http = new Http(port);
        var answer = http.post(
                "/api/v1/entries",
                """
                {"municipality": "%s", "label": "가상 채용", "from": "2025-03-01", "occurredOn": "2025-03-31", "quantity": 3,
                 "statedUnit": "명", "basis": "REPORTED", "programmeType": "SERVICE", "evidence": "%s"}
                """.formatted(book.municipality(), more.length == 0 ? "" : more[0]),
                "Authorization",
                Http.basic(officer.login(), officer.password()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return EntryId.parse(answer.json().get("id").asString()).orElseThrow();
    }

    @Test
    void the_same_content_is_kept_once_in_a_book_and_comes_back_byte_for_byte() {
        var long_ = new byte[3_000_000];
        System.arraycopy(PDF, 0, long_, 0, PDF.length);
        var first = store("하나.pdf", long_);
        var second = store("둘.pdf", long_);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.name()).isEqualTo("하나.pdf");
        assertThat(by(officer, () -> files.open(first.id(), null))).isEqualTo(long_);
        assertThat(first.sha256()).isEqualTo(EvidenceFiles.sha256(long_));
        assertThat(by(officer, () -> files.count(book))).isEqualTo(1);
    }

    @Test
    void a_file_is_what_its_content_says_and_must_be_called_so() throws IOException {
        assertThat(store("사진.jpeg", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1})
                        .type())
                .isEqualTo(EvidenceType.JPEG);
        assertThat(store("명단.csv", "이름,회사\n가,나\n".getBytes(UTF_8)).type()).isEqualTo(EvidenceType.CSV);
        assertThat(store("명단.xlsx", xlsx("가상 회사")).type()).isEqualTo(EvidenceType.XLSX);
        assertThat(store("공문.hwpx", hwpx("두루 알림")).type()).isEqualTo(EvidenceType.HWPX);
        refused("사진.png", PDF, "evidence.fault.name");
        refused("실행.pdf", "MZ\0\0".getBytes(UTF_8), "evidence.fault.type");
        refused("쪽.csv", "<html><body>".getBytes(UTF_8), "sheet.unreadable.html");
        refused("빈.pdf", new byte[0], "evidence.fault.empty");
        refused("공문.hwpx", hwpx("900101-<x/>1234567"), "evidence.fault.residentNumber");
        refused("명단.xlsx", xlsx("900101-1234567"), "sheet.residentNumber");
        refused("명단.xlsx", zip("xl/workbook.xml", "", "xl/vbaProject.bin", ""), "evidence.fault.macros");
    }

    private void refused(String name, byte[] content, String key) {
        assertThatThrownBy(() -> store(name, content))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.fields())
                                .extracting(Refusal.Field::key)
                                .containsExactly(key));
    }

    @Test
    void what_was_changed_or_lost_underneath_is_told_and_never_given_out(@TempDir Path directory) throws IOException {
        var settings = new EvidenceSettings(directory, DataSize.ofMegabytes(1), DataSize.ofMegabytes(5), 30);
        var inDirectory = new EvidenceFiles(store, settings, ledger, access, log, clock);
        var file = by(
                officer,
                () -> transactions.execute(status -> inDirectory.store(book, "하나.pdf", new ByteArrayInputStream(PDF))));
        var lying = directory
                .resolve(book.name())
                .resolve(file.sha256().substring(0, 2))
                .resolve(file.sha256());
        assertThat(lying).hasBinaryContent(PDF);
        assertThat(lying.getParent()).isDirectoryContaining(lying::equals);
        assertThat(openIn(inDirectory, file)).isEqualTo(PDF);

        Files.write(lying, "%PDF-1.7 forged".getBytes(UTF_8));
        assertThatThrownBy(() -> openIn(inDirectory, file))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo("evidence.changed.told"));
        EvidenceFiles.State state = by(officer, () -> transactions.execute(status -> inDirectory.check(file)));
        assertThat(state).isEqualTo(EvidenceFiles.State.CHANGED);

        Files.delete(lying);
        assertThatThrownBy(() -> openIn(inDirectory, file))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo("evidence.missing.told"));
    }

    private byte[] openIn(EvidenceFiles inDirectory, EvidenceFile file) {
        return by(officer, () -> transactions.execute(status -> inDirectory.open(file.id(), null)));
    }

    @Test
    void a_file_shows_an_entry_and_raises_it_for_staff_while_the_public_hears_nothing_of_it() {
        var id = entry();
        var http = new Http(port);
        var auth = Http.basic(officer.login(), officer.password());
        var attached = upload(http, "/api/v1/entries/" + id + "/evidence-files?attest=true&note=12부", "확인서.pdf", auth);
        assertThat(attached.status()).as(attached.body()).isEqualTo(201);
        var href = "/municipalities/" + book.municipality() + "/evidence-files/"
                + attached.json().get("id").asString();
        assertThat(http.get("/api/v1/entries/" + id, "Authorization", auth)
                        .json()
                        .get("basis")
                        .asString())
                .isEqualTo("EVIDENCED");

        var content = http.get("/api/v1" + href + "/content", "Authorization", auth);
        assertThat(content.status()).isEqualTo(200);
        assertThat(content.header("Content-Disposition")).startsWith("attachment");
        assertThat(content.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(content.header("Content-Security-Policy")).startsWith("sandbox");

        by(officer, () -> ledger.disclose(book));
        var anybody = new Http(port);
        assertThat(anybody.get("/entries/" + id).status()).isEqualTo(200);
        assertThat(anybody.get("/entries/" + id).body()).doesNotContain("확인서.pdf");
        assertThat(anybody.get("/api/v1/entries/" + id + "/evidence-files")
                        .json()
                        .size())
                .isZero();
        assertThat(anybody.get("/api/v1" + href).status()).isEqualTo(404);
        assertThat(anybody.get("/api/v1" + href + "/content").status()).isEqualTo(404);

        var other = accounts.officer(books.next().municipality());
        assertThat(http.get("/api/v1" + href, "Authorization", Http.basic(other.login(), other.password()))
                        .status())
                .isEqualTo(404);
    }

    private static Http.Answer upload(Http http, String path, String name, String auth) {
        var boundary = "b" + UUID.randomUUID();
        var body = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/pdf\r\n\r\n" + new String(PDF, UTF_8) + "\r\n--" + boundary
                        + "--\r\n")
                .getBytes(UTF_8);
        return http.upload(path, "multipart/form-data; boundary=" + boundary, body, "Authorization", auth);
    }

    @Test
    void a_file_with_personal_data_is_opened_for_a_reason_that_the_log_keeps() throws SQLException {
        var file = by(officer, () -> files.store(book, "명단.pdf", new ByteArrayInputStream(PDF), true));
        assertThatThrownBy(() -> by(officer, () -> files.open(file.id(), null))).isInstanceOf(Refusal.class);
        by(officer, () -> files.open(file.id(), "분기 점검 대조"));
        try (var superuser = database.asSuperuser()) {
            assertThat(TestDatabase.column(superuser, """
                    select reason from access_log where municipality = '%s' and action = 'DOWNLOAD'
                        and detail like 'evidence:%%'""".formatted(book.municipality())))
                    .containsExactly("분기 점검 대조");
        }
    }

    @Test
    void links_are_words_that_stay_and_a_destroyed_content_leaves_its_name_and_reason() throws SQLException {
        var file = store("하나.pdf", PDF);
        var id = entry("evidence:" + file.id());
        var entry = by(officer, () -> ledger.find(id, clock.instant())).orElseThrow();
        assertThat(by(officer, () -> files.of(entry)))
                .extracting(one -> one.file().id())
                .containsExactly(file.id());
        var plain = entry();
        by(officer, () -> {
            files.link(plain, file.id(), "보여줌");
            files.link(plain, file.id(), "보여줌");
            files.unlink(plain, file.id(), "잘못 연결");
            return null;
        });
        try (var superuser = database.asSuperuser()) {
            assertThat(TestDatabase.column(
                            superuser, "select linked from evidence_link where file = '" + file.id() + "' order by id"))
                    .containsExactly("t", "f");
        }
        by(officer, () -> {
            files.destroy(file.id(), "정보주체의 요구");
            return null;
        });
        assertThatThrownBy(() -> by(officer, () -> files.open(file.id(), null))).isInstanceOf(Refusal.class);
        var after = by(officer, () -> files.find(file.id())).orElseThrow();
        assertThat(after.sha256()).isEqualTo(file.sha256());
        assertThat(by(officer, () -> files.check(after))).isEqualTo(EvidenceFiles.State.DESTROYED);
        refused("다시.pdf", PDF, "evidence.fault.destroyed");
    }

    @Test
    void a_reader_adds_nothing_and_a_department_links_nothing_of_another() {
        var reader = accounts.with(Role.READER, book.municipality());
        assertThatThrownBy(() -> by(reader, () -> files.store(book, "하나.pdf", new ByteArrayInputStream(PDF))))
                .isInstanceOf(org.springframework.security.access.AccessDeniedException.class);
        var file = store("하나.pdf", PDF);
        var id = entry();
        var clerk = accounts.departmentOfficer(book.municipality(), "가상과");
        assertThatThrownBy(() -> by(clerk, () -> {
                    files.link(id, file.id(), "");
                    return null;
                }))
                .isInstanceOf(Refusal.class);
        // And past the service, the database asks again.
        assertThatThrownBy(() -> by(
                        clerk,
                        () -> transactions.execute(status -> {
                            store.link(book, id.position(), file.id(), true, "", "clerk", clock.instant());
                            return null;
                        })))
                .hasStackTraceContaining("another department");
    }

    private static byte[] xlsx(String cell) {
        var workbook = new WorkbookWriter();
        workbook.table("명단", List.of(Head.of("이름", 20, Head.Format.TEXT))).row(cell);
        return workbook.bytes();
    }

    private static byte[] hwpx(String text) throws IOException {
        return zip("Contents/content.hpf", "", "Contents/section0.xml", "<p>" + text + "</p>");
    }

    private static byte[] zip(String... parts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < parts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(parts[i]));
                zip.write(parts[i + 1].getBytes(UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
