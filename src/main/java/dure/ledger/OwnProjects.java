package dure.ledger;

import dure.access.Permission;
import dure.access.Viewer;
import dure.plan.Departments;
import dure.plan.Plans;
import dure.plan.ProjectId;
import dure.plan.ProjectName;
import dure.region.Book;
import dure.web.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** 부서 담당: writes entries of its own department's projects. The database asks once more (V077, V105). */
@Component
class OwnProjects {
    private final Plans plans;
    private final Departments departments;

    OwnProjects(Plans plans, Departments departments) {
        this.plans = plans;
        this.departments = departments;
    }

    /**
     * Those of the projects that are another department's; none where the viewer is not bound to departments.
     *
     * @param projects null where an entry is stated for the municipality as a whole
     */
    List<ProjectName> othersOf(Viewer viewer, Book book, Collection<? extends @Nullable ProjectId> projects) {
        var granted = viewer.departmentsIn(book.municipality(), Permission.ENTRIES_WRITE);
        if (granted.isEmpty()) {
            return List.of();
        }
        var own = departments.standingFor(book, granted);
        Set<ProjectId> asked = projects.stream().filter(Objects::nonNull).collect(Collectors.toSet());
        return plans.names(asked).values().stream()
                .filter(project -> project.department() == null || !own.contains(project.department()))
                .toList();
    }

    /** @throws Refusal with the first project that is another department's, or where there is none */
    void require(Viewer viewer, Book book, Collection<? extends @Nullable ProjectId> projects) {
        if (viewer.departmentsIn(book.municipality(), Permission.ENTRIES_WRITE).isEmpty()) {
            return;
        }
        if (projects.stream().anyMatch(Objects::isNull)) {
            throw Refusal.of(HttpStatus.FORBIDDEN, "ledger.ownProjects.none");
        }
        othersOf(viewer, book, projects).stream().findFirst().ifPresent(project -> {
            throw Refusal.of(
                    HttpStatus.FORBIDDEN,
                    "ledger.ownProjects",
                    project.name(),
                    Optional.ofNullable(project.department()).orElse("–"));
        });
    }
}
