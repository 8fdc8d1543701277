package dure.round;

import static org.assertj.core.api.Assertions.assertThat;

import dure.access.Access;
import dure.access.Viewer;
import dure.plan.Department;
import dure.plan.DepartmentId;
import dure.plan.Departments;
import dure.plan.Drafts;
import dure.plan.Edit;
import dure.plan.Edited;
import dure.plan.PlanId;
import dure.plan.PlanKind;
import dure.region.Book;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Drafts as offices have them before they ask their departments. */
final class TestRounds {
    static final int YEAR = 2027;

    private TestRounds() {}

    /** 일자리과 with A1 and, without a target yet, A2; 복지과 with B1. */
    static PlanId draft(Drafts drafts, Viewer officer, Book book) {
        var plan = Access.as(officer, () -> drafts.begin(book, PlanKind.YEAR, YEAR, "2027년 일자리대책 세부계획"))
                .id();
        add(drafts, officer, plan, "A1", "청년 상담", "일자리과", "40", "120000000");
        add(drafts, officer, plan, "A2", "창업 교실", "일자리과", null, null);
        add(drafts, officer, plan, "B1", "돌봄 일자리", "복지과", "25", "300000000");
        return plan;
    }

    static void add(
            Drafts drafts,
            Viewer officer,
            PlanId plan,
            String code,
            String name,
            String department,
            @org.jspecify.annotations.Nullable String target,
            @org.jspecify.annotations.Nullable String won) {
        var edits = new ArrayList<Edit>();
        edits.add(new Edit(Edit.Subject.PROJECT, "new", Edit.ITSELF, null, ""));
        Map.of("code", code, "name", name, "department", department)
                .forEach((field, value) -> edits.add(new Edit(Edit.Subject.PROJECT, "new", field, null, value)));
        if (target != null) {
            edits.add(new Edit(Edit.Subject.PROJECT, "new", "target/" + YEAR, null, target));
        }
        if (won != null) {
            edits.add(new Edit(Edit.Subject.PROJECT, "new", "budget/MUNICIPAL", null, won));
        }
        assertThat(Access.as(officer, () -> drafts.edit(plan, edits))).isInstanceOf(Edited.Saved.class);
    }

    static DepartmentId department(Departments departments, Viewer officer, Book book, String name) {
        return Access.as(officer, () -> departments.all(book)).stream()
                .filter(one -> one.name().equals(name))
                .map(Department::id)
                .findFirst()
                .orElseThrow();
    }

    /** Writes the target of a project, whatever stands there. */
    static Edited target(Drafts drafts, Viewer by, PlanId plan, String code, String target) {
        return Access.as(by, () -> {
            var project = drafts.read(plan).orElseThrow().projects().entrySet().stream()
                    .filter(one -> code.equals(one.getValue().get("code")))
                    .findFirst()
                    .orElseThrow();
            var field = "target/" + YEAR;
            return drafts.edit(
                    plan,
                    List.of(new Edit(
                            Edit.Subject.PROJECT,
                            project.getKey().toString(),
                            field,
                            project.getValue().get(field),
                            target)));
        });
    }
}
