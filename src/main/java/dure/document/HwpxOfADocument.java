package dure.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A document as HWPX (OWPML, KS X 6101), written as it is defined: a zip whose first entry is its stored type, XML within.
 * Lengths in HWPUNIT, 7,200 an inch. What Hangul computes itself (line segments) is left to it.
 */
final class HwpxOfADocument {
    private static final int PAGE_WIDTH = 59528;
    private static final int PAGE_HEIGHT = 84188;
    private static final int SIDE = 5669;
    private static final int TEXT_WIDTH = PAGE_WIDTH - 2 * SIDE;

    private static final int ROW_HEIGHT = 1700;
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";

    private static final String VERSION = "version" + ".xml"; // one word would read as a message's key

    /** A zip keeps days of no zone; the earliest that all programs read. */
    private static final LocalDateTime NO_DAY = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Document document;
    private final StringBuilder section = new StringBuilder();
    private final List<byte[]> pictures = new ArrayList<>();
    private boolean breaks;
    private int objects;

    HwpxOfADocument(Document document) {
        this.document = document;
    }

    byte[] bytes() {
        body();
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            // Readers look for the type in the first bytes of the file.
            stored(zip, "mimetype", "application/hwp+zip".getBytes(StandardCharsets.US_ASCII));
            put(
                    zip,
                    VERSION,
                    XML
                            + "<hv:HCFVersion xmlns:hv=\"http://www.hancom.co.kr/hwpml/2011/version\" tagetApplication=\"WORDPROCESSOR\" major=\"5\" minor=\"0\" micro=\"5\" buildNumber=\"0\" os=\"1\" xmlVersion=\"1.4\" application=\"Dure\" appVersion=\"1\"/>");
            put(
                    zip,
                    "META-INF/container.xml",
                    XML
                            + "<ocf:container xmlns:ocf=\"urn:oasis:names:tc:opendocument:xmlns:container\" xmlns:hpf=\"http://www.hancom.co.kr/schema/2011/hpf\"><ocf:rootfiles><ocf:rootfile full-path=\"Contents/content.hpf\" media-type=\"application/hwpml-package+xml\"/></ocf:rootfiles></ocf:container>");
            put(
                    zip,
                    "META-INF/manifest.xml",
                    XML + "<odf:manifest xmlns:odf=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>");
            put(zip, "Contents/content.hpf", contents());
            put(zip, "Contents/header.xml", HwpxHeader.xml());
            put(zip, "Contents/section0.xml", XML + "<hs:sec" + HwpxHeader.NAMESPACES + ">" + section + "</hs:sec>");
            put(
                    zip,
                    "settings.xml",
                    XML
                            + "<ha:HWPApplicationSetting xmlns:ha=\"http://www.hancom.co.kr/hwpml/2011/app\"><ha:CaretPosition listIDRef=\"0\" paraIDRef=\"0\" pos=\"0\"/></ha:HWPApplicationSetting>");
            for (var no = 1; no <= pictures.size(); no++) {
                stored(zip, "BinData/image%d.png".formatted(no), pictures.get(no - 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private String contents() {
        var day = document.date() + "T00:00:00Z";
        var items = new StringBuilder();
        for (var no = 1; no <= pictures.size(); no++) {
            items.append(
                    "<opf:item id=\"image%1$d\" href=\"BinData/image%1$d.png\" media-type=\"image/png\" isEmbeded=\"1\"/>"
                            .formatted(no));
        }
        return XML + "<opf:package" + HwpxHeader.NAMESPACES
                + " version=\"\" unique-identifier=\"\" id=\"\"><opf:metadata><opf:title>"
                + escaped(document.title()) + "</opf:title><opf:language>"
                + document.language().getLanguage()
                + "</opf:language><opf:meta name=\"creator\" content=\"text\">" + escaped(document.office())
                + "</opf:meta><opf:meta name=\"CreatedDate\" content=\"text\">" + day
                + "</opf:meta><opf:meta name=\"ModifiedDate\" content=\"text\">" + day
                + "</opf:meta></opf:metadata><opf:manifest>"
                + "<opf:item id=\"header\" href=\"Contents/header.xml\" media-type=\"application/xml\"/>"
                + "<opf:item id=\"section0\" href=\"Contents/section0.xml\" media-type=\"application/xml\"/>"
                + "<opf:item id=\"settings\" href=\"settings.xml\" media-type=\"application/xml\"/>" + items
                + "</opf:manifest><opf:spine><opf:itemref idref=\"header\"/><opf:itemref idref=\"section0\"/></opf:spine></opf:package>";
    }

    private void body() {
        if (document.watermark() != null) {
            paragraph(HwpxStyle.WATERMARK, frame() + text(HwpxStyle.WATERMARK, document.watermark()));
            paragraph(HwpxStyle.TITLE, text(HwpxStyle.TITLE, document.title()));
        } else {
            paragraph(HwpxStyle.TITLE, frame() + text(HwpxStyle.TITLE, document.title()));
        }
        write(HwpxStyle.OFFICE, document.office());
        if (document.addressee() != null) {
            write(HwpxStyle.ADDRESSEE, document.addressee());
        }
        for (var block : document.blocks()) {
            switch (block) {
                case Block.Heading one -> write(one.level() == 1 ? HwpxStyle.CHAPTER : HwpxStyle.SECTION, one.text());
                case Block.Paragraph one ->
                    write(
                            switch (one.style()) {
                                case ANSWER -> HwpxStyle.ANSWER;
                                case BODY -> HwpxStyle.NORMAL;
                                case REMARK -> HwpxStyle.REMARK;
                            },
                            one.text());
                case Block.Item one ->
                    write(HwpxStyle.of(one.mark()), one.mark().sign() + " " + one.text());
                case Block.PageBreak one -> breaks = true;
                case Block.Table one -> table(one);
                case Block.Picture one -> {
                    write(HwpxStyle.CAPTION, one.title());
                    picture(one);
                    table(one.table());
                }
            }
        }
    }

    private void write(HwpxStyle style, String text) {
        paragraph(style, text(style, text));
    }

    private void paragraph(HwpxStyle style, String runs) {
        section.append(paragraph(style, runs, breaks));
        breaks = false;
    }

    private static String paragraph(HwpxStyle style, String runs, boolean onNewPage) {
        return "<hp:p id=\"0\" paraPrIDRef=\"%1$d\" styleIDRef=\"%1$d\" pageBreak=\"%2$d\" columnBreak=\"0\" merged=\"0\">"
                        .formatted(style.id(), onNewPage ? 1 : 0)
                + runs + "</hp:p>";
    }

    private static String text(HwpxStyle style, String text) {
        return "<hp:run charPrIDRef=\"%d\"><hp:t>".formatted(style.id())
                + escaped(text).replace("\n", "<hp:lineBreak/>")
                + "</hp:t></hp:run>";
    }

    /** The page, its head and its numbers: in the first run of the first paragraph. */
    private String frame() {
        var borders = new StringBuilder();
        for (var pages : List.of("BOTH", "EVEN", "ODD")) {
            borders.append(
                    "<hp:pageBorderFill type=\"%s\" borderFillIDRef=\"1\" textBorder=\"PAPER\" headerInside=\"0\" footerInside=\"0\" fillArea=\"PAPER\"><hp:offset left=\"1417\" right=\"1417\" top=\"1417\" bottom=\"1417\"/></hp:pageBorderFill>"
                            .formatted(pages));
        }
        var note =
                "<hp:autoNumFormat type=\"DIGIT\" userChar=\"\" prefixChar=\"\" suffixChar=\")\" supscript=\"0\"/><hp:noteLine length=\"-1\" type=\"SOLID\" width=\"0.12 mm\" color=\"#000000\"/><hp:noteSpacing betweenNotes=\"283\" belowLine=\"567\" aboveLine=\"850\"/><hp:numbering type=\"CONTINUOUS\" newNum=\"1\"/>";
        var head =
                document.watermark() == null ? document.running() : document.watermark() + " · " + document.running();
        return "<hp:run charPrIDRef=\"0\"><hp:secPr id=\"\" textDirection=\"HORIZONTAL\" spaceColumns=\"1134\" tabStop=\"8000\" tabStopVal=\"4000\" tabStopUnit=\"HWPUNIT\" outlineShapeIDRef=\"0\" memoShapeIDRef=\"0\" textVerticalWidthHead=\"0\" masterPageCnt=\"0\">"
                + "<hp:grid lineGrid=\"0\" charGrid=\"0\" wonggojiFormat=\"0\"/><hp:startNum pageStartsOn=\"BOTH\" page=\"0\" pic=\"0\" tbl=\"0\" equation=\"0\"/>"
                + "<hp:visibility hideFirstHeader=\"1\" hideFirstFooter=\"0\" hideFirstMasterPage=\"0\" border=\"SHOW_ALL\" fill=\"SHOW_ALL\" hideFirstPageNum=\"0\" hideFirstEmptyLine=\"0\" showLineNumber=\"0\"/>"
                + "<hp:lineNumberShape restartType=\"0\" countBy=\"0\" distance=\"0\" startNumber=\"0\"/>"
                + "<hp:pagePr landscape=\"WIDELY\" width=\"%d\" height=\"%d\" gutterType=\"LEFT_ONLY\"><hp:margin header=\"2835\" footer=\"2835\" gutter=\"0\" left=\"%3$d\" right=\"%3$d\" top=\"4252\" bottom=\"4252\"/></hp:pagePr>"
                        .formatted(PAGE_WIDTH, PAGE_HEIGHT, SIDE)
                + "<hp:footNotePr>" + note + "<hp:placement place=\"EACH_COLUMN\" beneathText=\"0\"/></hp:footNotePr>"
                + "<hp:endNotePr>" + note + "<hp:placement place=\"END_OF_DOCUMENT\" beneathText=\"0\"/></hp:endNotePr>"
                + borders
                + "</hp:secPr><hp:ctrl><hp:colPr id=\"\" type=\"NEWSPAPER\" layout=\"LEFT\" colCount=\"1\" sameSz=\"1\" sameGap=\"0\"/></hp:ctrl></hp:run>"
                + "<hp:run charPrIDRef=\"0\"><hp:ctrl><hp:header id=\"1\" applyPageType=\"BOTH\">"
                + list("TOP", TEXT_WIDTH, paragraph(HwpxStyle.HEADER, text(HwpxStyle.HEADER, head), false))
                + "</hp:header></hp:ctrl><hp:ctrl><hp:pageNum pos=\"BOTTOM_CENTER\" formatType=\"DIGIT\" sideChar=\"-\"/></hp:ctrl></hp:run>";
    }

    private static String list(String align, int width, String paragraphs) {
        return "<hp:subList id=\"\" textDirection=\"HORIZONTAL\" lineWrap=\"BREAK\" vertAlign=\"%s\" linkListIDRef=\"0\" linkListNextIDRef=\"0\" textWidth=\"%d\" textHeight=\"0\" hasTextRef=\"0\" hasNumRef=\"0\">"
                        .formatted(align, width)
                + paragraphs + "</hp:subList>";
    }

    private void table(Block.Table table) {
        if (!table.title().isEmpty()) {
            write(HwpxStyle.CAPTION, table.title());
        }
        if (table.unit() != null) {
            write(HwpxStyle.UNIT, table.unit());
        }
        var widths = widths(table.widths());
        var rows = new ArrayList<>(table.head());
        rows.addAll(table.body());
        var xml = new StringBuilder(
                "<hp:run charPrIDRef=\"0\"><hp:tbl id=\"%d\" zOrder=\"%d\" numberingType=\"TABLE\" textWrap=\"TOP_AND_BOTTOM\" textFlow=\"BOTH_SIDES\" lock=\"0\" dropcapstyle=\"None\" pageBreak=\"CELL\" repeatHeader=\"1\" rowCnt=\"%d\" colCnt=\"%d\" cellSpacing=\"0\" borderFillIDRef=\"%d\" noAdjust=\"0\">"
                        .formatted(1000 + objects, objects++, rows.size(), widths.length, HwpxHeader.CELL));
        xml.append(place(TEXT_WIDTH, ROW_HEIGHT * rows.size()))
                .append("<hp:inMargin left=\"283\" right=\"283\" top=\"141\" bottom=\"141\"/>");
        var taken = new boolean[rows.size()][widths.length];
        for (var row = 0; row < rows.size(); row++) {
            xml.append("<hp:tr>");
            var column = 0;
            for (var cell : rows.get(row).cells()) {
                while (taken[row][column]) {
                    column++;
                }
                xml.append(cell(rows.get(row), cell, row < table.head().size(), column, row, widths));
                for (var down = 0; down < cell.down(); down++) {
                    for (var across = 0; across < cell.across(); across++) {
                        taken[row + down][column + across] = true;
                    }
                }
                column += cell.across();
            }
            xml.append("</hp:tr>");
        }
        paragraph(HwpxStyle.NORMAL, xml.append("</hp:tbl><hp:t/></hp:run>").toString());
    }

    /** Of each column in HWPUNIT; the last takes what rounding leaves. */
    private static int[] widths(List<Integer> shares) {
        var all = shares.stream().mapToInt(Integer::intValue).sum();
        var widths = new int[shares.size()];
        var left = TEXT_WIDTH;
        for (var column = 0; column < widths.length; column++) {
            widths[column] = column == widths.length - 1 ? left : (int) ((long) TEXT_WIDTH * shares.get(column) / all);
            left -= widths[column];
        }
        return widths;
    }

    private static String cell(Block.Row row, Block.Cell cell, boolean head, int column, int line, int[] widths) {
        var width = 0;
        for (var across = 0; across < cell.across(); across++) {
            width += widths[column + across];
        }
        var style = head
                ? HwpxStyle.CELL_HEAD
                : switch (cell.kind()) {
                    case HEAD -> HwpxStyle.CELL_SIDE;
                    case TEXT -> HwpxStyle.CELL_TEXT;
                    case NUMBER -> HwpxStyle.CELL_NUMBER;
                };
        var fill = head ? HwpxHeader.HEAD_CELL : row.total() ? HwpxHeader.TOTAL_CELL : HwpxHeader.CELL;
        return "<hp:tc name=\"\" header=\"%d\" hasMargin=\"0\" protect=\"0\" editable=\"0\" dirty=\"0\" borderFillIDRef=\"%d\">"
                        .formatted(head ? 1 : 0, fill)
                + list("CENTER", 0, paragraph(style, text(style, cell.text()), false))
                + "<hp:cellAddr colAddr=\"%d\" rowAddr=\"%d\"/><hp:cellSpan colSpan=\"%d\" rowSpan=\"%d\"/><hp:cellSz width=\"%d\" height=\"%d\"/><hp:cellMargin left=\"283\" right=\"283\" top=\"141\" bottom=\"141\"/></hp:tc>"
                        .formatted(column, line, cell.across(), cell.down(), width, ROW_HEIGHT * cell.down());
    }

    private void picture(Block.Picture picture) {
        var drawing = picture.drawing();
        pictures.add(Painter.png(drawing));
        var no = pictures.size();
        var height = (int) ((long) TEXT_WIDTH * Drawing.HEIGHT / Drawing.WIDTH);
        var same = "e1=\"1\" e2=\"0\" e3=\"0\" e4=\"0\" e5=\"1\" e6=\"0\"";
        paragraph(
                HwpxStyle.NORMAL,
                "<hp:run charPrIDRef=\"0\"><hp:pic id=\"%1$d\" zOrder=\"%2$d\" numberingType=\"PICTURE\" textWrap=\"TOP_AND_BOTTOM\" textFlow=\"BOTH_SIDES\" lock=\"0\" dropcapstyle=\"None\" href=\"\" groupLevel=\"0\" instid=\"%1$d\" reverse=\"0\">"
                                .formatted(1000 + objects, objects++)
                        + "<hp:offset x=\"0\" y=\"0\"/><hp:orgSz width=\"%1$d\" height=\"%2$d\"/><hp:curSz width=\"%1$d\" height=\"%2$d\"/><hp:flip horizontal=\"0\" vertical=\"0\"/><hp:rotationInfo angle=\"0\" centerX=\"%3$d\" centerY=\"%4$d\" rotateimage=\"1\"/>"
                                .formatted(TEXT_WIDTH, height, TEXT_WIDTH / 2, height / 2)
                        + "<hp:renderingInfo><hc:transMatrix %1$s/><hc:scaMatrix %1$s/><hc:rotMatrix %1$s/></hp:renderingInfo>"
                                .formatted(same)
                        + "<hp:imgRect><hc:pt0 x=\"0\" y=\"0\"/><hc:pt1 x=\"%1$d\" y=\"0\"/><hc:pt2 x=\"%1$d\" y=\"%2$d\"/><hc:pt3 x=\"0\" y=\"%2$d\"/></hp:imgRect><hp:imgClip left=\"0\" right=\"%1$d\" top=\"0\" bottom=\"%2$d\"/>"
                                .formatted(TEXT_WIDTH, height)
                        + "<hp:inMargin left=\"0\" right=\"0\" top=\"0\" bottom=\"0\"/><hp:imgDim dimwidth=\"%d\" dimheight=\"%d\"/><hc:img binaryItemIDRef=\"image%d\" bright=\"0\" contrast=\"0\" effect=\"REAL_PIC\" alpha=\"0\"/><hp:effects/>"
                                .formatted(TEXT_WIDTH, height, no)
                        + place(TEXT_WIDTH, height)
                        + "<hp:shapeComment>" + escaped(picture.alternative())
                        + "</hp:shapeComment></hp:pic><hp:t/></hp:run>");
    }

    private static String place(int width, int height) {
        return "<hp:sz width=\"%d\" widthRelTo=\"ABSOLUTE\" height=\"%d\" heightRelTo=\"ABSOLUTE\" protect=\"0\"/>"
                        .formatted(width, height)
                + "<hp:pos treatAsChar=\"0\" affectLSpacing=\"0\" flowWithText=\"1\" allowOverlap=\"0\" holdAnchorAndSO=\"0\" vertRelTo=\"PARA\" horzRelTo=\"COLUMN\" vertAlign=\"TOP\" horzAlign=\"LEFT\" vertOffset=\"0\" horzOffset=\"0\"/>"
                + "<hp:outMargin left=\"0\" right=\"0\" top=\"0\" bottom=\"283\"/>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(NO_DAY);
        zip.putNextEntry(entry);
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static void stored(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var entry = new ZipEntry(name);
        var sum = new CRC32();
        sum.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        entry.setTimeLocal(NO_DAY);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
