package dure.desk;

import dure.access.Access;
import dure.access.Permission;
import dure.plan.Department;
import dure.plan.Departments;
import dure.plan.Drafts;
import dure.plan.PlanKind;
import dure.plan.PlanPlace;
import dure.plan.PlanVersion;
import dure.region.Term;
import dure.region.Terms;
import dure.web.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the desk's pages and API ask alike. */
@Component
class Desk {
    private final Drafts drafts;
    private final Terms terms;
    private final Access access;
    private final Departments departments;

    Desk(Drafts drafts, Terms terms, Access access, Departments departments) {
        this.drafts = drafts;
        this.terms = terms;
        this.access = access;
        this.departments = departments;
    }

    /** The open draft; whoever does not read the municipality's drafts is told that there is no such page. */
    Optional<PlanVersion> open(PlanPlace place) {
        if (!access.viewer().reads().includes(place.municipality().code())) {
            throw Refusal.notThere();
        }
        return drafts.open(place.book(), place.kind(), place.period());
    }

    PlanVersion draft(PlanPlace place) {
        return open(place).orElseThrow(Refusal::notThere);
    }

    boolean writesAll(PlanPlace place) {
        return access.viewer().may(Permission.PLANS_WRITE, place.municipality().code());
    }

    /** Of those who write departments' parts only: the departments whose parts are open. */
    Set<String> own(PlanPlace place, Drafts.Draft draft) {
        var own = new HashSet<>(departments.standingFor(
                place.book(), access.viewer().departmentsIn(place.municipality().code(), Permission.PLAN_PARTS_WRITE)));
        own.retainAll(draft.open());
        return own;
    }

    @Transactional(readOnly = true)
    public DeskView view(PlanPlace place, PlanVersion version, boolean findings, @Nullable String chosen) {
        var draft = drafts.read(version.id()).orElseThrow(Refusal::notThere);
        return new DeskView(
                place,
                draft,
                writesAll(place),
                own(place, draft),
                departments.offered(place.book()).stream().map(Department::name).toList(),
                findings ? drafts.findings(version.id()) : List.of(),
                place.kind() == PlanKind.TERM
                        ? terms.find(place.period())
                                .map(Term::years)
                                .map(List::copyOf)
                                .orElse(List.of())
                        : List.of(),
                chosen);
    }
}
