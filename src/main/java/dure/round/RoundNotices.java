package dure.round;

import dure.access.Permission;
import dure.access.Powers;
import dure.access.Viewer;
import dure.notice.Notice;
import dure.notice.Notices;
import dure.plan.Departments;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What waits in rounds: for a department its part, for the office what was submitted and what is late. */
@Component
class RoundNotices implements Notices {
    private final RoundStore rounds;
    private final Departments departments;

    RoundNotices(RoundStore rounds, Departments departments) {
        this.rounds = rounds;
        this.departments = departments;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Notice> of(Viewer viewer) {
        if (viewer.account() == null) {
            return List.of();
        }
        var own = viewer.powers().departments();
        // Those who write everywhere are of no department, and there are many parts in the country.
        var departmental = !own.isEmpty() || !viewer.reads().everywhere();
        var waiting = rounds.waiting(viewer.account(), departmental);
        var today = departments.today();
        var notices = new ArrayList<Notice>();
        waiting.stream()
                .filter(part -> part.state().isOpen() && (part.charged() || isOwn(part, viewer)))
                .map(part -> ofDepartment(part, today))
                .forEach(notices::add);
        waiting.stream()
                .filter(part -> viewer.may(Permission.PLANS_WRITE, part.book().municipality()))
                .collect(Collectors.groupingBy(
                        part -> RoundPlace.href(part.book(), part.year()),
                        java.util.LinkedHashMap::new,
                        Collectors.toList()))
                .forEach((href, parts) -> notices.addAll(ofOffice(href, parts, today)));
        return notices;
    }

    private static boolean isOwn(RoundStore.Waiting part, Viewer viewer) {
        return part.acting() != null
                && viewer.powers()
                        .departments()
                        .contains(new Powers.Department(
                                part.book().municipality(), part.acting().substring(6)));
    }

    private static Notice ofDepartment(RoundStore.Waiting part, LocalDate today) {
        var left = ChronoUnit.DAYS.between(today, part.dueOn());
        var returned = part.state() == PartState.RETURNED;
        return new Notice(
                returned || left < 0,
                wording -> wording.text(
                        returned ? "round.notice.returned" : "round.notice.asked",
                        String.valueOf(part.year()),
                        RoundPlace.due(wording, left)),
                RoundPlace.href(part.book(), part.year()) + "/departments/" + part.department());
    }

    private static List<Notice> ofOffice(String href, List<RoundStore.Waiting> parts, LocalDate today) {
        var year = String.valueOf(parts.getFirst().year());
        var submitted = parts.stream()
                .filter(part -> part.state() == PartState.SUBMITTED)
                .count();
        var late = parts.stream()
                .filter(part -> part.state().isOpen() && part.dueOn().isBefore(today))
                .count();
        var notices = new ArrayList<Notice>();
        if (late > 0) {
            notices.add(new Notice(true, wording -> wording.text("round.notice.late", year, late), href));
        }
        if (submitted > 0) {
            notices.add(new Notice(false, wording -> wording.text("round.notice.submitted", year, submitted), href));
        }
        return notices;
    }
}
