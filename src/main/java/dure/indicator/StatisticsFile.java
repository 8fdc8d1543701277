package dure.indicator;

import dure.finding.Finding;
import dure.finding.Finding.Kind;
import dure.finding.Place;
import dure.finding.Text;
import dure.sheet.Sheet;
import dure.sheet.Workbook;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A downloaded table: regions down, periods across, and below each period, in a second row of the head, what is stated. Codes
 * of regions stand in a column of their own, where they were asked for. Reads everything and then says what is wrong.
 */
final class StatisticsFile {
    private static final int MOST_FINDINGS = 50;

    private final List<Series> series;
    private final @Nullable String ageBase;
    private final boolean own;
    private final Set<String> provinces;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Observation> observations = new ArrayList<>();
    private final Set<String> baseless = new HashSet<>();

    /**
     * @param ageBase what the reader says that the file is of; null: it says so itself
     * @param own whether it holds the municipality's own counts
     * @param provinces names of provinces, old and new: rows below them are theirs
     */
    StatisticsFile(List<Series> series, @Nullable String ageBase, boolean own, Set<String> provinces) {
        this.series = series;
        this.ageBase = ageBase;
        this.own = own;
        this.provinces = provinces;
    }

    private record Column(int at, Series series, Period period, BigDecimal times, String head) {}

    List<Finding> findings() {
        return findings;
    }

    List<Observation> read(Workbook workbook) {
        var found = false;
        for (var sheet : workbook.sheets()) {
            var rows = sheet.plain();
            var head = head(rows);
            if (head < 0) {
                continue;
            }
            found = true;
            var columns = columns(sheet, rows, head);
            if (!columns.isEmpty()) {
                body(sheet, rows, head + 1, columns);
            }
        }
        if (!found) {
            findings.add(Finding.error(
                    Kind.MISSING_COLUMN,
                    Place.sheet(workbook.fileName()),
                    Text.of("indicator.file.noPeriods"),
                    Text.of("indicator.file.noPeriods.fix")));
        }
        return observations;
    }

    /** The row of periods: the first that names one. Titles may stand above. */
    private static int head(List<Sheet.Plain> rows) {
        for (int i = 0; i < Math.min(rows.size(), 20); i++) {
            var cells = rows.get(i).cells();
            if (cells.size() > 1
                    && cells.stream().skip(1).anyMatch(cell -> Period.of(cell).isPresent())
                    && amount(cells.getLast())
                            .filter(number -> Period.of(cells.getLast()).isEmpty())
                            .isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    private List<Column> columns(Sheet sheet, List<Sheet.Plain> rows, int head) {
        var columns = new ArrayList<Column>();
        if (head + 1 >= rows.size()) {
            return columns;
        }
        var periods = rows.get(head).cells();
        var items = rows.get(head + 1).cells();
        Period period = null;
        for (int at = 1; at < Math.max(periods.size(), items.size()); at++) {
            var stated = at < periods.size() ? Period.of(periods.get(at)) : Optional.<Period>empty();
            // A period over several items is written once where cells were merged.
            period = stated.orElse(at < periods.size() && !periods.get(at).isBlank() ? null : period);
            var item = at < items.size() ? items.get(at).strip() : "";
            if (period == null || item.isEmpty()) {
                continue;
            }
            var place = new Place(sheet.name(), rows.get(head + 1).number(), Sheet.letter(at), item);
            var one = column(at, period, item, place);
            if (one != null) {
                columns.add(one);
            }
        }
        if (columns.isEmpty() && findings.stream().noneMatch(Finding::isError)) {
            findings.add(Finding.error(
                    Kind.MISSING_COLUMN,
                    Place.row(sheet.name(), rows.get(head + 1).number()),
                    Text.of("indicator.file.noItems"),
                    Text.of("indicator.file.noItems.fix")));
        }
        return columns;
    }

    private @Nullable Column column(int at, Period period, String item, Place place) {
        var word = item.replaceAll("\\s", "");
        var kind = kind(word);
        if (kind == null) {
            return null; // a table has more than what is kept here
        }
        var stated = statedBase(word);
        var needsBase = kind != Series.Kind.INSURED && kind != Series.Kind.REGISTERED;
        if (stated != null && ageBase != null && !stated.equals(ageBase)) {
            findings.add(Finding.error(
                    Kind.MISSING_AGE_BASE,
                    place,
                    Text.of("indicator.file.baseDiffers", item, stated, ageBase),
                    Text.of("indicator.file.baseDiffers.fix")));
            return null;
        }
        var base = !needsBase ? null : stated != null ? stated : ageBase;
        if (needsBase && base == null) {
            if (!baseless.add(item)) {
                return null; // said once of an item, not of each of its periods
            }
            findings.add(Finding.error(
                    Kind.MISSING_AGE_BASE,
                    place,
                    Text.of("indicator.file.noBase", item),
                    Text.of("indicator.file.noBase.fix")));
            return null;
        }
        var found = series.stream()
                .filter(one -> one.kind() == kind
                        && java.util.Objects.equals(one.ageBase(), base)
                        && one.frequency() == period.frequency()
                        && one.official() != own)
                .findFirst();
        if (found.isEmpty()) {
            findings.add(Finding.warning(
                    Kind.UNKNOWN_COLUMN,
                    place,
                    Text.of("indicator.file.noSeries", item, period.toString()),
                    Text.of("indicator.file.noSeries.fix")));
            return null;
        }
        // The survey counts in thousands, and its heads say so.
        var times = word.contains("천명") ? BigDecimal.valueOf(1000) : BigDecimal.ONE;
        return new Column(at, found.get(), period, times, item);
    }

    private static Series.@Nullable Kind kind(String item) {
        if (item.contains("고용률")) {
            return Series.Kind.EMPLOYMENT_RATE;
        }
        if (item.contains("실업률")) {
            return Series.Kind.UNEMPLOYMENT_RATE;
        }
        if (item.contains("피보험자")) {
            return Series.Kind.INSURED;
        }
        if (item.startsWith("취업자") || item.matches("15.*취업자.*")) {
            return Series.Kind.EMPLOYED;
        }
        if (item.contains("주민등록인구") || item.contains("총인구수")) {
            return Series.Kind.REGISTERED;
        }
        return item.contains("경제활동인구") || !item.contains("인구") ? null : Series.Kind.POPULATION;
    }

    private static @Nullable String statedBase(String item) {
        return item.matches(".*15[-~∼–]64.*") ? "15-64" : item.matches(".*15세이상.*") ? "15+" : null;
    }

    private void body(Sheet sheet, List<Sheet.Plain> rows, int head, List<Column> columns) {
        var first = columns.stream().mapToInt(Column::at).min().orElseThrow();
        var province = "";
        for (var row : rows.subList(head + 1, rows.size())) {
            var label = row.cells().subList(0, Math.min(first, row.cells().size()));
            var code = label.stream()
                    .map(cell -> cell.strip().replaceAll("^['’A-Z]+", ""))
                    .filter(cell -> cell.matches("\\d{2}|\\d{5}"))
                    .findFirst()
                    .orElse("");
            var names = label.stream()
                    .map(String::strip)
                    .filter(cell -> !cell.isEmpty() && !cell.matches("['’A-Z]*\\d+"))
                    .toList();
            if (code.isEmpty() && names.isEmpty()
                    || names.stream()
                            .anyMatch(
                                    name -> name.startsWith("출처") || name.startsWith("주석") || name.startsWith("주)"))) {
                continue;
            }
            var name = names.isEmpty() ? "" : names.getLast();
            if (provinces.contains(name)) {
                province = name;
            } else if (names.size() > 1 && provinces.contains(names.getFirst())) {
                province = names.getFirst();
            }
            for (var column : columns) {
                var text = column.at() < row.cells().size()
                        ? row.cells().get(column.at()).strip()
                        : "";
                var place = new Place(sheet.name(), row.number(), Sheet.letter(column.at()), column.head());
                observe(code, name, province, column, text, place);
            }
        }
    }

    private void observe(String code, String name, String province, Column column, String text, Place place) {
        if (text.isEmpty()) {
            return;
        }
        var missing = Value.Missing.of(text);
        var amount = missing == null ? amount(text) : Optional.<BigDecimal>empty();
        if (missing == null && amount.isEmpty()) {
            fault(Finding.error(
                    Kind.NOT_A_NUMBER,
                    place,
                    Text.of("indicator.file.notANumber", text.length() > 40 ? text.substring(0, 40) + "…" : text),
                    Text.of("indicator.file.notANumber.fix")));
            return;
        }
        var value = amount.map(number -> number.multiply(column.times())).orElse(null);
        var fault = value == null ? null : outOfRange(column.series(), value);
        if (fault != null) {
            fault(Finding.error(Kind.OUT_OF_RANGE, place, Text.of(fault, text), Text.of(fault + ".fix")));
            return;
        }
        observations.add(new Observation(
                code,
                name,
                province,
                column.series(),
                column.period(),
                new IndicatorStore.Stated(value, missing),
                null,
                place));
    }

    /** What no such series can be; a message key. */
    static @Nullable String outOfRange(Series series, BigDecimal value) {
        if (value.signum() < 0) {
            return "indicator.file.negative";
        }
        if (series.unit() == Series.Unit.PERCENT && value.compareTo(BigDecimal.valueOf(100)) > 0) {
            return "indicator.file.percent";
        }
        // More than all people of the country.
        return series.unit() == Series.Unit.PERSONS && value.compareTo(BigDecimal.valueOf(100_000_000)) > 0
                ? "indicator.file.persons"
                : null;
    }

    private void fault(Finding finding) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        } else if (findings.size() == MOST_FINDINGS) {
            findings.add(Finding.information(Kind.MORE, null, Text.of("indicator.file.more", MOST_FINDINGS)));
        }
    }

    static Optional<BigDecimal> amount(String text) {
        // A provisional or revised value carries a letter: 61.2 p), 61.2e
        var written =
                text.strip().replace(",", "").replaceAll("\\s*[pe]\\)?$", "").replace("−", "-");
        return written.matches("-?\\d{1,15}(\\.\\d{1,6})?") ? Optional.of(new BigDecimal(written)) : Optional.empty();
    }
}
