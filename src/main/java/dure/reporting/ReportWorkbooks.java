package dure.reporting;

import dure.access.Access;
import dure.access.AccessLog;
import dure.access.Action;
import dure.access.Deed;
import dure.access.Permission;
import dure.finding.Finding;
import dure.finding.Finding.Kind;
import dure.finding.Findings;
import dure.finding.Place;
import dure.finding.Text;
import dure.plan.DepartmentId;
import dure.region.Book;
import dure.sheet.Column;
import dure.sheet.Head;
import dure.sheet.Line;
import dure.sheet.Reading;
import dure.sheet.Sheets;
import dure.sheet.Workbook;
import dure.sheet.WorkbookWriter;
import dure.web.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 보고 조각: a department's report as a workbook, filled with what was typed, and back into its cells: all of it or nothing.
 * An empty cell says nothing and clears nothing. What another typed after the file was made is not written over.
 */
@Component
class ReportWorkbooks {
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** A department has some dozens of projects. */
    private static final int LARGEST = 5_000_000;

    private static final String SHEET = "보고";
    private static final String ABOUT = "보고 정보";

    private static final Column MUNICIPALITY = Column.required("자치단체 코드");
    private static final Column PERIOD = Column.required("보고 기간");
    private static final Column DEPARTMENT = Column.required("부서 번호", "부서");
    private static final Column DEPARTMENT_NAME = Column.optional("부서명");
    private static final Column MADE = Column.required("내려받은 때");

    private static final Column CODE = Column.required("사업코드");
    private static final Column NAME = Column.optional("사업명");
    private static final Column MEASURE = Column.optional("측정 단위");
    private static final Column PREVIOUS = Column.optional("지난 기간");
    private static final Column BEFORE = Column.optional("지난 기간까지 누계");
    private static final Column QUANTITY = Column.optional("이번 기간 실적", "이번 달 실적", "이번 달");
    private static final Column TOTAL = Column.optional("누계");
    private static final Column TARGET = Column.optional("연간 목표");
    private static final Column APPROPRIATED = Column.optional("예산 편성액(원)");
    private static final Column EXECUTED_BEFORE = Column.optional("지난 기간까지 집행액(원)");
    private static final Column EXECUTED = Column.optional("이번 기간 집행액(원)", "이번 달 집행액(원)");
    private static final Column EXECUTED_TOTAL = Column.optional("집행 누계(원)");
    private static final Column EVIDENCE = Column.optional("증빙");
    private static final Column CAUSE = Column.optional("부진 사유·비고");

    private static final List<Column> COLUMNS = List.of(
            CODE,
            NAME,
            MEASURE,
            PREVIOUS,
            BEFORE,
            QUANTITY,
            TOTAL,
            TARGET,
            APPROPRIATED,
            EXECUTED_BEFORE,
            EXECUTED,
            EXECUTED_TOTAL,
            EVIDENCE,
            CAUSE);

    private final Reporting reporting;
    private final Access access;
    private final AccessLog log;
    private final MessageSource messages;
    private final Clock clock;

    ReportWorkbooks(Reporting reporting, Access access, AccessLog log, MessageSource messages, Clock clock) {
        this.reporting = reporting;
        this.access = access;
        this.log = log;
        this.messages = messages;
        this.clock = clock;
    }

    /** What came of bringing a workbook back, or would. */
    sealed interface Brought {
        List<Finding> findings();

        default List<Change> changes() {
            return List.of();
        }

        /** @param changes cell by cell; none: the report says all of it already */
        record Read(List<Change> changes, List<Finding> findings) implements Brought {}

        /** Nothing was saved. */
        record Refused(List<Finding> findings) implements Brought {}
    }

    /** @param column as the workbook calls it */
    record Change(
            String project,
            String column,
            @Nullable String before,
            @Nullable String after,
            CellEdit edit) {}

    @Transactional
    ResponseEntity<byte[]> file(Book book, PeriodName name, DepartmentId department, Locale language) {
        access.require(Permission.ENTRIES_WRITE, book.municipality());
        var report = reporting.report(book, name, department).orElseThrow(Refusal::notThere);
        // The department's name stays out of the file's: names of files are told in headers, which know no Hangul.
        var file = "dure-report-%s-%s-%s.xlsx".formatted(book.municipality(), name, department);
        log.write(Deed.of(Action.DOWNLOAD, book.municipality())
                .records(report.rows().size())
                .detail(file));
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"")
                .contentType(MediaType.parseMediaType(XLSX))
                .body(written(report, language));
    }

    private byte[] written(Report report, Locale language) {
        var workbook = new WorkbookWriter();
        workbook.text(
                "안내",
                Stream.of(Objects.requireNonNull(messages.getMessage("reporting.workbook.guide", null, language))
                                .split("\n"))
                        .toList());
        var sheet = workbook.table(
                SHEET,
                List.of(
                        text(CODE, 14).mandatory(),
                        text(NAME, 36),
                        text(MEASURE, 12),
                        whole(PREVIOUS, 10),
                        whole(BEFORE, 12),
                        whole(QUANTITY, 12),
                        whole(TOTAL, 12),
                        whole(TARGET, 12),
                        whole(APPROPRIATED, 18),
                        whole(EXECUTED_BEFORE, 18),
                        whole(EXECUTED, 18),
                        whole(EXECUTED_TOTAL, 18),
                        text(EVIDENCE, 26),
                        text(CAUSE, 40)));
        for (var row : report.rows()) {
            sheet.row(
                    row.project().code(),
                    row.project().name(),
                    measure(row),
                    row.previous(),
                    row.before(),
                    row.quantity(),
                    null,
                    row.target(),
                    row.appropriated(),
                    row.first() ? Long.valueOf(row.executedBefore()) : null,
                    row.first() ? row.executed() : null,
                    null,
                    row.first() ? emptyToNull(row.text(ReportField.EVIDENCE)) : null,
                    row.first() ? emptyToNull(row.text(ReportField.CAUSE)) : null);
        }
        var period = report.period();
        workbook.form(ABOUT, List.of(Head.of("항목", 24, Head.Format.TEXT), Head.of("값", 40, Head.Format.TEXT)))
                .item(text(MUNICIPALITY, 20), period.book().municipality().value(), null)
                .item(text(PERIOD, 20), period.name().toString(), null)
                .item(text(DEPARTMENT, 20), report.department().id().toString(), null)
                .item(text(DEPARTMENT_NAME, 20), report.department().name(), null)
                .item(
                        text(MADE, 20),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS).toString(),
                        null);
        return workbook.bytes();
    }

    private String measure(Report.Row row) {
        return Objects.requireNonNull(messages.getMessage("plan.measure." + row.measure(), null, Locale.KOREAN));
    }

    private static Head text(Column column, int width) {
        return Head.of(column.name(), width, Head.Format.TEXT);
    }

    private static Head whole(Column column, int width) {
        return Head.of(column.name(), width, Head.Format.WHOLE);
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** @param dryRun say what would happen, and change nothing */
    @Transactional
    Brought bring(
            Book book, PeriodName name, DepartmentId department, String fileName, byte[] content, boolean dryRun) {
        access.require(Permission.ENTRIES_WRITE, book.municipality());
        if (content.length > LARGEST) {
            throw Refusal.of(HttpStatus.CONTENT_TOO_LARGE, "web.problem.413");
        }
        var report = reporting.report(book, name, department).orElseThrow(Refusal::notThere);
        if (!report.isWritable()) {
            throw Refusal.of(
                    HttpStatus.CONFLICT,
                    "reporting.move.notFrom.typed." + report.standing().state());
        }
        return switch (Sheets.read(fileName, content)) {
            case Reading.Refused refused -> new Brought.Refused(List.of(refused.finding()));
            case Reading.Read read -> bring(report, read.workbook(), dryRun);
        };
    }

    private Brought bring(Report report, Workbook workbook, boolean dryRun) {
        var findings = new Findings();
        findings.addAll(workbook.notes());
        var made = about(report, workbook, findings);
        var changes = made == null ? List.<Change>of() : new Comparing(report, made, findings).changes(workbook);
        if (findings.hasErrors()) {
            return new Brought.Refused(findings.list());
        }
        if (!dryRun && !changes.isEmpty()) {
            save(report, changes);
        }
        return new Brought.Read(changes, findings.list());
    }

    private void save(Report report, List<Change> changes) {
        var period = report.period();
        var saved = ReportAnswers.saved(reporting.save(
                period.book(),
                period.name(),
                report.department().id(),
                changes.stream().map(Change::edit).toList(),
                null,
                null));
        if (saved.cells().stream()
                .anyMatch(one -> one.result() == Saving.Result.CLASH || one.result() == Saving.Result.WRONG)) {
            // Somebody typed between the reading and this; nothing of the file is saved.
            throw Refusal.of(HttpStatus.CONFLICT, "reporting.workbook.meanwhile");
        }
    }

    /** When the file was made, of this report; null where it is of another, which the findings say. */
    private static @Nullable Instant about(Report report, Workbook workbook, Findings findings) {
        var sheet = workbook.sheet(ABOUT);
        if (sheet.isEmpty()) {
            findings.add(Finding.error(
                    Kind.MISSING_SHEET,
                    Place.sheet(workbook.fileName()),
                    Text.of("sheet.missingSheet", ABOUT),
                    Text.of("reporting.workbook.missing.fix")));
            return null;
        }
        var form = sheet.get().form(List.of(MUNICIPALITY, PERIOD, DEPARTMENT, DEPARTMENT_NAME, MADE), findings);
        var period = report.period();
        is(form, MUNICIPALITY, period.book().municipality().value());
        is(form, PERIOD, period.name().toString());
        is(form, DEPARTMENT, report.department().id().toString());
        try {
            return Instant.parse(form.requiredText(MADE));
        } catch (DateTimeParseException e) {
            if (form.has(MADE)) {
                form.wrong(Kind.NOT_A_DATE, MADE, "reporting.workbook.made");
            }
            return null;
        }
    }

    private static void is(Line form, Column column, String expected) {
        var said = form.requiredText(column);
        if (!said.isEmpty() && !said.equals(expected)) {
            form.wrong(Kind.UNKNOWN_REFERENCE, column, "reporting.workbook.other", said, expected);
        }
    }

    /** One file against one report. */
    private final class Comparing {
        private final Report report;
        private final Instant made;
        private final Findings findings;
        private final String self = access.viewer().name();
        private final List<Change> changes = new ArrayList<>();

        Comparing(Report report, Instant made, Findings findings) {
            this.report = report;
            this.made = made;
            this.findings = findings;
        }

        List<Change> changes(Workbook workbook) {
            var sheet = workbook.sheet(SHEET);
            if (sheet.isEmpty()) {
                findings.add(Finding.error(
                        Kind.MISSING_SHEET,
                        Place.sheet(workbook.fileName()),
                        Text.of("sheet.missingSheet", SHEET),
                        Text.of("reporting.workbook.missing.fix")));
                return List.of();
            }
            var rows = new HashMap<String, List<Report.Row>>();
            report.rows()
                    .forEach(row -> rows.computeIfAbsent(row.project().code(), none -> new ArrayList<>())
                            .add(row));
            var seen = new HashSet<String>();
            for (var line : sheet.get().table(COLUMNS, findings).lines()) {
                var row = row(line, rows);
                if (row != null && !seen.add(row.id() + " " + row.measure())) {
                    line.wrong(
                            Kind.DUPLICATE,
                            CODE,
                            "reporting.workbook.twice",
                            row.project().code());
                } else if (row != null) {
                    compare(line, row);
                }
            }
            return changes;
        }

        private Report.@Nullable Row row(Line line, Map<String, List<Report.Row>> rows) {
            var code = line.requiredText(CODE);
            if (code.isEmpty()) {
                return null;
            }
            var ofCode = rows.getOrDefault(code, List.of());
            if (ofCode.isEmpty()) {
                line.unknown(CODE, Kind.UNKNOWN_REFERENCE, code, List.copyOf(rows.keySet()));
                return null;
            }
            if (ofCode.size() == 1) {
                return ofCode.getFirst();
            }
            var said = line.requiredText(MEASURE);
            var found = ofCode.stream().filter(row -> measure(row).equals(said)).findFirst();
            if (found.isEmpty() && !said.isEmpty()) {
                line.unknown(
                        MEASURE,
                        Kind.UNKNOWN_VALUE,
                        said,
                        ofCode.stream().map(ReportWorkbooks.this::measure).toList());
            }
            return found.orElse(null);
        }

        private void compare(Line line, Report.Row row) {
            number(line, row, ReportField.quantity(row.measure()), QUANTITY, TOTAL, row.before());
            if (row.first()) {
                number(line, row, ReportField.EXECUTED, EXECUTED, EXECUTED_TOTAL, row.executedBefore());
                text(line, row, ReportField.EVIDENCE, EVIDENCE);
                text(line, row, ReportField.CAUSE, CAUSE);
            }
        }

        private void number(Line line, Report.Row row, ReportField field, Column flow, Column total, long before) {
            var typed = number(line, flow);
            var stated = number(line, total);
            if (stated != null) {
                if (stated < before) {
                    line.wrong(Kind.CUMULATIVE_MISMATCH, total, "reporting.fault.totalFalls", stated, before);
                } else if (typed != null && !isAsStands(row, field, typed) && stated - before != typed) {
                    line.wrong(
                            Kind.CUMULATIVE_MISMATCH,
                            total,
                            "reporting.workbook.both",
                            stated,
                            before,
                            stated - before,
                            typed);
                } else {
                    change(line, row, field, total, String.valueOf(stated), true, String.valueOf(stated - before));
                }
            } else if (typed != null) {
                change(line, row, field, flow, String.valueOf(typed), false, String.valueOf(typed));
            }
        }

        /** 이번 기간 as the file was filled: whoever writes the running total beside it need not clear it. */
        private static boolean isAsStands(Report.Row row, ReportField field, long typed) {
            var cell = row.cell(field);
            return cell != null && Long.valueOf(typed).equals(cell.number());
        }

        private @Nullable Long number(Line line, Column column) {
            var typed = TypedNumber.of(line.text(column));
            if (typed.fault() != null) {
                line.wrong(Kind.NOT_A_NUMBER, column, typed.fault().key());
            }
            return typed.number();
        }

        private void text(Line line, Report.Row row, ReportField field, Column column) {
            var text = line.text(column).strip();
            if (text.length() > Reporting.LONGEST_CELL) {
                line.wrong(Kind.OUT_OF_RANGE, column, "reporting.fault.long", Reporting.LONGEST_CELL);
            } else if (!text.isEmpty()) {
                change(line, row, field, column, text, false, text);
            }
        }

        private void change(
                Line line,
                Report.Row row,
                ReportField field,
                Column column,
                String to,
                boolean cumulative,
                String value) {
            var cell = row.cell(field);
            var stands = cell == null ? null : cell.value();
            if (value.equals(stands)) {
                return;
            }
            if (cell != null && cell.at().isAfter(made) && !cell.by().equals(self)) {
                line.wrong(
                        Kind.NOT_ALLOWED,
                        column,
                        "reporting.workbook.clash",
                        cell.by(),
                        Objects.requireNonNullElse(stands, "–"));
                return;
            }
            changes.add(new Change(
                    row.project().name(),
                    column.name(),
                    stands,
                    value,
                    new CellEdit(row.id(), field, row.version(field), to, cumulative)));
        }
    }
}
