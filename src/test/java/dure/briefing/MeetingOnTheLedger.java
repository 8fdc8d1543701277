package dure.briefing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import dure.Http;
import dure.TestBooks;
import dure.TestPlans;
import dure.access.Access;
import dure.access.Role;
import dure.access.TestAccounts;
import dure.access.Viewer;
import dure.action.Actions;
import dure.action.Cause;
import dure.action.NewAction;
import dure.document.Block;
import dure.ledger.Basis;
import dure.ledger.Contract;
import dure.ledger.Figures;
import dure.ledger.JobTerms;
import dure.ledger.Ledger;
import dure.ledger.NewEntry;
import dure.ledger.Origin;
import dure.ledger.Quality;
import dure.ledger.Recording;
import dure.ledger.RuleKey;
import dure.ledger.Rules;
import dure.ledger.Scope;
import dure.plan.Continuity;
import dure.plan.Departments;
import dure.plan.Measure;
import dure.plan.PlanImport;
import dure.plan.Plans;
import dure.plan.ProgrammeType;
import dure.plan.ProjectName;
import dure.plan.Quantity;
import dure.plan.Sector;
import dure.plan.Source;
import dure.plan.SourceKind;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import dure.sheet.Reading;
import dure.sheet.Sheets;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import kr.dogfoot.hwpxlib.object.content.section_xml.paragraph.object.Table;
import kr.dogfoot.hwpxlib.reader.HWPXReader;
import kr.dogfoot.hwpxlib.tool.textextractor.TextExtractMethod;
import kr.dogfoot.hwpxlib.tool.textextractor.TextExtractor;
import kr.dogfoot.hwpxlib.tool.textextractor.TextMarks;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.access.AccessDeniedException;

@DureTest
class MeetingOnTheLedger {
    private static final RuleKey RULE = new RuleKey(Rules.DEFAULT, 1);

    @LocalServerPort
    int port;

    @Autowired
    Briefings briefings;

    @Autowired
    Actions actions;

    @Autowired
    Plans plans;

    @Autowired
    Ledger ledger;

    @Autowired
    Figures figures;

    @Autowired
    Rules rules;

    @Autowired
    Departments departments;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestBooks books;

    @TempDir
    Path directory;

    private static final Book DAEJEON = new Book(new MunicipalityCode("30000"), DataSet.SAMPLE);

    private static Briefing.Said april(String title) {
        return new Briefing.Said(LocalDate.of(2011, 5, 3), title, "시장, 실·국장", LocalDate.of(2011, 4, 30), RULE);
    }

    @Test
    void daejeon_in_april_2011_has_its_pages_in_one_click_as_pdf_and_hwpx() throws Exception {
        var office = accounts.viewer(accounts.officer(DAEJEON.municipality()));
        var meeting = as(office, () -> briefings.open(DAEJEON, 2011, april("2011년 일자리 상시보고회")));
        as(office, () -> {
            briefings.remark(DAEJEON, meeting.id(), Section.FINDINGS, "두 부문의 이름을 원자료에서 확인합니다.");
            return null;
        });
        var made = as(office, () -> briefings.make(DAEJEON, meeting.id(), Format.PDF, Locale.KOREAN));
        var bytes = content(office, meeting, made);
        assertThat(made.size()).isEqualTo(bytes.length);
        try (var pdf = Loader.loadPDF(bytes)) {
            render(pdf, "briefing-daejeon");
            var text = text(pdf);
            assertThat(text)
                    .contains("2011년 일자리 상시보고회")
                    .contains("2011. 4. 30. 기준 약 12,000개 – 연간 목표 20,500개의 58.5 %")
                    .contains("연간 목표까지 약 8,500개 남음")
                    .contains("약 8,900", "약 3,100")
                    .contains("1. 추진 실적", "2. 부진 사업과 원인", "4. 예산 집행", "8. 지적 사항", "[붙임] 전체 세부사업")
                    .contains("항목 이름 뒤바뀜", "약 3,180개", "30000S-1, 30000S-2")
                    .contains("6개월 이상 미기재, 고용보험 가입 미기재")
                    .contains("【의견】 두 부문의 이름을 원자료에서 확인합니다.")
                    .contains("집계기준:", "기준일: 2011. 4. 30.", "장부 시점:", "(2번까지)")
                    .contains("표본 자료", "참석: 시장, 실·국장")
                    .contains("- 1 / " + pdf.getNumberOfPages() + " -");
            assertThat(text).doesNotContain("58.6", "{0}", "briefing.");
        }
        var hwpx = as(office, () -> briefings.make(DAEJEON, meeting.id(), Format.HWPX, Locale.KOREAN));
        var read = HWPXReader.fromFile(Files.write(directory.resolve("daejeon.hwpx"), content(office, meeting, hwpx))
                .toFile());
        assertThat(TextExtractor.extract(
                                read, TextExtractMethod.InsertControlTextBetweenParagraphText, true, new TextMarks())
                        .replace('\u00a0', ' '))
                .contains("2011. 4. 30. 기준 약 12,000개 – 연간 목표 20,500개의 58.5 %", "약 8,900", "항목 이름 뒤바뀜", "표본 자료");
        var tables = 0;
        for (var paragraph : read.sectionXMLFileList().get(0).paras()) {
            for (var run : paragraph.runs()) {
                for (var item : run.runItems()) {
                    tables += item instanceof Table ? 1 : 0;
                }
            }
        }
        assertThat(tables).isGreaterThanOrEqualTo(3);
    }

    @Test
    void a_document_is_made_again_byte_for_byte_though_the_ledger_went_on_and_says_what_was_changed() throws Exception {
        var book = books.next();
        var office = accounts.viewer(accounts.officer(book.municipality()));
        plan(book, office, 3);
        var first = project(book, office, 0);
        record(book, office, first, 40, LocalDate.of(2026, 3, 31), terms(7, 40, true));
        record(book, office, first, 20, LocalDate.of(2026, 4, 30), terms(3, 20, false));
        record(book, office, first, 10, LocalDate.of(2026, 4, 30), JobTerms.UNSTATED);
        var said = new Briefing.Said(LocalDate.of(2026, 5, 6), "상시보고회", "", LocalDate.of(2026, 4, 30), RULE);
        var meeting = as(office, () -> briefings.open(book, 2026, said));
        var made = as(office, () -> briefings.make(book, meeting.id(), Format.PDF, Locale.KOREAN));
        Thread.sleep(5); // the next posting is of a later instant
        record(book, office, first, 99, LocalDate.of(2026, 4, 30), JobTerms.UNSTATED);
        as(office, () -> {
            briefings.remark(book, meeting.id(), Section.QUALITY, "나중에 적은 의견");
            return null;
        });
        var same = as(office, () -> briefings.compare(book, meeting.id(), made.id()));
        assertThat(same.same()).isTrue();
        assertThat(same.differing()).isEmpty();
        var next = as(office, () -> briefings.make(book, meeting.id(), Format.PDF, Locale.KOREAN));
        assertThat(next.sha256()).isNotEqualTo(made.sha256());
        assertThat(next.position()).isEqualTo(made.position() + 1);
        var department = as(office, () -> departments.offered(book)).getFirst().id();
        as(
                office,
                () -> actions.open(
                        book,
                        new NewAction(
                                2026,
                                first.id(),
                                null,
                                null,
                                meeting.id().value(),
                                new NewAction.Said(
                                        department,
                                        "팀장",
                                        "늦습니다.",
                                        Cause.BUDGET,
                                        "",
                                        "서두릅니다.",
                                        LocalDate.of(2026, 6, 30)))));
        var changed = as(office, () -> briefings.compare(book, meeting.id(), next.id()));
        assertThat(changed.same()).isFalse();
        assertThat(changed.differing()).contains(Section.ACTIONS).doesNotContain(Section.PROGRESS, Section.QUALITY);
    }

    @Test
    void quality_stands_with_what_is_not_stated_apart() {
        var book = books.next();
        var office = accounts.viewer(accounts.officer(book.municipality()));
        plan(book, office, 2);
        var project = project(book, office, 0);
        record(book, office, project, 40, LocalDate.of(2026, 3, 31), terms(6, 35, true));
        record(book, office, project, 20, LocalDate.of(2026, 3, 31), terms(5, 34, false));
        record(book, office, project, 10, LocalDate.of(2026, 3, 31), JobTerms.UNSTATED);
        var other = books.next();
        var neighbour = accounts.viewer(accounts.officer(other.municipality()));
        plan(other, neighbour, 1);
        record(other, neighbour, project(other, neighbour, 0), 500, LocalDate.of(2026, 3, 31), terms(12, 40, false));
        var rule = rules.find(Rules.DEFAULT).orElseThrow();
        var quality = as(
                office,
                () -> figures.quality(
                        figures.question(book, new Scope.InYear(2026), LocalDate.of(2026, 12, 31), null, rule)));
        assertThat(quality.total().quantity()).isEqualTo(70);
        assertThat(quality.lasting()).isEqualTo(new Quality.Stated(40, 20, 10));
        assertThat(quality.insured()).isEqualTo(new Quality.Stated(40, 20, 10));
        assertThat(quality.fullTime()).isEqualTo(new Quality.Stated(40, 20, 10));
        assertThat(quality.lasting().share()).hasValue(40 / 70.0);
        assertThat(quality.lasting().shareOfStated()).hasValue(40 / 60.0);
    }

    @Test
    void names_who_is_behind_the_pace_of_its_own_plan_with_the_cause_that_was_noted() {
        var book = books.next();
        var office = accounts.viewer(accounts.officer(book.municipality()));
        plan(book, office, 3);
        record(book, office, project(book, office, 0), 100, LocalDate.of(2026, 4, 30), JobTerms.UNSTATED);
        var department = as(office, () -> departments.offered(book)).getFirst().id();
        as(
                office,
                () -> actions.open(
                        book,
                        new NewAction(
                                2026,
                                project(book, office, 1).id(),
                                null,
                                null,
                                null,
                                new NewAction.Said(
                                        department,
                                        "팀장",
                                        "모집이 없습니다.",
                                        Cause.STARTED_LATE,
                                        "협약이 늦었습니다.",
                                        "6월에 시작합니다.",
                                        LocalDate.of(2026, 6, 30)))));
        var meeting = as(
                office,
                () -> briefings.open(
                        book,
                        2026,
                        new Briefing.Said(LocalDate.of(2026, 5, 6), "상시보고회", "", LocalDate.of(2026, 4, 30), RULE)));
        var laggards = as(office, () -> briefings.pack(meeting, Locale.KOREAN))
                .sections()
                .get(Section.LAGGARDS);
        assertThat(laggards).isNotNull();
        var table = laggards.stream()
                .filter(Block.Table.class::isInstance)
                .map(Block.Table.class::cast)
                .findFirst()
                .orElseThrow();
        // Each wants 120 in the year: 39 by the 120th of its 365 days.
        assertThat(table.body())
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(row -> assertThat(row.cells().get(3).text()).isEqualTo("39"));
        assertThat(table.body().stream().map(row -> row.cells().get(7).text())).contains("착수 지연: 협약이 늦었습니다.", "원인 미등록");
    }

    @Test
    void a_pack_of_120_projects_is_small_and_complete() throws Exception {
        var book = books.next();
        var office = accounts.viewer(accounts.officer(book.municipality()));
        plan(book, office, 120);
        for (var no = 0; no < 120; no += 2) {
            record(
                    book,
                    office,
                    project(book, office, no),
                    30 + no,
                    LocalDate.of(2026, 1 + no % 4, 28),
                    terms(8, 40, true));
        }
        var said = new Briefing.Said(LocalDate.of(2026, 5, 6), "상시보고회", "", LocalDate.of(2026, 4, 30), RULE);
        var meeting = as(office, () -> briefings.open(book, 2026, said));
        var began = System.nanoTime();
        var pack = as(office, () -> briefings.pack(meeting, Locale.KOREAN));
        var read = System.nanoTime();
        var made = as(office, () -> briefings.make(book, meeting.id(), Format.PDF, Locale.KOREAN));
        var pdf = System.nanoTime();
        var hwpx = as(office, () -> briefings.make(book, meeting.id(), Format.HWPX, Locale.KOREAN));
        var end = System.nanoTime();
        System.out.printf(
                "Pack of 120 projects: figures %d ms, PDF %d ms %d KB, HWPX %d ms %d KB%n",
                (read - began) / 1_000_000,
                (pdf - read) / 1_000_000,
                made.size() / 1024,
                (end - pdf) / 1_000_000,
                hwpx.size() / 1024);
        assertThat(pack.sections()).hasSize(Section.values().length);
        assertThat(made.size()).isLessThan(600 * 1024);
        try (var document = Loader.loadPDF(content(office, meeting, made))) {
            render(document, "briefing-120");
            assertThat(text(document)).contains("사업 001", "사업 120", "월별 누계");
        }
    }

    @Test
    void is_opened_by_the_office_read_by_staff_and_by_the_public_never() {
        var book = books.next();
        var login = accounts.officer(book.municipality());
        var office = accounts.viewer(login);
        plan(book, office, 1);
        var clerk = accounts.departmentOfficer(book.municipality(), "가상과");
        var said = new Briefing.Said(LocalDate.of(2026, 5, 6), "상시보고회", "", LocalDate.of(2026, 4, 30), RULE);
        for (var other :
                List.of(accounts.viewer(clerk), accounts.viewer(accounts.with(Role.AUDITOR, book.municipality())))) {
            assertThatThrownBy(() -> as(other, () -> briefings.open(book, 2026, said)))
                    .isInstanceOf(AccessDeniedException.class);
        }
        var meeting = as(office, () -> briefings.open(book, 2026, said));
        assertThat(as(accounts.viewer(clerk), () -> briefings.all(book))).containsExactly(meeting);
        assertThatThrownBy(() -> as(Viewer.PUBLIC, () -> briefings.all(book)))
                .isInstanceOf(AccessDeniedException.class);
        var http = new Http(port);
        http.signIn(login.login(), login.password());
        var at = "/api/v1/municipalities/" + book.municipality() + "/briefings/" + meeting.id();
        var token = new String[] {"X-CSRF-TOKEN", http.csrf("/password")};
        var made = http.post(at + "/documents", "{\"format\": \"PDF\"}", token);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(http.post(at + "/documents", "{\"format\": \"DOC\"}", token).body())
                .contains("HWPX");
        var compared = http.post(at + "/documents/" + made.json().get("id").asString() + "/comparison", "{}", token);
        assertThat(compared.json().get("same").asBoolean()).isTrue();
        var stranger = new Http(port);
        assertThat(stranger.get(at).status()).isEqualTo(401);
        assertThat(stranger.get(at + "/documents/" + made.json().get("id").asString())
                        .status())
                .isEqualTo(401);
    }

    private byte[] content(Viewer viewer, Briefing meeting, MadeDocument made) {
        return as(viewer, () -> briefings.content(meeting, made.id())).orElseThrow();
    }

    private void plan(Book book, Viewer office, int count) {
        var projects = new LinkedHashMap<String, Long>();
        for (var no = 1; no <= count; no++) {
            projects.put("사업 %03d".formatted(no), 120L);
        }
        var file = TestPlans.year(book, 2026, 120L * count, projects, 50_000);
        assertThat(as(
                        office,
                        () -> plans.importWorkbook(
                                ((Reading.Read) Sheets.read("계획.xlsx", file)).workbook(), book.dataSet(), false)))
                .isInstanceOf(PlanImport.Imported.class);
    }

    private ProjectName project(Book book, Viewer office, int no) {
        return as(office, () -> plans.projects(book, 2026)).get(no);
    }

    private static JobTerms terms(int months, int hours, @Nullable Boolean insured) {
        return new JobTerms(
                months,
                BigDecimal.valueOf(hours),
                Contract.UNSPECIFIED,
                insured,
                null,
                null,
                Continuity.UNSPECIFIED,
                null);
    }

    private void record(Book book, Viewer office, ProjectName project, long jobs, LocalDate day, JobTerms terms) {
        var entry = new NewEntry(
                project.id(),
                "",
                day.withDayOfMonth(1),
                day,
                new Quantity(jobs, Measure.JOBS, "명", false),
                Basis.REPORTED,
                ProgrammeType.DIRECT,
                Sector.PUBLIC,
                Set.of(),
                terms,
                null,
                new Source(SourceKind.OFFICE, "시험", null),
                "시험 증빙",
                null,
                List.of());
        assertThat(as(office, () -> ledger.record(book, List.of(entry), new Origin.Form())))
                .isInstanceOf(Recording.Recorded.class);
    }

    private static String text(PDDocument pdf) throws IOException {
        return new PDFTextStripper().getText(pdf).replaceAll("\\s*\\R\\s*", " ").replace('\u00a0', ' ');
    }

    /** To be looked at: target/screenshots. */
    private static void render(PDDocument pdf, String name) throws IOException {
        var renderer = new PDFRenderer(pdf);
        Files.createDirectories(Path.of("target/screenshots"));
        for (var no = 0; no < Math.min(4, pdf.getNumberOfPages()); no++) {
            ImageIO.write(
                    renderer.renderImageWithDPI(no, 80),
                    "png",
                    Path.of("target/screenshots", name + "-" + (no + 1) + ".png")
                            .toFile());
        }
    }

    private static <T> T as(Viewer viewer, Callable<T> work) {
        return Access.as(viewer, work);
    }
}
