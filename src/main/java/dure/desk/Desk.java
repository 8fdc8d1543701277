package dure.desk;

import dure.access.Access;
import dure.access.Permission;
import dure.plan.Drafts;
import dure.plan.PlanKind;
import dure.plan.PlanPlace;
import dure.plan.PlanVersion;
import dure.region.Term;
import dure.region.Terms;
import dure.web.Refusal;
import java.util.HashSet;
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

    Desk(Drafts drafts, Terms terms, Access access) {
        this.drafts = drafts;
        this.terms = terms;
        this.access = access;
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
        var own = new HashSet<>(
                access.viewer().departmentsIn(place.municipality().code(), Permission.PLAN_PARTS_WRITE));
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
                findings ? drafts.findings(version.id()) : java.util.List.of(),
                place.kind() == PlanKind.TERM
                        ? terms.find(place.period()).map(Term::years).map(java.util.List::copyOf).orElse(java.util.List.of())
                        : java.util.List.of(),
                chosen);
    }
}
