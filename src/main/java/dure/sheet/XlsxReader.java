package dure.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/** XLSX as a stream of rows. External entities and DTDs are off in the parser beneath (fastexcel-reader). */
final class XlsxReader {
    /** Below this nobody is hurt, and a sheet of one repeated value packs very well. */
    private static final long RATIO_MATTERS_FROM = 5_000_000;

    private final Limits limits;
    private int cells;

    private XlsxReader(Limits limits) {
        this.limits = limits;
    }

    static Workbook read(String name, byte[] content, Limits limits) throws Unreadable {
        refuseBombs(content, limits);
        var reader = new XlsxReader(limits);
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(content), new ReadingOptions(true, true))) {
            var sheets = new ArrayList<Sheet>();
            for (var sheet : workbook.getSheets().toList()) {
                if (sheets.size() >= limits.sheets()) {
                    throw new Unreadable("tooManySheets", limits.sheets());
                }
                sheets.add(reader.sheet(sheet, workbook.isDate1904()));
            }
            return new Workbook(name, sheets);
        } catch (Unreadable e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Whatever the libraries beneath make of a damaged file (and they throw a dozen kinds), it is the file's
            // fault.
            throw new Unreadable("broken");
        }
    }

    /** Unpacks every part once and throws it away: what a part says of its own size is not believed. */
    private static void refuseBombs(byte[] content, Limits limits) throws Unreadable {
        try (var zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(content))
                .get()) {
            var buffer = new byte[1 << 16];
            long all = 0;
            var parts = 0;
            for (var entry : Collections.list(zip.getEntries())) {
                if (++parts > limits.parts()) {
                    throw new Unreadable("bomb");
                }
                long one = 0;
                try (var in = zip.getInputStream(entry)) {
                    for (int n; (n = in.read(buffer)) >= 0; ) {
                        one += n;
                        var packed = Math.max(1, entry.getCompressedSize());
                        if (all + one > limits.inflated()
                                || (one > RATIO_MATTERS_FROM && one / packed > limits.ratio())) {
                            throw new Unreadable("bomb");
                        }
                    }
                }
                all += one;
            }
        } catch (IOException | RuntimeException e) {
            throw new Unreadable("broken");
        }
    }

    private Sheet sheet(org.dhatim.fastexcel.reader.Sheet sheet, boolean from1904) throws IOException, Unreadable {
        var rows = new ArrayList<Row>();
        try (var stream = sheet.openStream()) {
            for (var rest = stream.iterator(); rest.hasNext(); ) {
                var row = row(rest.next(), from1904);
                if (!row.cells().isEmpty()) {
                    rows.add(row);
                }
                if (row.number() > limits.rows() && !row.cells().isEmpty()) {
                    throw new Unreadable("tooManyRows", sheet.getName(), limits.rows());
                }
            }
        }
        return new Sheet(Written.clean(sheet.getName()), sheet.getVisibility() != SheetVisibility.VISIBLE, rows);
    }

    private Row row(org.dhatim.fastexcel.reader.Row row, boolean from1904) throws Unreadable {
        var found = new ArrayList<Cell>();
        for (var cell : row) {
            var read = cell == null ? null : cell(cell, from1904);
            if (read == null) {
                continue;
            }
            if (read.column() >= limits.columns()) {
                throw new Unreadable("tooManyColumns", row.getRowNum(), limits.columns());
            }
            if (++cells > limits.cells()) {
                throw new Unreadable("tooManyCells", limits.cells());
            }
            found.add(read);
        }
        return new Row(row.getRowNum(), row.isHidden(), found);
    }

    private static @Nullable Cell cell(org.dhatim.fastexcel.reader.Cell cell, boolean from1904) {
        var column = cell.getColumnIndex();
        var value = cell.getValue();
        if (cell.getType() == CellType.FORMULA
                && (cell.getRawValue() == null || cell.getRawValue().isEmpty())) {
            return new Cell(
                    column, Cell.Kind.FORMULA_WITHOUT_VALUE, "=" + Written.clean(cell.getFormula()), null, null);
        }
        if (cell.getType() == CellType.ERROR || isError(cell)) {
            return new Cell(column, Cell.Kind.ERROR, Written.clean(String.valueOf(cell.getRawValue())), null, null);
        }
        return switch (value) {
            case null -> null;
            case BigDecimal number -> number(column, number, cell, from1904);
            case Boolean truth -> new Cell(column, Cell.Kind.TRUTH, truth ? "TRUE" : "FALSE", null, null);
            default -> {
                var text = Written.clean(value.toString());
                yield text.isEmpty() ? null : Cell.text(column, text);
            }
        };
    }

    private static boolean isError(org.dhatim.fastexcel.reader.Cell cell) {
        return cell.getType() == CellType.FORMULA
                && List.of("#REF!", "#DIV/0!", "#VALUE!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!")
                        .contains(cell.getRawValue());
    }

    private static Cell number(int column, BigDecimal stored, org.dhatim.fastexcel.reader.Cell cell, boolean from1904) {
        var number = Numbers.asKept(stored);
        var format = NumberFormat.of(cell.getDataFormatId(), cell.getDataFormatString());
        if (format == NumberFormat.DATE) {
            var date = Dates.ofSerial(number, from1904);
            if (date.isPresent()) {
                return new Cell(column, Cell.Kind.DATE, date.get().toString(), number, date.get());
            }
        }
        var kind = format == NumberFormat.PERCENT ? Cell.Kind.PERCENT : Cell.Kind.NUMBER;
        return new Cell(column, kind, typed(number, kind), number, null);
    }

    /** Never written out in full before it is known to be short: 1e999999999 would fill the memory. */
    private static String typed(BigDecimal number, Cell.Kind kind) {
        if (Math.abs((long) number.scale()) > 30) {
            return number.toString();
        }
        return kind == Cell.Kind.PERCENT ? plain(number.movePointRight(2)) + "%" : plain(number);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
