package dure.verification;

import dure.finding.Finding;
import dure.finding.Findings;
import dure.finding.Place;
import dure.finding.Text;
import dure.person.Identity;
import dure.person.Sex;
import dure.sheet.Choices;
import dure.sheet.Column;
import dure.sheet.Line;
import dure.sheet.Reading;
import dure.sheet.Sheet;
import dure.sheet.Sheets;
import dure.sheet.Table;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An office's list, read by its mapping. What is not understood is told by row and column. */
final class ListFile {
    /** Rows in which a head is looked for, and samples under it. */
    private static final int TOP = 30;

    private static final int SAMPLES = 3;
    static final int LONGEST_NAME = 60;
    private static final int LONGEST_WORKPLACE = 100;

    /** 900101-1******: six digits of the birth date, and the one that tells century and sex; never more. */
    private static final Pattern MASKED =
            Pattern.compile("([0-9]{2})([0-9]{2})([0-9]{2})\\s*[-–]?\\s*([1-8])[*●○xX•·]{0,6}");

    private static final Pattern SIX = Pattern.compile("([0-9]{2})([0-9]{2})([0-9]{2})");
    private static final Pattern MONTH = Pattern.compile("(20[0-9]{2})\\s*[-./년]?\\s*(0?[1-9]|1[0-2])\\s*월?");

    private static final Choices<Sex> SEXES = new Choices<>(Map.of(
            Sex.MALE, List.of("남", "남자", "남성", "M", "MALE", "1", "3"),
            Sex.FEMALE, List.of("여", "여자", "여성", "F", "FEMALE", "2", "4")));

    private final Table table;
    private final Map<ListField, Column> columns;
    private final Map<YearMonth, Column> months;
    private final LocalDate today;

    private ListFile(Table table, Map<ListField, Column> columns, Map<YearMonth, Column> months, LocalDate today) {
        this.table = table;
        this.columns = columns;
        this.months = months;
        this.today = today;
    }

    /** What came of opening a file. */
    sealed interface Opened {
        record Read(ListFile file) implements Opened {}

        /** The columns are not known: somebody says what they mean. */
        record Unmapped(List<Head> heads, List<ListField> missing) implements Opened {}

        record Refused(List<Finding> findings) implements Opened {}
    }

    /** @param samples what stands under it, with all but its beginning covered */
    record Head(String text, List<String> samples) {}

    static Opened open(String name, byte[] content, Mapping mapping, Findings findings, LocalDate today) {
        return switch (Sheets.read(name, content)) {
            case Reading.Refused refused -> new Opened.Refused(List.of(refused.finding()));
            case Reading.Read read -> {
                var sheets = read.workbook().sheets().stream()
                        .filter(Sheet::hasCells)
                        .toList();
                if (sheets.isEmpty()) {
                    yield new Opened.Refused(List.of(Finding.error(
                            Finding.Kind.UNREADABLE_FILE,
                            Place.sheet(name),
                            Text.of("verification.file.empty"),
                            Text.of("verification.file.empty.fix"))));
                }
                // Guides and lists of codes stand on other sheets: the one whose head says most is meant.
                var best = sheets.getFirst();
                for (var sheet : sheets) {
                    if (read(sheet, mapping, new Findings(), today).found()
                            > read(best, mapping, new Findings(), today).found()) {
                        best = sheet;
                    }
                }
                var file = read(best, mapping, findings, today);
                var missing = file.missing(mapping.kind());
                yield missing.isEmpty() ? new Opened.Read(file) : new Opened.Unmapped(heads(sheets), missing);
            }
        };
    }

    private static ListFile read(Sheet sheet, Mapping mapping, Findings findings, LocalDate today) {
        var columns = new EnumMap<ListField, Column>(ListField.class);
        for (var field : ListField.of(mapping.kind())) {
            var head = mapping.heads().get(field);
            if (head != null) {
                columns.put(field, Column.optional(head));
            } else if (mapping.version() == 0) {
                columns.put(
                        field,
                        Column.optional(
                                field.heads().getFirst(),
                                field.heads().subList(1, field.heads().size()).toArray(String[]::new)));
            }
        }
        var months = mapping.kind() == ListKind.WORKPLACES ? months(sheet) : Map.<YearMonth, Column>of();
        var asked = new ArrayList<>(columns.values());
        asked.addAll(months.values());
        return new ListFile(sheet.table(asked, findings), columns, months, today);
    }

    /** One column a month: 2026년 1월, 2026-01. */
    private static Map<YearMonth, Column> months(Sheet sheet) {
        var months = new java.util.TreeMap<YearMonth, Column>();
        for (var row : sheet.first(TOP)) {
            var found = row.stream().filter(text -> month(text).isPresent()).toList();
            if (found.size() >= 2) {
                found.forEach(text -> month(text).ifPresent(one -> months.put(one, Column.optional(text))));
                return months;
            }
        }
        return months;
    }

    private static Optional<YearMonth> month(String text) {
        var matcher = MONTH.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(YearMonth.of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    private int found() {
        return table.present().size();
    }

    private boolean has(ListField field) {
        var column = columns.get(field);
        return column != null && table.has(column);
    }

    private List<ListField> missing(ListKind kind) {
        var missing = new ArrayList<>(ListField.of(kind).stream()
                .filter(field -> field.isNeeded(kind) && !has(field))
                .toList());
        if (kind == ListKind.WORKPLACES && months.isEmpty()) {
            for (var field : List.of(ListField.MONTH, ListField.COUNT)) {
                if (!has(field)) {
                    missing.add(field);
                }
            }
        }
        return missing;
    }

    /** The row that looks most like a head: the most different words, none of them a number. */
    private static List<Head> heads(List<Sheet> sheets) {
        List<Head> best = List.of();
        for (var sheet : sheets) {
            var rows = sheet.first(TOP + SAMPLES);
            for (int i = 0; i < Math.min(rows.size(), TOP); i++) {
                var words = rows.get(i).stream()
                        .filter(text -> !text.isBlank() && !text.matches("[0-9.,:/ -]+") && text.length() <= 60)
                        .distinct()
                        .toList();
                if (words.size() > best.size()) {
                    var under = rows.subList(i + 1, Math.min(rows.size(), i + 1 + SAMPLES));
                    var row = rows.get(i);
                    best = words.stream()
                            .map(word -> new Head(
                                    word,
                                    under.stream()
                                            .map(one -> {
                                                var column = row.indexOf(word);
                                                return column < one.size() ? covered(one.get(column)) : "";
                                            })
                                            .filter(text -> !text.isEmpty())
                                            .toList()))
                            .toList();
                }
            }
        }
        return best;
    }

    /** Enough to see what it is, and nobody's: 홍**, 19**-**-**. */
    static String covered(String text) {
        var covered = new StringBuilder();
        var letters = text.strip().codePoints().limit(20).toArray();
        var shown = letters.length > 2 && Character.isDigit(letters[0]) ? 2 : 1;
        for (int i = 0; i < letters.length; i++) {
            covered.appendCodePoint(i < shown || !Character.isLetterOrDigit(letters[i]) ? letters[i] : '*');
        }
        return covered.toString();
    }

    /** An office's file has many columns that nobody asked for: they are no finding. */
    static List<Finding> told(Findings findings) {
        return findings.list().stream()
                .filter(one -> one.kind() != Finding.Kind.UNKNOWN_COLUMN && one.kind() != Finding.Kind.UNKNOWN_SHEET)
                .toList();
    }

    List<Line> lines() {
        return table.lines();
    }

    private @Nullable Column column(ListField field) {
        return has(field) ? columns.get(field) : null;
    }

    /** Who a row is about; null where that cannot be told, and then it was said why. */
    @Nullable
    Identity identity(Line line) {
        var nameColumn = java.util.Objects.requireNonNull(columns.get(ListField.NAME));
        var birthColumn = java.util.Objects.requireNonNull(columns.get(ListField.BIRTH_DATE));
        var name = line.requiredText(nameColumn);
        if (name.length() > LONGEST_NAME) {
            line.wrong(Finding.Kind.OUT_OF_RANGE, nameColumn, "verification.row.name", LONGEST_NAME);
            return null;
        }
        if (name.indexOf('*') >= 0 || name.indexOf('○') >= 0 || name.indexOf('●') >= 0) {
            line.wrong(Finding.Kind.NOT_ALLOWED, nameColumn, "verification.row.maskedName");
            return null;
        }
        var written = line.text(birthColumn);
        var masked = MASKED.matcher(written);
        Sex sex = Sex.UNSTATED;
        LocalDate born;
        if (masked.matches()) {
            var digit = masked.group(4).charAt(0) - '0';
            born = day(digit == 1 || digit == 2 || digit == 5 || digit == 6 ? 1900 : 2000, masked);
            sex = digit % 2 == 1 ? Sex.MALE : Sex.FEMALE;
        } else {
            var six = SIX.matcher(written);
            if (six.matches()) {
                // Of two centuries the one in which somebody who works was born.
                var recent = day(2000, six);
                born = recent == null || recent.isAfter(today.minusYears(15)) ? day(1900, six) : recent;
            } else if (written.isEmpty()) {
                line.require(birthColumn);
                return null;
            } else {
                born = line.date(birthColumn);
                if (born == null) {
                    return null;
                }
            }
        }
        if (born == null || born.isAfter(today) || born.getYear() < 1900) {
            line.wrong(Finding.Kind.NOT_A_DATE, birthColumn, "verification.row.birthDate");
            return null;
        }
        var sexColumn = column(ListField.SEX);
        if (sexColumn != null && line.has(sexColumn)) {
            var said = line.oneOf(sexColumn, SEXES);
            if (said == null) {
                return null;
            }
            if (sex != Sex.UNSTATED && said != sex) {
                line.wrong(Finding.Kind.NOT_ALLOWED, sexColumn, "verification.row.sexDiffers");
                return null;
            }
            sex = said;
        }
        return name.isEmpty() ? null : new Identity(name.strip(), born, sex);
    }

    private static @Nullable LocalDate day(int century, java.util.regex.Matcher found) {
        try {
            return LocalDate.of(
                    century + Integer.parseInt(found.group(1)),
                    Integer.parseInt(found.group(2)),
                    Integer.parseInt(found.group(3)));
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Nullable
    LocalDate date(Line line, ListField field) {
        var column = column(field);
        return column == null ? null : line.date(column);
    }

    /** As {@link #date}, told where it is missing. */
    @Nullable
    LocalDate neededDate(Line line, ListField field) {
        var column = java.util.Objects.requireNonNull(columns.get(field));
        if (!line.has(column)) {
            line.require(column);
            return null;
        }
        return line.date(column);
    }

    @Nullable
    Long whole(Line line, ListField field, long most) {
        var column = column(field);
        if (column == null) {
            return null;
        }
        var number = line.repeated().count(column, most);
        if (number != null && number < 1 && field != ListField.COUNT) {
            line.wrong(Finding.Kind.OUT_OF_RANGE, column, "verification.row.atLeastOne");
            return null;
        }
        return number;
    }

    @Nullable
    String text(Line line, ListField field) {
        var column = column(field);
        if (column == null) {
            return null;
        }
        var text = line.text(column);
        if (text.length() > LONGEST_WORKPLACE) {
            line.wrong(Finding.Kind.OUT_OF_RANGE, column, "verification.row.long", LONGEST_WORKPLACE);
            return null;
        }
        return text.isEmpty() ? null : text;
    }

    /** 사업장관리번호 as it is compared: its digits and letters. */
    @Nullable
    String workplaceNo(Line line) {
        var text = text(line, ListField.WORKPLACE_NO);
        return text == null ? null : normalWorkplace(text);
    }

    static @Nullable String normalWorkplace(String text) {
        var normal = text.replaceAll("[^0-9A-Za-z]", "");
        return normal.isEmpty() ? null : normal;
    }

    /** For a remark of this module's own at a cell. */
    void wrong(Line line, ListField field, Finding.Kind kind, String key, Object... values) {
        line.wrong(kind, java.util.Objects.requireNonNull(columns.get(field)), key, values);
    }

    Column columnOf(ListField field) {
        return java.util.Objects.requireNonNull(columns.get(field));
    }

    boolean knows(ListField field) {
        return has(field);
    }

    /** 피보험자 수 of a row, by month. */
    Map<YearMonth, Integer> insured(Line line) {
        var insured = new java.util.TreeMap<YearMonth, Integer>();
        if (has(ListField.MONTH) && has(ListField.COUNT)) {
            var column = columnOf(ListField.MONTH);
            var written = line.text(column);
            var month = month(written).orElse(null);
            if (month == null) {
                var date = written.isEmpty() ? null : line.date(column);
                month = date == null ? null : YearMonth.from(date);
            }
            if (written.isEmpty()) {
                line.require(column);
            }
            var count = whole(line, ListField.COUNT, 10_000_000);
            if (month != null && count != null) {
                insured.put(month, Math.toIntExact(count));
            }
            return insured;
        }
        months.forEach((month, column) -> {
            if (table.has(column)) {
                var count = line.count(column, 10_000_000);
                if (count != null) {
                    insured.put(month, Math.toIntExact(count));
                }
            }
        });
        return insured;
    }
}
