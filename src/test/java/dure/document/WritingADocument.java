package dure.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.document.Block.Cell;
import dure.document.Block.Item;
import dure.document.Block.Paragraph;
import dure.document.Block.Picture;
import dure.document.Block.Row;
import dure.document.Block.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import kr.dogfoot.hwpxlib.object.HWPXFile;
import kr.dogfoot.hwpxlib.object.content.section_xml.paragraph.Para;
import kr.dogfoot.hwpxlib.object.content.section_xml.paragraph.T;
import kr.dogfoot.hwpxlib.reader.HWPXReader;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WritingADocument {
    private static final Documents DOCUMENTS = new Documents();
    private static final String HOSTILE = "</p><script>alert(1)</script> & \"뷁쀍똠\" \u0000\u0007";

    @TempDir
    Path directory;

    private static Document document(String watermark) {
        var table = new Table(
                "전략별 목표와 실적",
                "(단위: 개, %)",
                List.of(4, 2, 2, 2),
                List.of(
                        Row.of(
                                Cell.head("전략").spanning(1, 2),
                                Cell.head("일자리").spanning(2, 1),
                                Cell.head("달성률").spanning(1, 2)),
                        Row.of(Cell.head("목표"), Cell.head("실적"))),
                List.of(
                        Row.total(Cell.head("합계"), Cell.number("20,500"), Cell.number("12,000"), Cell.number("58.5")),
                        Row.of(Cell.head(HOSTILE), Cell.number("1,000"), Cell.number("–"), Cell.number("–"))));
        var picture = new Picture(
                Picture.Kind.LINES,
                "월별 누계",
                "1월부터 4월까지 12,000개",
                "개",
                List.of("1월", "2월", "3월", "4월", "5월"),
                List.of(new Block.Series("실적 누계", Arrays.asList(1_000L, 3_500L, 8_000L, 12_000L, null))),
                new Block.Target("목표", 20_500),
                new Table(
                        "",
                        null,
                        List.of(1, 1, 1, 1, 1),
                        List.of(),
                        List.of(Row.of(
                                Cell.number("1,000"),
                                Cell.number("3,500"),
                                Cell.number("8,000"),
                                Cell.number("12,000"),
                                Cell.number("–")))));
        var many = IntStream.rangeClosed(1, 80)
                .mapToObj(no -> Row.of(Cell.text("세부사업 " + no), Cell.number(String.valueOf(no))))
                .toList();
        var blocks = new ArrayList<Block>(List.of(
                new Paragraph(Paragraph.Style.ANSWER, "올해 12,000개 – 목표 20,500개의 58.5 %"),
                new Block.Heading(1, "1. 추진 실적"),
                new Item(Item.Mark.SQUARE, "총괄"),
                new Item(Item.Mark.CIRCLE, HOSTILE),
                new Item(Item.Mark.DASH, "세부"),
                new Item(Item.Mark.NOTE, "집계기준: 공시 기준 v1"),
                table,
                new Block.Heading(2, "가. 추이"),
                picture,
                new Paragraph(Paragraph.Style.REMARK, "첫째 줄\n둘째 줄"),
                new Block.PageBreak(),
                new Table("전체 세부사업", null, List.of(3, 1), List.of(Row.of(Cell.head("사업"), Cell.head("실적"))), many)));
        return new Document(
                Locale.KOREAN,
                "상시보고회 " + HOSTILE,
                "참석: 부서장",
                "가상군 일자리정책과 2026. 4. 30.",
                LocalDate.of(2026, 4, 30),
                "2026년 일자리 상시보고회",
                watermark,
                blocks);
    }

    @Test
    void gives_a_pdf_with_its_texts_as_they_were_said_page_numbers_and_repeated_heads() throws IOException {
        try (var pdf = Loader.loadPDF(DOCUMENTS.pdf(document("견본 자료")))) {
            render(pdf, "document");
            var pages = pages(pdf);
            assertThat(pages.getFirst())
                    .contains("올해 12,000개 – 목표 20,500개의 58.5 %")
                    .contains("</p><script>alert(1)</script> & \"뷁쀍똠\"")
                    .contains("○ </p>")
                    .contains("- 1 / " + pages.size() + " -");
            assertThat(pages).allSatisfy(page -> assertThat(page).contains("견본 자료"));
            assertThat(pages.subList(1, pages.size()))
                    .allSatisfy(page -> assertThat(page).contains("2026년 일자리 상시보고회"));
            assertThat(pages.getLast()).contains("사업").contains("세부사업 80");
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("ko");
            assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(new String(pdf.getDocumentCatalog().getMetadata().toByteArray(), StandardCharsets.UTF_8))
                    .contains("pdfaid:part>2<", "pdfaid:conformance>U<", "pdfuaid:part>1<");
            for (var page : pdf.getPages()) {
                for (var name : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
                }
            }
        }
    }

    @Test
    void gives_a_hwpx_that_another_reads_with_named_styles_and_real_tables() throws Exception {
        var bytes = DOCUMENTS.hwpx(document("견본 자료"));
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            var first = java.util.Objects.requireNonNull(zip.getNextEntry());
            assertThat(first.getName()).isEqualTo("mimetype");
            assertThat(first.getMethod()).isEqualTo(ZipEntry.STORED);
        }
        var read = read(bytes);
        var styles = new ArrayList<String>();
        for (var style : read.headerXMLFile().refList().styles().items()) {
            styles.add(style.name());
        }
        assertThat(styles).contains("문서 제목", "장 제목", "개조식 네모", "표 숫자");
        var section = read.sectionXMLFileList().get(0);
        var texts = new ArrayList<String>();
        var tables = new ArrayList<kr.dogfoot.hwpxlib.object.content.section_xml.paragraph.object.Table>();
        var pictures = 0;
        for (var paragraph : section.paras()) {
            texts.add(styles.get(Integer.parseInt(paragraph.styleIDRef())) + ": " + text(paragraph));
            for (var run : paragraph.runs()) {
                for (var item : run.runItems()) {
                    if (item instanceof kr.dogfoot.hwpxlib.object.content.section_xml.paragraph.object.Table one) {
                        tables.add(one);
                    }
                    if (item instanceof kr.dogfoot.hwpxlib.object.content.section_xml.paragraph.object.Picture one) {
                        assertThat(one.img().binaryItemIDRef()).isEqualTo("image1");
                        pictures++;
                    }
                }
            }
        }
        assertThat(texts)
                .contains("한 줄 답: 올해 12,000개 – 목표 20,500개의 58.5 %", "장 제목: 1. 추진 실적", "개조식 네모: □ 총괄")
                .anyMatch(text -> text.startsWith("개조식 동그라미: ○ </p><script>alert(1)</script> & \"뷁쀍똠\""));
        assertThat(pictures).isEqualTo(1);
        assertThat(tables).hasSize(3);
        var table = tables.getFirst();
        assertThat(table.rowCnt()).isEqualTo((short) 4);
        assertThat(table.repeatHeader()).isTrue();
        var corner = table.getTr(0).getTc(0);
        assertThat(corner.header()).isTrue();
        assertThat(corner.cellSpan().rowSpan()).isEqualTo((short) 2);
        assertThat(table.getTr(0).getTc(1).cellSpan().colSpan()).isEqualTo((short) 2);
        var number = table.getTr(2).getTc(2);
        assertThat(number.cellAddr().colAddr()).isEqualTo((short) 2);
        assertThat(text(number.subList().getPara(0))).isEqualTo("12,000");
        assertThat(styles.get(Integer.parseInt(number.subList().getPara(0).styleIDRef())))
                .isEqualTo("표 숫자");
        var width = 0L;
        for (var cell : table.getTr(2).tcs()) {
            width += cell.cellSz().width();
        }
        assertThat(width).isEqualTo(table.sz().width());
    }

    @Test
    void gives_the_same_bytes_for_the_same_document() {
        assertThat(DOCUMENTS.pdf(document("견본 자료"))).isEqualTo(DOCUMENTS.pdf(document("견본 자료")));
        assertThat(DOCUMENTS.hwpx(document("견본 자료"))).isEqualTo(DOCUMENTS.hwpx(document("견본 자료")));
    }

    @Test
    void refuses_a_table_whose_numbers_would_stand_under_wrong_heads() {
        assertThatThrownBy(() -> new Table(
                        "표",
                        null,
                        List.of(1, 1),
                        List.of(Row.of(Cell.head("가").spanning(1, 2), Cell.head("나")), Row.of()),
                        List.of()))
                .hasMessageContaining("Row 2");
        assertThatThrownBy(() -> new Table(
                        "표",
                        null,
                        List.of(1, 1),
                        List.of(),
                        List.of(Row.of(Cell.text("가"), Cell.text("나").spanning(2, 1)))))
                .hasMessageContaining("reaches out");
    }

    private HWPXFile read(byte[] bytes) throws Exception {
        return HWPXReader.fromFile(
                Files.write(directory.resolve("one.hwpx"), bytes).toFile());
    }

    private static String text(Para paragraph) {
        var text = new StringBuilder();
        for (var run : paragraph.runs()) {
            for (var item : run.runItems()) {
                if (item instanceof T one && one.isOnlyText()) {
                    text.append(one.onlyText());
                }
            }
        }
        return text.toString();
    }

    static List<String> pages(PDDocument pdf) throws IOException {
        var pages = new ArrayList<String>();
        for (var no = 1; no <= pdf.getNumberOfPages(); no++) {
            var text = new PDFTextStripper();
            text.setStartPage(no);
            text.setEndPage(no);
            pages.add(text.getText(pdf));
        }
        return pages;
    }

    /** To be looked at: target/screenshots. */
    static void render(PDDocument pdf, String name) throws IOException {
        var renderer = new PDFRenderer(pdf);
        Files.createDirectories(Path.of("target/screenshots"));
        for (var no = 0; no < pdf.getNumberOfPages(); no++) {
            ImageIO.write(
                    renderer.renderImageWithDPI(no, 70),
                    "png",
                    Path.of("target/screenshots", name + "-" + (no + 1) + ".png")
                            .toFile());
        }
    }
}
