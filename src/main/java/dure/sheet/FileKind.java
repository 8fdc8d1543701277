package dure.sheet;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a file is, by its first bytes: offices rename files, and some systems call a web page .xls. */
enum FileKind {
    XLSX(""),
    TEXT(""),
    EMPTY("empty"),
    /** 한글 5 */
    HWP("hwp"),
    /** Excel 97–2003 */
    XLS("xls"),
    /** An XLSX under a password is wrapped into the old format. */
    LOCKED("locked"),
    PDF("pdf"),
    /** A web page that some systems hand out as .xls. */
    HTML("html"),
    /** 한글, the open form */
    HWPX("hwp"),
    /** LibreOffice's own form */
    ODS("ods"),
    /** Excel's binary form */
    XLSB("xlsb"),
    /** DOCX, a plain archive … */
    OTHER_ARCHIVE("archive"),
    OTHER("other");

    private static final int OLE2 = 0xD0CF11E0;
    private static final int ZIP = 0x504B0304;

    private final String reason;

    FileKind(String reason) {
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    static FileKind of(byte[] content) {
        if (content.length < 4) {
            return content.length == 0 ? EMPTY : TEXT;
        }
        return switch (firstFour(content)) {
            case OLE2 -> oldContainer(content);
            case ZIP -> archive(content);
            default -> plain(content);
        };
    }

    /** By the names of its parts, which are not packed. */
    private static FileKind archive(byte[] content) {
        if (has(content, "application/hwp+zip") || has(content, "Contents/content.hpf")) {
            return HWPX;
        }
        if (has(content, "opendocument.spreadsheet")) {
            return ODS;
        }
        if (has(content, "xl/workbook.bin")) {
            return XLSB;
        }
        return has(content, "xl/workbook.xml") || has(content, "xl/worksheets/") || has(content, "xl\\worksheets\\")
                ? XLSX
                : OTHER_ARCHIVE;
    }

    private static boolean has(byte[] content, String text) {
        return contains(content, text, StandardCharsets.US_ASCII);
    }

    private static int firstFour(byte[] content) {
        return (content[0] & 0xff) << 24 | (content[1] & 0xff) << 16 | (content[2] & 0xff) << 8 | content[3] & 0xff;
    }

    private static FileKind oldContainer(byte[] content) {
        if (contains(content, "EncryptedPackage", StandardCharsets.UTF_16LE)) {
            return LOCKED;
        }
        if (contains(content, "HwpSummaryInformation", StandardCharsets.UTF_16LE)) {
            return HWP;
        }
        // Its stream is called Workbook since 97 and Book before; documents and slides are wrapped alike.
        return contains(content, "Workbook", StandardCharsets.UTF_16LE)
                        || contains(content, "Book", StandardCharsets.UTF_16LE)
                ? XLS
                : OTHER;
    }

    private static FileKind plain(byte[] content) {
        var start = new String(content, 0, Math.min(content.length, 1_000), StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT);
        if (start.startsWith("%pdf")) {
            return PDF;
        }
        if (start.contains("<html")
                || start.contains("<!doctype")
                || start.contains("<table")
                || start.contains("<?xml")
                || start.startsWith("mime-version:")) {
            return HTML;
        }
        // Text has no NUL but in UTF-16, which begins with its mark.
        return start.indexOf('\0') >= 0 && !CsvReader.isUtf16(content) ? OTHER : TEXT;
    }

    private static boolean contains(byte[] content, String text, java.nio.charset.Charset charset) {
        var wanted = text.getBytes(charset);
        for (var i = 0; i <= content.length - wanted.length; i++) {
            var j = 0;
            while (j < wanted.length && content[i + j] == wanted[j]) {
                j++;
            }
            if (j == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
