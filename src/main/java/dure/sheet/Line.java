package dure.sheet;

import dure.finding.Finding;
import dure.finding.Finding.Kind;
import dure.finding.Findings;
import dure.finding.Place;
import dure.finding.Severity;
import dure.finding.Text;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row under a head, read by column. A cell that does not hold what was asked for becomes a finding and reads as
 * empty, so that a reader finds everything that is wrong in one go.
 */
public final class Line {
    /** A name or a note; longer texts are documents and belong beside the plan. */
    private static final int TEXT = 2_000;

    private static final Choices<Boolean> YES_OR_NO = new Choices<>(Map.of(
            true, List.of("예", "Y", "YES", "O", "○", "V", "TRUE", "1", "ㅇ"),
            false, List.of("아니오", "아니요", "N", "NO", "X", "×", "FALSE", "0")));

    private final Cells cells;
    private final Findings findings;
    private final boolean repeated;

    Line(Cells cells, Findings findings) {
        this(cells, findings, false);
    }

    private Line(Cells cells, Findings findings, boolean repeated) {
        this.cells = cells;
        this.findings = findings;
        this.repeated = repeated;
    }

    /**
     * The same line for numbers that are said of each row and not added up: the number of a strategy, a duration, a
     * wage. In cells that are merged over several rows they are meant for each.
     */
    public Line repeated() {
        return new Line(cells, findings, true);
    }

    /** As the head is written, with what stands in its parentheses; of two lines both. */
    public String head(Column column) {
        return cells.head(column);
    }

    /** The row as a whole. */
    public Place place() {
        return cells.place();
    }

    public Place place(Column column) {
        return cells.place(column);
    }

    public boolean has(Column column) {
        return cells.at(column) != null;
    }

    /** As written; empty where the cell is. */
    public String text(Column column) {
        var cell = cells.at(column);
        if (cell == null || isBroken(cell, column)) {
            return "";
        }
        if (cell.text().length() > TEXT) {
            wrong(Kind.OUT_OF_RANGE, column, "sheet.tooLong", cell.text().length(), TEXT);
            return "";
        }
        return cell.text();
    }

    /** As {@link #text}; an empty cell is an error. */
    public String requiredText(Column column) {
        require(column);
        return text(column);
    }

    /** An error where the cell is empty. */
    public void require(Column column) {
        if (!has(column)) {
            wrong(Kind.MISSING_VALUE, column, "sheet.missingValue", column.name());
        }
    }

    /** A whole number of either sign. */
    public @Nullable Long whole(Column column) {
        var number = decimal(column);
        if (number == null) {
            return null;
        }
        var whole = Numbers.whole(number);
        if (whole.isEmpty()) {
            wrong(Kind.NOT_A_NUMBER, column, "sheet.notWhole", shown(column));
            return null;
        }
        return whole.getAsLong();
    }

    /** A whole number that is not negative. */
    public @Nullable Long count(Column column) {
        return count(column, Long.MAX_VALUE);
    }

    public @Nullable Long count(Column column, long most) {
        var whole = whole(column);
        if (whole == null || (whole >= 0 && whole <= most)) {
            return whole;
        }
        if (whole < 0) {
            wrong(Kind.OUT_OF_RANGE, column, "sheet.negative", shown(column));
        } else {
            wrong(Kind.OUT_OF_RANGE, column, "sheet.tooMuch", shown(column), most);
        }
        return null;
    }

    /** A number; where it is shown divided by a thousand nobody can say which of the two is meant. */
    public @Nullable BigDecimal decimal(Column column) {
        var cell = cells.at(column);
        if (cell == null || isMerged(column)) {
            return null;
        }
        if (cell.shown() != null && cell.shown().thousands() > 0) {
            wrong(Kind.NOT_A_NUMBER, column, "sheet.scaledFormat", cell.text());
            return null;
        }
        return plainDecimal(column);
    }

    private @Nullable BigDecimal plainDecimal(Column column) {
        var cell = cells.at(column);
        if (cell == null || isBroken(cell, column)) {
            return null;
        }
        return switch (cell.kind()) {
            case NUMBER, PERCENT -> cell.number();
            case DATE -> {
                wrong(Kind.NOT_A_NUMBER, column, "sheet.dateForNumber", cell.text());
                yield null;
            }
            default -> Numbers.parse(cell.text()).orElseGet(() -> notANumber(column, cell.text()));
        };
    }

    /** In percent, whether the cell holds 67, 67 % or 0.67 shown as a percentage. */
    public @Nullable BigDecimal percent(Column column) {
        var cell = cells.at(column);
        if (cell != null && isMerged(column)) {
            return null;
        }
        if (cell != null && cell.kind() == Cell.Kind.PERCENT && cell.number() != null) {
            return cell.number().movePointRight(2).stripTrailingZeros();
        }
        if (cell != null && cell.kind() == Cell.Kind.TEXT && cell.text().endsWith("%")) {
            var written = cell.text().substring(0, cell.text().length() - 1);
            return Numbers.parse(written).orElseGet(() -> notANumber(column, cell.text()));
        }
        return decimal(column);
    }

    /**
     * In won. The unit is the cell's own (600억원), else the one in the parentheses of the head, else the one of a line
     * above the table. Two that differ are an error, and so is none where the column is known with one.
     */
    public @Nullable Long won(Column column) {
        return won(column, List.of());
    }

    /** As {@link #won(Column)}; the unit may stand in another column too. */
    public @Nullable Long won(Column column, Column unit) {
        var written = text(unit);
        if (written.isEmpty()) {
            return won(column);
        }
        var stated = Won.unit(written);
        if (stated.isEmpty()) {
            wrong(Kind.UNKNOWN_VALUE, unit, "sheet.unknownMoneyUnit", written);
            return null;
        }
        return won(column, List.of(stated.get()));
    }

    private @Nullable Long won(Column column, List<Won.Unit> ofRow) {
        var cell = cells.at(column);
        if (cell == null || isMerged(column)) {
            return null;
        }
        var spelled = cell.kind() == Cell.Kind.TEXT ? Won.spelled(cell.text()) : Optional.<BigDecimal>empty();
        var number = spelled.orElseGet(() -> inUnit(column, cell, ofRow));
        if (number == null) {
            return null;
        }
        var whole = Numbers.whole(number);
        if (whole.isEmpty() || whole.getAsLong() < 0) {
            wrong(Kind.OUT_OF_RANGE, column, "sheet.notWon", shown(column));
            return null;
        }
        return whole.getAsLong();
    }

    /** Null where the unit is in doubt: a thousandfold slip is worse than a question. */
    private @Nullable BigDecimal inUnit(Column column, Cell cell, List<Won.Unit> ofRow) {
        var stated = statedUnits(column, cell, ofRow);
        if (stated.size() > 1) {
            sayOnce(
                    column,
                    "sheet.moneyUnits",
                    cells.head(column),
                    stated.stream().map(Won.Unit::name).collect(Collectors.joining(", ")));
            return null;
        }
        if (stated.isEmpty() && !Won.unitsOfHead(column.name()).isEmpty()) {
            sayOnce(column, "sheet.noMoneyUnit", cells.head(column), column.name());
            return null;
        }
        var factor = stated.isEmpty() ? 1L : stated.getFirst().won();
        var look = cell.shown();
        if (look != null && look.thousands() > 0) {
            if (factor != Math.powExact(1_000L, Math.min(look.thousands(), 4))) {
                wrong(Kind.MONEY_UNIT, column, "sheet.scaledFormat", cell.text());
                return null;
            }
            factor = 1; // shown in thousands and called so: what is kept is won
        }
        var number = plainDecimal(column);
        return number == null ? null : number.multiply(BigDecimal.valueOf(factor));
    }

    private List<Won.Unit> statedUnits(Column column, Cell cell, List<Won.Unit> ofRow) {
        var stated = new LinkedHashSet<>(ofRow);
        stated.addAll(Won.unitsOfHead(cells.head(column)));
        stated.addAll(cells.unitsAbove());
        if (cell.shown() != null) {
            Won.unit(cell.shown().unit()).ifPresent(stated::add);
        }
        return List.copyOf(stated);
    }

    private void sayOnce(Column column, String key, Object... values) {
        if (cells.first(key + column.name())) {
            findings.add(Finding.error(
                    Kind.MONEY_UNIT, cells.headPlace(column), Text.of(key, values), Text.of(key + ".fix", values)));
        }
    }

    /** A date of the spreadsheet, or written as 2021-03-26, 2021. 3. 26., 2021.3.26, 2021년 3월 26일, 20210326. */
    public @Nullable LocalDate date(Column column) {
        var cell = cells.at(column);
        if (cell == null || isBroken(cell, column)) {
            return null;
        }
        if (cell.date() != null) {
            return cell.date();
        }
        var date = cell.number() == null ? Dates.parse(cell.text()) : Dates.ofNumber(cell.number());
        if (date.isEmpty()) {
            wrong(Kind.NOT_A_DATE, column, "sheet.notADate", cell.text());
        }
        return date.orElse(null);
    }

    /** 예·아니오, Y/N, O/X; null where the cell is empty. */
    public @Nullable Boolean yes(Column column) {
        var cell = cells.at(column);
        if (cell == null || isBroken(cell, column)) {
            return null;
        }
        // ○ and × are no letters, so they are looked at before anything is taken off the word.
        if (cell.text().equals("○") || cell.text().equals("√")) {
            return true;
        }
        if (cell.text().equals("×")) {
            return false;
        }
        return oneOf(column, YES_OR_NO);
    }

    /** One of a list; the finding says which values are allowed and which was probably meant. */
    public <T> @Nullable T oneOf(Column column, Choices<T> choices) {
        var written = text(column);
        return written.isEmpty() ? null : meaning(column, written, choices);
    }

    /** Several of a list, separated by commas or line breaks. */
    public <T> Set<T> someOf(Column column, Choices<T> choices) {
        var found = new LinkedHashSet<T>();
        for (var part : text(column).split("[,;\n、]")) {
            if (!part.isBlank()) {
                var meaning = meaning(column, part.strip(), choices);
                if (meaning != null) {
                    found.add(meaning);
                }
            }
        }
        return found;
    }

    private <T> @Nullable T meaning(Column column, String written, Choices<T> choices) {
        var meaning = choices.find(written);
        if (meaning.isEmpty()) {
            unknown(column, Kind.UNKNOWN_VALUE, written, choices.labels());
        }
        return meaning.orElse(null);
    }

    /** Says that a value is none of the allowed ones, which those are, and the nearest. */
    public void unknown(Column column, Kind kind, String written, List<String> allowed) {
        var shown = String.join(", ", allowed.subList(0, Math.min(allowed.size(), 20)));
        var fix = Nearest.to(written, allowed)
                .map(near -> Text.of("sheet.allowed.near", shown, near))
                .orElseGet(() -> Text.of("sheet.allowed", shown));
        findings.add(
                Finding.error(kind, place(column), Text.of("sheet.unknownValue", column.name(), brief(written)), fix));
    }

    /** An error at this cell. The key with ".fix" behind it says what would be right, with the same values. */
    public void wrong(Kind kind, Column column, String key, Object... values) {
        say(kind, Severity.ERROR, column, key, values);
    }

    /** As {@link #wrong}, of any severity. */
    public void say(Kind kind, Severity severity, Column column, String key, Object... values) {
        findings.add(new Finding(
                kind, severity, place(column), Text.of(key, values), Text.of(key + ".fix", values), Map.of()));
    }

    private @Nullable BigDecimal notANumber(Column column, String written) {
        var inside = Numbers.inside(written);
        if (inside.isPresent()) {
            wrong(Kind.NOT_A_NUMBER, column, "sheet.numberWithWords", brief(written), inside.get());
        } else {
            wrong(Kind.NOT_A_NUMBER, column, "sheet.notANumber", brief(written));
        }
        return null;
    }

    /** Whether a number stands in cells that are merged over several lines or columns: nobody says how it is divided. */
    private boolean isMerged(Column column) {
        var area = repeated ? null : cells.mergedWithOthers(column);
        if (area == null) {
            return false;
        }
        if (cells.first(area)) {
            wrong(Kind.MERGED, column, "sheet.mergedNumber", area.reference(), shown(column));
        }
        return true;
    }

    private boolean isBroken(Cell cell, Column column) {
        switch (cell.kind()) {
            case FORMULA_WITHOUT_VALUE ->
                wrong(Kind.FORMULA_WITHOUT_VALUE, column, "sheet.formulaWithoutValue", brief(cell.text()));
            case ERROR -> wrong(Kind.ERROR_VALUE, column, "sheet.errorValue", cell.text());
            default -> {
                return false;
            }
        }
        return true;
    }

    /** What the cell shows, whatever it is; empty where it is empty. */
    public String shown(Column column) {
        var cell = cells.at(column);
        return cell == null ? "" : brief(cell.text());
    }

    private static String brief(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
