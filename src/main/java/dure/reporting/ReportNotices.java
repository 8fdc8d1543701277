package dure.reporting;

import dure.access.Permission;
import dure.access.Powers;
import dure.access.Viewer;
import dure.notice.Notice;
import dure.notice.Notices;
import dure.plan.Departments;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What waits in reporting: for a department its report, for the office what was submitted and what is late. */
@Component
class ReportNotices implements Notices {
    private final ReportingStore store;
    private final Departments departments;

    ReportNotices(ReportingStore store, Departments departments) {
        this.store = store;
        this.departments = departments;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Notice> of(Viewer viewer) {
        if (viewer.account() == null) {
            return List.of();
        }
        // Those who write everywhere are of no department, and there are many reports in the country.
        var departmental =
                !viewer.powers().departments().isEmpty() || !viewer.reads().everywhere();
        var waiting = store.waiting(viewer.account(), departmental);
        var today = departments.today();
        var notices = new ArrayList<Notice>();
        waiting.stream()
                .filter(report -> report.state().isOpen() && (report.charged() || isOwn(report, viewer)))
                .map(report -> ofDepartment(report, today))
                .forEach(notices::add);
        waiting.stream()
                .filter(report ->
                        viewer.may(Permission.REPORTING_RUN, report.book().municipality()))
                .collect(Collectors.groupingBy(
                        report -> ReportPlace.href(report.book(), "/" + report.period()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .forEach((href, reports) -> notices.addAll(ofOffice(href, reports, today)));
        return notices;
    }

    private static boolean isOwn(ReportingStore.Waiting report, Viewer viewer) {
        return report.acting() != null
                && viewer.powers()
                        .departments()
                        .contains(new Powers.Department(
                                report.book().municipality(), report.acting().substring(6)));
    }

    private static Notice ofDepartment(ReportingStore.Waiting report, LocalDate today) {
        var left = ChronoUnit.DAYS.between(today, report.dueOn());
        var returned = report.state() == ReportState.RETURNED;
        return new Notice(
                returned || left < 0,
                wording -> wording.text(
                        returned ? "reporting.notice.returned" : "reporting.notice.open",
                        ReportPlace.name(wording, report.period()),
                        ReportPlace.due(wording, left)),
                ReportPlace.href(report.book(), "/" + report.period() + "/departments/" + report.department()));
    }

    private static List<Notice> ofOffice(String href, List<ReportingStore.Waiting> reports, LocalDate today) {
        var period = reports.getFirst().period();
        var submitted = reports.stream()
                .filter(report -> report.state() == ReportState.SUBMITTED)
                .count();
        var late = reports.stream()
                .filter(report -> report.state().isOpen() && report.dueOn().isBefore(today))
                .count();
        var notices = new ArrayList<Notice>();
        if (late > 0) {
            notices.add(new Notice(
                    true,
                    wording -> wording.text("reporting.notice.late", ReportPlace.name(wording, period), late),
                    href));
        }
        if (submitted > 0) {
            notices.add(new Notice(
                    false,
                    wording -> wording.text("reporting.notice.submitted", ReportPlace.name(wording, period), submitted),
                    href));
        }
        return notices;
    }
}
