package dure.sheet;

import dure.finding.Finding;
import dure.finding.Finding.Kind;
import dure.finding.Place;
import java.io.IOException;
import java.io.InputStream;

/** The door to files of tables that come from outside: XLSX, and CSV in UTF-8 or MS949. */
public final class Sheets {
    /** Bytes of the largest file that is read; no upload needs to be longer. */
    public static final long LARGEST = Limits.USUAL.bytes();

    /** Longer than any file system takes a name. */
    private static final int LONGEST_NAME = 200;

    private Sheets() {}

    /**
     * What a file is called, fit to be shown: without the directories that some browsers send, without what cannot be
     * seen (a mark that turns the direction of writing shows gpj.exe as exe.jpg), and without what means something in a
     * header or in a page.
     */
    public static String name(String given) {
        var last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        var seen = Written.clean(last)
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}<>:\"|?*]", "")
                .strip();
        return seen.codePointCount(0, seen.length()) <= LONGEST_NAME
                ? seen
                : seen.substring(0, seen.offsetByCodePoints(0, LONGEST_NAME));
    }

    /**
     * Reads a file by what it holds, not by what it is called. Whatever cannot be read is an answer and no exception:
     * other formats, broken or locked files, and what is larger than the limits (20 MB, 200,000 rows, 300 columns).
     */
    public static Reading read(String fileName, byte[] content) {
        return read(fileName, content, Limits.USUAL);
    }

    /** As {@link #read(String, byte[])}; reads no further than the limit. */
    public static Reading read(String fileName, InputStream content) throws IOException {
        return read(fileName, content.readNBytes((int) Limits.USUAL.bytes() + 1), Limits.USUAL);
    }

    static Reading read(String fileName, byte[] content, Limits limits) {
        var name = name(fileName);
        try {
            if (content.length > limits.bytes()) {
                throw new Unreadable("tooLarge", limits.bytes() / 1_000_000);
            }
            var workbook = switch (FileKind.of(content)) {
                case XLSX -> XlsxReader.read(name, content, limits);
                case TEXT -> CsvReader.read(name, content, limits);
                case FileKind other -> throw new Unreadable(other.reason());
            };
            return ResidentNumbers.in(workbook)
                    .<Reading>map(Reading.Refused::new)
                    .orElse(new Reading.Read(workbook));
        } catch (Unreadable e) {
            return new Reading.Refused(Finding.error(Kind.UNREADABLE_FILE, Place.sheet(name), e.text(), e.fix()));
        }
    }
}
