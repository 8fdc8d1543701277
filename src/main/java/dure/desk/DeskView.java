package dure.desk;

import dure.finding.Finding;
import dure.finding.Severity;
import dure.finding.Text;
import dure.plan.DraftTotals;
import dure.plan.Drafts.Draft;
import dure.plan.PlanPlace;
import dure.web.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the desk shows of a draft.
 *
 * @param writesAll whether the viewer writes the whole plan
 * @param own the departments whose projects the viewer writes, where it does not write all
 * @param departments those that there are today: what is suggested where a project's department is written
 * @param years the calendar years of a term plan's term; empty of an annual plan
 * @param chosen the project whose form is open; null: that of the plan itself
 */
record DeskView(
        PlanPlace place,
        Draft draft,
        boolean writesAll,
        Set<String> own,
        List<String> departments,
        List<Finding> findings,
        List<Integer> years,
        @Nullable String chosen) {

    /**
     * 세부사업 as a row of the tree.
     *
     * @param quantity of its targets in its own measure; null where it has none
     * @param won appropriated for the plan's year [won]; null where nothing is
     */
    record Row(
            String id,
            String no,
            String code,
            String name,
            String task,
            @Nullable String department,
            String programmeType,
            String measure,
            @Nullable Long quantity,
            @Nullable Long won,
            boolean writable) {

        /** What is still missing, as keys of messages. */
        List<String> missing() {
            var missing = new ArrayList<String>();
            if (department == null) {
                missing.add("desk.missing.department");
            }
            if (quantity == null) {
                missing.add("desk.missing.target");
            }
            if (won == null) {
                missing.add("desk.missing.money");
            }
            if (programmeType.equals("UNSPECIFIED")) {
                missing.add("desk.missing.type");
            }
            return missing;
        }
    }

    /** The page with this project's form. */
    String href(String project) {
        var desk = place.href("/desk");
        return desk + (desk.contains("?") ? "&" : "?") + "project=" + project;
    }

    /** 연차별 목표 as it is stored; empty where the plan has none of that year. */
    String yearTarget(int year) {
        return draft.years().stream()
                .filter(one -> one.year() == year)
                .map(one -> String.valueOf(one.quantity()))
                .findFirst()
                .orElse("");
    }

    boolean isTerm() {
        return place.kind() == dure.plan.PlanKind.TERM;
    }

    boolean writable(Map<String, String> project) {
        return writesAll || own.contains(project.getOrDefault("department", ""));
    }

    boolean writesAnything() {
        return writesAll || !own.isEmpty();
    }

    /** Projects of a strategy ("1"), of a task ("1.2"), or of neither (""), in their order. */
    List<Row> rows(String task) {
        return draft.projects().entrySet().stream()
                .filter(project -> project.getValue().getOrDefault("task", "").equals(task))
                .map(project -> row(String.valueOf(project.getKey()), project.getValue(), writable(project.getValue())))
                .toList();
    }

    static Row row(String id, Map<String, String> fields, boolean writable) {
        return new Row(
                id,
                fields.getOrDefault("no", ""),
                fields.getOrDefault("code", ""),
                fields.getOrDefault("name", ""),
                fields.getOrDefault("task", ""),
                fields.get("department"),
                fields.getOrDefault("programmeType", "UNSPECIFIED"),
                fields.getOrDefault("measure", "JOBS"),
                sum(fields, "target/"),
                sum(fields, "budget/"),
                writable);
    }

    /** Of the plan's own year: money of others has the year behind its source. */
    private static @Nullable Long sum(Map<String, String> fields, String prefix) {
        var amounts = fields.entrySet().stream()
                .filter(field -> field.getKey().startsWith(prefix))
                .filter(field -> prefix.equals("target/") || field.getKey().indexOf('/', prefix.length()) < 0)
                .map(field -> Long.valueOf(field.getValue()))
                .toList();
        return amounts.isEmpty()
                ? null
                : Long.valueOf(amounts.stream().mapToLong(Long::longValue).sum());
    }

    /** What a strategy holds with its tasks, or one task of it. */
    DraftTotals.Part part(@Nullable Integer strategy, @Nullable Integer task) {
        var parts = draft.totals().parts().stream()
                .filter(part -> Objects.equals(part.strategy(), strategy)
                        && (task == null || Objects.equals(part.task(), task)))
                .toList();
        return new DraftTotals.Part(
                strategy,
                task,
                parts.stream().mapToInt(DraftTotals.Part::projects).sum(),
                parts.stream().mapToLong(DraftTotals.Part::jobs).sum(),
                parts.stream().mapToLong(DraftTotals.Part::won).sum());
    }

    String say(Wording page, Text text) {
        return page.text(text.key(), text.values().toArray());
    }

    long wrong() {
        return findings.stream()
                .filter(finding -> finding.severity() != Severity.INFORMATION)
                .count();
    }

    /** Money in thousands of won, as budgets are written; a rest is not rounded away. */
    static String thousands(Wording page, @Nullable Long won) {
        return won == null
                ? Wording.UNKNOWN
                : page.number(java.math.BigDecimal.valueOf(won, 3).stripTrailingZeros());
    }

    /** A finding with its place in the projects, where it names one. */
    List<Finding> told() {
        return findings.size() > 50 ? findings.subList(0, 50) : findings;
    }
}
