package dure.evidence;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What evidence may be: what an office can show, and what no program runs. */
public enum EvidenceType {
    PDF("application/pdf", "pdf"),
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg", "jpeg"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    CSV("text/csv", "csv"),
    HWPX("application/hwp+zip", "hwpx");

    private final String mediaType;
    private final List<String> endings;

    EvidenceType(String mediaType, String... endings) {
        this.mediaType = mediaType;
        this.endings = List.of(endings);
    }

    public String mediaType() {
        return mediaType;
    }

    /** Whether a file of this name is taken for it; one that ends otherwise would open in another program. */
    boolean isNamed(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return endings.stream().anyMatch(ending -> lower.endsWith("." + ending));
    }

    /** As a form of the browser asks for them: .pdf,.png … */
    public static String accepted() {
        return String.join(
                ",",
                Arrays.stream(values())
                        .flatMap(type -> type.endings.stream())
                        .map(ending -> "." + ending)
                        .toList());
    }
}
