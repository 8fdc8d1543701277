package dure.plan;

import dure.access.Access;
import dure.access.Permission;
import java.util.List;
import java.util.Set;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to the parts of departments in a plan (부서 작성): while its part of a draft is open, a department's officer edits
 * its own projects. Whose a project is, is asked of today: of a department that ended, its successor's.
 */
@Service
public class Parts {
    private final PartStore parts;
    private final VersionStore versions;
    private final Departments departments;
    private final Access access;

    Parts(PartStore parts, VersionStore versions, Departments departments, Access access) {
        this.parts = parts;
        this.versions = versions;
        this.departments = departments;
        this.access = access;
    }

    /**
     * @return whether it is open now: false where there is no such draft
     * @throws AccessDeniedException without plans:write
     */
    @Transactional
    public boolean open(PlanId draft, DepartmentId department) {
        var plan = versions.find(draft);
        if (plan.isEmpty()) {
            return false;
        }
        access.require(Permission.PLANS_WRITE, plan.get().head().book().municipality());
        return parts.open(draft, department);
    }

    /** @throws AccessDeniedException for whoever writes neither the plan nor for the department */
    @Transactional
    public void close(PlanId plan, DepartmentId department) {
        versions.find(plan).ifPresent(version -> {
            var book = version.head().book();
            var viewer = access.require(Permission.PLAN_PARTS_WRITE, book.municipality());
            if (!viewer.may(Permission.PLANS_WRITE, book.municipality())
                    && !departments.own(book).contains(department)) {
                throw new AccessDeniedException("The part of another department");
            }
            parts.close(plan, department);
        });
    }

    /** The departments of today whose parts are open; staff only. */
    @Transactional(readOnly = true)
    public Set<DepartmentId> open(PlanId plan) {
        return parts.open(plan);
    }

    /** All projects of a version in its order, with what is missing of each. */
    @Transactional(readOnly = true)
    public List<PartProject> projects(PlanId plan) {
        return parts.projects(plan);
    }
}
