package dure.evidence;

import dure.sheet.Reading;
import dure.sheet.ResidentNumbers;
import dure.sheet.Sheets;
import dure.web.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipInputStream;

/**
 * What a file is, told by its content: a name is only what somebody called it. What could run (macros), what is only called
 * a table, and tables and documents that hold resident registration numbers are refused.
 */
final class Recognising {
    /** Text of a document that is looked through; a real one has some hundred kilobytes. */
    private static final int LONGEST_TEXT = 20_000_000;

    private static final int MOST_PARTS = 2_000;

    private Recognising() {}

    /** @throws Refusal with what is wrong, and what would be right */
    static EvidenceType of(String name, byte[] content) {
        var found = find(name, content)
                .orElseThrow(() -> Refusal.of(new Refusal.Field("file", "evidence.fault.type", name)));
        if (!found.isNamed(name)) {
            throw Refusal.of(new Refusal.Field("file", "evidence.fault.name", name, found.name()));
        }
        var text = found == EvidenceType.HWPX ? hwpxText(content) : "";
        if (ResidentNumbers.isIn(text)) {
            throw Refusal.of(new Refusal.Field("file", "evidence.fault.residentNumber"));
        }
        return found;
    }

    private static Optional<EvidenceType> find(String name, byte[] content) {
        if (begins(content, "%PDF-".getBytes(StandardCharsets.US_ASCII))) {
            return Optional.of(EvidenceType.PDF);
        }
        if (begins(content, new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'})) {
            return Optional.of(EvidenceType.PNG);
        }
        if (begins(content, new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF})) {
            return Optional.of(EvidenceType.JPEG);
        }
        if (begins(content, new byte[] {'P', 'K', 3, 4})) {
            if (has(content, "vbaProject.bin") || has(content, "vbaData.xml")) {
                throw Refusal.of(new Refusal.Field("file", "evidence.fault.macros", name));
            }
            if (has(content, "application/hwp+zip") || has(content, "Contents/content.hpf")) {
                return Optional.of(EvidenceType.HWPX);
            }
        }
        // Tables are read: what cannot be read as one is none, and every cell is looked at for resident numbers.
        if (EvidenceType.XLSX.isNamed(name) || EvidenceType.CSV.isNamed(name)) {
            return switch (Sheets.read(name, content)) {
                case Reading.Read read ->
                    Optional.of(begins(content, new byte[] {'P', 'K'}) ? EvidenceType.XLSX : EvidenceType.CSV);
                case Reading.Refused refused -> {
                    var message = refused.finding().message();
                    throw Refusal.of(new Refusal.Field(
                            "file", message.key(), message.values().toArray()));
                }
            };
        }
        return Optional.empty();
    }

    /** What is written in the sections of a document. */
    private static String hwpxText(byte[] content) {
        var text = new StringBuilder();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            var left = LONGEST_TEXT;
            for (int parts = 0; parts < MOST_PARTS; parts++) {
                var part = zip.getNextEntry();
                if (part == null) {
                    return text.toString();
                }
                var bytes = zip.readNBytes(left + 1);
                left -= bytes.length;
                if (left < 0) {
                    break;
                }
                if (part.getName().startsWith("Contents/") && part.getName().endsWith(".xml")) {
                    // One number may be divided over several runs of letters: marks between them are left out.
                    text.append(new String(bytes, StandardCharsets.UTF_8).replaceAll("<[^>]*>", ""))
                            .append('\n');
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw Refusal.of(new Refusal.Field("file", "evidence.fault.broken"));
        }
        throw Refusal.of(new Refusal.Field("file", "evidence.fault.broken"));
    }

    private static boolean begins(byte[] content, byte[] start) {
        return content.length >= start.length && Arrays.equals(content, 0, start.length, start, 0, start.length);
    }

    private static boolean has(byte[] content, String name) {
        return new String(content, StandardCharsets.ISO_8859_1).contains(name);
    }
}
