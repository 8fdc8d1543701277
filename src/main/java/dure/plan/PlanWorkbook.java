package dure.plan;

import dure.sheet.Head;
import dure.sheet.WorkbookWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A plan workbook that is being written: blank for the template, filled for the samples and the simulator. Nobody but
 * this class knows what the file looks like.
 */
final class PlanWorkbook {
    private static final List<PlanSheet> TABLES = List.of(
            PlanSheet.YEARS,
            PlanSheet.GOALS,
            PlanSheet.STRATEGIES,
            PlanSheet.COMPONENTS,
            PlanSheet.PROJECTS,
            PlanSheet.PROJECT_TARGETS,
            PlanSheet.PROJECT_BUDGETS,
            PlanSheet.BUDGET);

    private final PlanWords words;
    private final Locale language;
    private final Map<PlanField, Object> basics = new EnumMap<>(PlanField.class);
    private final Map<PlanField, Object> exampleBasics = new EnumMap<>(PlanField.class);
    private final Map<PlanSheet, List<Map<PlanField, Object>>> rows = new EnumMap<>(PlanSheet.class);
    private final Map<PlanSheet, List<Map<PlanField, Object>>> examples = new EnumMap<>(PlanSheet.class);
    private final List<Consumer<WorkbookWriter>> further = new ArrayList<>();

    PlanWorkbook(PlanWords words, Locale language) {
        this.words = words;
        this.language = language;
    }

    /** Items of the sheet 기본: field, value, field, value … */
    PlanWorkbook basics(Object... fieldsAndValues) {
        basics.putAll(pairs(fieldsAndValues));
        return this;
    }

    /** A row of the table to which the fields belong: field, value, field, value … */
    PlanWorkbook row(Object... fieldsAndValues) {
        add(rows, fieldsAndValues);
        return this;
    }

    PlanWorkbook exampleBasics(Object... fieldsAndValues) {
        exampleBasics.putAll(pairs(fieldsAndValues));
        return this;
    }

    PlanWorkbook exampleRow(Object... fieldsAndValues) {
        add(examples, fieldsAndValues);
        return this;
    }

    /** Another module's sheet, after those of the plan. */
    PlanWorkbook sheet(Consumer<WorkbookWriter> sheet) {
        further.add(sheet);
        return this;
    }

    /** How many rows the table has so far. */
    int count(PlanSheet sheet) {
        return rows.getOrDefault(sheet, List.of()).size();
    }

    byte[] bytes() {
        var writer = new WorkbookWriter();
        writer.text(
                PlanSheet.GUIDE.title(),
                words.say("plan.workbook.guide", language).lines().toList());
        form(writer);
        TABLES.forEach(sheet -> table(writer, sheet));
        further.forEach(sheet -> sheet.accept(writer));
        codes(writer);
        return writer.bytes();
    }

    private void form(WorkbookWriter writer) {
        var form = writer.form(
                PlanSheet.BASICS.title(),
                List.of(
                        Head.of("항목", 26, Head.Format.TEXT),
                        Head.of("값", 40, Head.Format.TEXT).mandatory(),
                        Head.of("설명", 70, Head.Format.TEXT),
                        Head.of("예시", 40, Head.Format.TEXT)));
        for (var field : PlanField.of(PlanSheet.BASICS)) {
            form.item(head(field), basics.get(field), exampleBasics.get(field));
        }
    }

    private void table(WorkbookWriter writer, PlanSheet sheet) {
        var fields = PlanField.of(sheet);
        var table = writer.table(sheet.title(), fields.stream().map(this::head).toList());
        examples.getOrDefault(sheet, List.of()).forEach(row -> table.example(values(fields, row)));
        rows.getOrDefault(sheet, List.of()).forEach(row -> table.row(values(fields, row)));
    }

    private void codes(WorkbookWriter writer) {
        var table = writer.table(
                PlanSheet.CODES.title(),
                List.of(Head.of("열", 22, Head.Format.TEXT), Head.of("쓸 수 있는 값", 30, Head.Format.TEXT)));
        var shown = new ArrayList<String>();
        for (var field : PlanField.values()) {
            var name = field.column().name();
            var choices = field == PlanField.PROJECT_GROUPS ? words.targetGroups.labels() : words.choices(field);
            if (!choices.isEmpty() && !shown.contains(name)) {
                shown.add(name);
                choices.forEach(choice -> table.row(name, choice));
            }
        }
    }

    private Head head(PlanField field) {
        return field.head(words.say("plan.workbook." + field.name(), language), words.choices(field));
    }

    private static @Nullable Object[] values(List<PlanField> fields, Map<PlanField, Object> row) {
        return fields.stream().map(row::get).toArray();
    }

    private static void add(Map<PlanSheet, List<Map<PlanField, Object>>> to, Object... fieldsAndValues) {
        var row = pairs(fieldsAndValues);
        var sheet = row.keySet().iterator().next().sheet();
        to.computeIfAbsent(sheet, none -> new ArrayList<>()).add(row);
    }

    private static Map<PlanField, Object> pairs(Object... fieldsAndValues) {
        var pairs = new EnumMap<PlanField, Object>(PlanField.class);
        for (var i = 0; i < fieldsAndValues.length; i += 2) {
            pairs.put((PlanField) fieldsAndValues[i], fieldsAndValues[i + 1]);
        }
        return pairs;
    }
}
