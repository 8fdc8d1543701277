package dure.ledger;

import dure.finding.Finding.Kind;
import dure.plan.Plans;
import dure.plan.Project;
import dure.region.Book;
import dure.sheet.Column;
import dure.sheet.Line;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The projects that the rows of a file may name, each year's plan asked for once. */
final class ProjectsOfYears {
    private final Book book;
    private final Plans plans;
    private final Map<Integer, List<Project>> years = new HashMap<>();
    private final Map<Integer, Map<String, Project>> codes = new HashMap<>();

    ProjectsOfYears(Book book, Plans plans) {
        this.book = book;
        this.plans = plans;
    }

    private List<Project> of(int year) {
        return years.computeIfAbsent(
                year,
                one -> plans.annual(book, one).map(plan -> plan.projects()).orElse(List.of()));
    }

    @Nullable
    Project byCode(Line line, Column column, String code, int year) {
        var ofYear = codes.computeIfAbsent(
                year, one -> of(one).stream().collect(Collectors.toMap(Project::code, Function.identity())));
        if (ofYear.isEmpty()) {
            noPlan(line, column, code, year);
            return null;
        }
        var project = ofYear.get(code);
        if (project == null) {
            line.unknown(
                    column,
                    Kind.UNKNOWN_REFERENCE,
                    code,
                    ofYear.keySet().stream().sorted().toList());
        }
        return project;
    }

    /** The one project of the plan that is called so. */
    @Nullable
    Project byName(Line line, Column column, String name, int year) {
        var ofYear = of(year);
        if (ofYear.isEmpty()) {
            noPlan(line, column, name, year);
            return null;
        }
        var found = ofYear.stream()
                .filter(project -> withoutSpaces(project.name()).equals(withoutSpaces(name)))
                .toList();
        if (found.isEmpty()) {
            line.unknown(
                    column,
                    Kind.UNKNOWN_REFERENCE,
                    name,
                    ofYear.stream().map(Project::name).toList());
        } else if (found.size() > 1) {
            line.wrong(
                    Kind.UNKNOWN_REFERENCE,
                    column,
                    "ledger.import.nameTwice",
                    name,
                    found.stream().map(Project::code).collect(Collectors.joining(", ")));
        }
        return found.size() == 1 ? found.getFirst() : null;
    }

    private static String withoutSpaces(String name) {
        return name.replaceAll("\\s", "");
    }

    private static void noPlan(Line line, Column column, String written, int year) {
        line.wrong(Kind.UNKNOWN_REFERENCE, column, "ledger.import.noPlan", written, String.valueOf(year));
    }
}
