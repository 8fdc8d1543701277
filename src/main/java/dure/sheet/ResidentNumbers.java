package dure.sheet;

import dure.finding.Finding;
import dure.finding.Place;
import dure.finding.Text;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * 주민등록번호 and 외국인등록번호: found wherever they are written, since no law lets this product keep one (개인정보 보호법
 * §24-2). What is found is never told again.
 *
 * <p>YYMMDD-Sxxxxxx, with or without a hyphen or a space, in digits of any width. Numbers given since October 2020 have no
 * check digit, so a plausible date of birth and a digit of the century are enough; a few other numbers of thirteen digits are
 * refused with them, and few is what matters. 법인등록번호 have the same shape: they are told apart by the field that is
 * declared to hold one.
 */
public final class ResidentNumbers {
    /** Not inside a longer number: those of accounts and projects are longer or shorter. */
    private static final Pattern SHAPE =
            Pattern.compile("(?<![0-9])([0-9]{2})([0-9]{2})([0-9]{2})[\\s]?[-.~·/]?[\\s]?([0-9])[0-9]{6}(?![0-9])");

    private static final Pattern DASH = Pattern.compile("[\\p{Pd}\\u2212]");

    /** Letters that nobody sees. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}]");

    private static final Pattern CORPORATION = Pattern.compile("법인(등록)?번호|corporat(e|ion)(registration)?(number|no)");

    private static final Pattern OF_PERSONS = Pattern.compile("주민|외국인|resident|alien");

    private static final int DIGITS = 13;

    private ResidentNumbers() {}

    /** Whether the text holds one. */
    public static boolean isIn(String text) {
        if (text.length() < DIGITS || digits(text) < DIGITS) {
            return false;
        }
        var plain = plain(text);
        var found = SHAPE.matcher(plain);
        for (int from = 0; found.find(from); from = found.start() + 1) {
            if (isBirthDate(
                    found.group(1),
                    found.group(2),
                    found.group(3),
                    found.group(4).charAt(0))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a field or column of this name is declared to hold the number of a corporation. */
    public static boolean isForCorporations(String fieldOrHead) {
        var name = fieldOrHead.replaceAll("[\\s_.-]+", "").toLowerCase(Locale.ROOT);
        return CORPORATION.matcher(name).find() && !OF_PERSONS.matcher(name).find();
    }

    /** Every cell, and every name: with the place of the first one, and how many there are. */
    static Optional<Finding> in(Workbook workbook) {
        if (isIn(workbook.fileName())) {
            return Optional.of(finding(null, "sheet.residentNumber.fileName"));
        }
        Place first = null;
        int count = 0;
        for (var sheet : workbook.sheets()) {
            if (isIn(sheet.name())) {
                return Optional.of(finding(null, "sheet.residentNumber.sheetName"));
            }
            var ofCorporations = new BitSet();
            for (var row : sheet.rows()) {
                var declared = false;
                for (var cell : row.cells()) {
                    if (isForCorporations(cell.text())) {
                        ofCorporations.set(cell.column());
                        declared = true;
                    } else if (!declared && !ofCorporations.get(cell.column()) && isIn(cell.text())) {
                        count++;
                        first = first == null
                                ? new Place(sheet.name(), row.number(), Letters.of(cell.column()), "")
                                : first;
                    }
                }
            }
        }
        return first == null ? Optional.empty() : Optional.of(finding(first, "sheet.residentNumber", count));
    }

    private static Finding finding(@Nullable Place place, String key, Object... values) {
        return Finding.error(
                Finding.Kind.RESIDENT_NUMBER, place, Text.of(key, values), Text.of("sheet.residentNumber.fix"));
    }

    /** At most so many digits does it hold, whatever they look like: a quick look, since most cells are words. */
    private static int digits(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            var letter = text.charAt(i);
            // Circled, mathematical and other odd digits are beyond 0x2000; Hangul, which is there too, holds none.
            if (Character.isDigit(letter) || (letter > 0x2000 && (letter < 0xAC00 || letter > 0xD7A3))) {
                digits++;
            }
        }
        return digits;
    }

    private static String plain(String text) {
        var normal = Normalizer.isNormalized(text, Normalizer.Form.NFKC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFKC);
        var dashes = DASH.matcher(UNSEEN.matcher(normal).replaceAll("")).replaceAll("-");
        var plain = new StringBuilder(dashes.length());
        dashes.codePoints().forEach(letter -> {
            var digit = Character.digit(letter, 10);
            if (Character.isDigit(letter) && digit >= 0) {
                plain.append((char) ('0' + digit));
            } else {
                plain.appendCodePoint(letter);
            }
        });
        return plain.toString();
    }

    /** @param century 1, 2: 1900s; 3, 4: 2000s; 5 to 8 the same of foreigners; 9, 0: 1800s */
    private static boolean isBirthDate(String year, String month, String day, char century) {
        var begin = switch (century) {
            case '1', '2', '5', '6' -> 1900;
            case '3', '4', '7', '8' -> 2000;
            default -> 1800;
        };
        try {
            LocalDate.of(begin + Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
