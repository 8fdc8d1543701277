package dure.sheet;

import dure.finding.Finding;
import dure.finding.Finding.Kind;
import dure.finding.Place;
import dure.finding.Text;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * XLSX, row by row. It asks for no more than tables need, so that it reads what Excel, Hancell, LibreOffice and the
 * libraries of other systems write: the strict form and the usual one, prefixes, texts in the cells or in a list of
 * their own, cells without addresses, absolute and relative targets, no styles, no stated dimension.
 */
final class XlsxReader {
    /** A step of progress, and of asking whether it is still wanted. */
    private static final int STEP = 200;

    private final XlsxParts parts;
    private final Limits limits;
    private int cells;
    private long letters;
    private final Map<String, String> known = new HashMap<>();
    private List<String> shared = List.of();
    private List<NumberFormat> formats = List.of();
    private List<Cell.@Nullable Shown> shown = List.of();
    private boolean from1904;

    private XlsxReader(XlsxParts parts, Limits limits) {
        this.parts = parts;
        this.limits = limits;
    }

    static Workbook read(String name, byte[] content, Limits limits) throws Unreadable {
        try (var parts = new XlsxParts(content, limits)) {
            return new XlsxReader(parts, limits).workbook(name);
        } catch (Unreadable e) {
            throw e;
        } catch (IOException | XMLStreamException | RuntimeException e) {
            if (isOfWatcher(e)) {
                throw (RuntimeException) e;
            }
            if (isBomb(e)) {
                throw new Unreadable("bomb");
            }
            // Whatever the libraries beneath make of a damaged file (and they throw a dozen kinds), it is the file's
            // fault.
            throw new Unreadable("broken");
        }
    }

    private static boolean isOfWatcher(Exception e) {
        return e instanceof Progress.Ended;
    }

    private static boolean isBomb(@Nullable Throwable e) {
        return e != null && (e instanceof XlsxParts.Bomb || isBomb(e.getCause()));
    }

    private record Named(String name, boolean hidden, String part) {}

    private Workbook workbook(String name) throws IOException, XMLStreamException, Unreadable {
        var main = parts.relations("").kind("officeDocument").orElse("xl/workbook.xml");
        var relations = parts.relations(main);
        var named = new ArrayList<Named>();
        try (var xml = parts.open(main)) {
            while (xml.nextElement()) {
                if (xml.is("workbookPr")) {
                    from1904 = xml.isTrue("date1904");
                } else if (xml.is("sheet")) {
                    if (named.size() >= limits.sheets()) {
                        throw new Unreadable("tooManySheets", limits.sheets());
                    }
                    var part = relations.id(xml.attributeWithPrefix("id"));
                    if (part.isPresent() && isOfCells(part.get())) {
                        named.add(new Named(
                                Written.clean(xml.attribute("name")),
                                xml.attribute("state")
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .contains("hidden"),
                                part.get()));
                    }
                }
            }
        }
        if (named.isEmpty()) {
            throw new Unreadable("broken");
        }
        styles(relations.kind("styles").filter(parts::has).orElse(null));
        sharedTexts(relations.kind("sharedStrings").filter(parts::has).orElse(null));
        var sheets = new ArrayList<Sheet>();
        for (var one : named) {
            sheets.add(sheet(one));
        }
        return new Workbook(name, sheets, notes(name));
    }

    /** Charts and old macros can be sheets too. */
    private boolean isOfCells(String part) {
        return parts.has(part) && !part.contains("chartsheets/") && !part.contains("macrosheets/");
    }

    private List<Finding> notes(String name) {
        return parts.hasAnyEndingWith("vbaproject.bin")
                ? List.of(Finding.information(Kind.MACROS, Place.sheet(name), Text.of("sheet.macros")))
                : List.of();
    }

    /** Which number format each of the cells' styles has. */
    private void styles(@Nullable String part) throws IOException, XMLStreamException {
        if (part == null) {
            return;
        }
        var codes = new HashMap<Integer, String>();
        var kinds = new ArrayList<NumberFormat>();
        var looks = new ArrayList<Cell.@Nullable Shown>();
        try (var xml = parts.open(part)) {
            var ofCells = false;
            while (xml.nextTag()) {
                if (xml.is("cellXfs")) {
                    ofCells = xml.begins();
                } else if (xml.begins() && xml.is("numFmt")) {
                    codes.put(xml.number("numFmtId", -1), xml.attribute("formatCode"));
                } else if (xml.begins() && ofCells && xml.is("xf")) {
                    var id = xml.number("numFmtId", 0);
                    var code = codes.getOrDefault(id, NumberFormat.BUILT_IN.get(id));
                    kinds.add(NumberFormat.of(id, code));
                    looks.add(NumberFormat.shown(code));
                }
            }
        }
        formats = kinds;
        shown = looks;
    }

    private void sharedTexts(@Nullable String part) throws IOException, XMLStreamException, Unreadable {
        if (part == null) {
            return;
        }
        var texts = new ArrayList<String>();
        try (var xml = parts.open(part)) {
            while (xml.nextElement()) {
                if (xml.is("si")) {
                    // How a name is pronounced (rPh) is no part of it.
                    texts.add(kept(Written.clean(xml.textWithout("rPh"))));
                    if (texts.size() > limits.cells()) {
                        throw new Unreadable("tooManyCells", limits.cells());
                    }
                }
            }
        }
        shared = texts;
    }

    /** Most texts of a table are few that repeat: each is kept once. */
    private String once(String text) {
        if (text.length() > 40 || known.size() >= 10_000) {
            return known.getOrDefault(text, text);
        }
        var before = known.putIfAbsent(text, text);
        return before == null ? text : before;
    }

    private String kept(String text) throws Unreadable {
        letters += text.length();
        if (letters > limits.letters()) {
            throw new Unreadable("tooManyLetters", limits.letters());
        }
        return text;
    }

    private Sheet sheet(Named named) throws IOException, XMLStreamException, Unreadable {
        var rows = new ArrayList<Row>();
        var merges = new Merges();
        var hidden = new BitSet();
        try (var xml = parts.open(named.part())) {
            var before = 0;
            var steps = 0;
            while (xml.nextElement()) {
                switch (xml.name()) {
                    case "col" -> {
                        if (xml.isTrue("hidden") || xml.attribute("width").equals("0")) {
                            var last = Math.min(xml.number("max", 0), limits.columns());
                            hidden.set(Math.clamp(xml.number("min", 1) - 1L, 0, last), last);
                        }
                    }
                    case "row" -> {
                        var row = row(xml, before, named.name());
                        before = row.number();
                        if (!row.cells().isEmpty()) {
                            rows.add(row);
                        }
                        if (++steps % STEP == 0) {
                            Progress.move(Progress.Step.READ, STEP);
                        }
                    }
                    case "mergeCell" -> merges.add(xml.attribute("ref"), limits.columns());
                    default -> {}
                }
            }
            Progress.move(Progress.Step.READ, steps % STEP);
        }
        return new Sheet(named.name(), named.hidden(), rows, merges, hidden);
    }

    private Row row(XlsxXml xml, int before, String sheet) throws XMLStreamException, Unreadable {
        var number = xml.number("r", before + 1);
        var hidden = xml.isTrue("hidden");
        var found = new ArrayList<Cell>(8);
        var column = -1;
        while (xml.nextTag()) {
            if (!xml.begins() && xml.is("row")) {
                break;
            }
            if (xml.begins() && xml.is("c")) {
                column = columnOf(xml.attribute("r"), column + 1);
                var cell = cell(xml, column);
                if (cell != null) {
                    found.add(cell);
                    check(cell, number, sheet);
                }
            }
        }
        found.trimToSize();
        return new Row(number, hidden, found);
    }

    private void check(Cell cell, int row, String sheet) throws Unreadable {
        if (row > limits.rows()) {
            throw new Unreadable("tooManyRows", sheet, limits.rows());
        }
        if (cell.column() >= limits.columns()) {
            throw new Unreadable("tooManyColumns", row, limits.columns());
        }
        if (++cells > limits.cells()) {
            throw new Unreadable("tooManyCells", limits.cells());
        }
    }

    /** B of B12; cells without an address stand side by side. */
    private static int columnOf(String address, int otherwise) throws XMLStreamException {
        var end = 0;
        while (end < address.length() && address.charAt(end) >= 'A' && address.charAt(end) <= 'Z') {
            end++;
        }
        if (end > 3) {
            throw new XMLStreamException("No spreadsheet has a column " + address);
        }
        return end == 0 ? otherwise : Letters.column(address.substring(0, end));
    }

    private @Nullable Cell cell(XlsxXml xml, int column) throws XMLStreamException, Unreadable {
        var type = xml.attribute("t");
        var style = xml.number("s", 0);
        String value = null;
        String formula = null;
        while (xml.nextTag()) {
            if (!xml.begins()) {
                if (xml.is("c")) {
                    break;
                }
                continue;
            }
            switch (xml.name()) {
                case "v", "is" -> value = xml.textWithout("rPh");
                case "f" -> formula = xml.textWithout("rPh");
                default -> {}
            }
        }
        if (value == null || (value.isEmpty() && formula != null && !type.equals("str"))) {
            return formula == null
                    ? null
                    : new Cell(column, Cell.Kind.FORMULA_WITHOUT_VALUE, "=" + Written.clean(formula), null, null);
        }
        return switch (type) {
            case "s" -> text(column, shared(value));
            case "str", "inlineStr" -> text(column, kept(once(Written.clean(value))));
            case "b" -> new Cell(column, Cell.Kind.TRUTH, value.strip().equals("1") ? "TRUE" : "FALSE", null, null);
            case "e" -> new Cell(column, Cell.Kind.ERROR, Written.clean(value), null, null);
            // A day of the strict form: 2027-01-31 or 2027-01-31T00:00:00
            case "d" -> day(column, value.strip());
            default -> value.isBlank() ? null : number(column, new BigDecimal(value.strip()), style);
        };
    }

    private static @Nullable Cell text(int column, String text) {
        return text.isEmpty() ? null : Cell.text(column, Harmless.read(text));
    }

    private String shared(String index) throws XMLStreamException {
        try {
            return shared.get(Integer.parseInt(index.strip()));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new XMLStreamException("There is no shared text " + index, e);
        }
    }

    private static Cell day(int column, String value) {
        var date = Dates.parse(value.split("T", 2)[0]);
        return date.map(day -> new Cell(column, Cell.Kind.DATE, day.toString(), null, day))
                .orElseGet(() -> Cell.text(column, Written.clean(value)));
    }

    private Cell number(int column, BigDecimal stored, int style) {
        var number = Numbers.asKept(stored);
        var format = style >= 0 && style < formats.size() ? formats.get(style) : NumberFormat.PLAIN;
        if (format == NumberFormat.DATE) {
            var date = Dates.ofSerial(number, from1904);
            if (date.isPresent()) {
                return new Cell(column, Cell.Kind.DATE, date.get().toString(), number, date.get());
            }
        }
        var kind = format == NumberFormat.PERCENT ? Cell.Kind.PERCENT : Cell.Kind.NUMBER;
        var look = style >= 0 && style < shown.size() ? shown.get(style) : null;
        return new Cell(column, kind, typed(number, kind), number, null, look);
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
