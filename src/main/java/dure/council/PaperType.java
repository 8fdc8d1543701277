package dure.council;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a paper may be, told by its content: a name is only what somebody called it. */
enum PaperType {
    PDF("application/pdf", "pdf"),
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg", "jpeg"),
    HWP("application/x-hwp", "hwp"),
    HWPX("application/hwp+zip", "hwpx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx");

    private static final byte[] OLE2 = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    private final String mediaType;
    private final String[] endings;

    PaperType(String mediaType, String... endings) {
        this.mediaType = mediaType;
        this.endings = endings;
    }

    String mediaType() {
        return mediaType;
    }

    /** Whether a file of this name is taken for it; one that ends otherwise would open in another program. */
    boolean isNamed(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(endings).anyMatch(ending -> lower.endsWith("." + ending));
    }

    static Optional<PaperType> of(byte[] content) {
        if (begins(content, "%PDF-".getBytes(StandardCharsets.US_ASCII))) {
            return Optional.of(PDF);
        }
        if (begins(content, new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'})) {
            return Optional.of(PNG);
        }
        if (begins(content, new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF})) {
            return Optional.of(JPEG);
        }
        if (begins(content, OLE2)) {
            return has(content, "HwpSummaryInformation".getBytes(StandardCharsets.UTF_16LE))
                    ? Optional.of(HWP)
                    : Optional.empty();
        }
        return begins(content, new byte[] {'P', 'K', 3, 4}) ? archive(content) : Optional.empty();
    }

    /** By the names of its parts, which are not packed. One with macros is none of ours. */
    private static Optional<PaperType> archive(byte[] content) {
        if (named(content, "vbaProject.bin") || named(content, "vbaData.xml")) {
            return Optional.empty();
        }
        if (named(content, "application/hwp+zip") || named(content, "Contents/content.hpf")) {
            return Optional.of(HWPX);
        }
        if (named(content, "xl/workbook.xml")) {
            return Optional.of(XLSX);
        }
        if (named(content, "word/document.xml")) {
            return Optional.of(DOCX);
        }
        return named(content, "ppt/presentation.xml") ? Optional.of(PPTX) : Optional.empty();
    }

    private static boolean named(byte[] content, String name) {
        return has(content, name.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean begins(byte[] content, byte[] start) {
        return content.length >= start.length && Arrays.equals(content, 0, start.length, start, 0, start.length);
    }

    private static boolean has(byte[] content, byte[] wanted) {
        for (int at = 0; at <= content.length - wanted.length; at++) {
            if (content[at] == wanted[0] && Arrays.equals(content, at, at + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }
}
