package dure.action;

import dure.access.Permission;
import dure.access.Powers;
import dure.access.Viewer;
import dure.notice.Notice;
import dure.notice.Notices;
import dure.plan.Departments;
import dure.region.Book;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is due: for a department its own actions, for the office how many are late. */
@Component
class ActionNotices implements Notices {
    private static final int SOON = 7;

    private final ActionStore store;
    private final Departments departments;

    ActionNotices(ActionStore store, Departments departments) {
        this.store = store;
        this.departments = departments;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Notice> of(Viewer viewer) {
        // Whoever writes none has none to see to.
        if (viewer.account() == null
                || (viewer.powers().departments().isEmpty() && !viewer.may(Permission.REPORTING_RUN))) {
            return List.of();
        }
        var today = departments.today();
        var waiting = store.waiting(today.plusDays(SOON));
        var notices = new ArrayList<Notice>();
        waiting.stream()
                .filter(one -> isOwn(one, viewer))
                .map(ActionStore.Waiting::item)
                .map(item -> {
                    var left = java.time.temporal.ChronoUnit.DAYS.between(today, item.dueOn());
                    return new Notice(
                            item.isLate(today),
                            wording -> wording.text("action.notice.own", item.name(), ActionPlace.due(wording, left)),
                            ActionPlace.href(item));
                })
                .forEach(notices::add);
        waiting.stream()
                .map(ActionStore.Waiting::item)
                .filter(item -> item.isLate(today)
                        && viewer.may(Permission.REPORTING_RUN, item.book().municipality()))
                .collect(Collectors.groupingBy(
                        item -> new OfYear(item.book(), item.year()), LinkedHashMap::new, Collectors.counting()))
                .forEach((of, late) -> notices.add(new Notice(
                        true,
                        wording -> wording.text("action.notice.late", String.valueOf(of.year()), late),
                        "/municipalities/" + of.book().municipality() + "/actions?year=" + of.year() + "&show=late"
                                + "&dataSet=" + of.book().dataSet())));
        return notices;
    }

    private record OfYear(Book book, int year) {}

    private static boolean isOwn(ActionStore.Waiting one, Viewer viewer) {
        return one.acting() != null
                && viewer.powers()
                        .departments()
                        .contains(new Powers.Department(
                                one.item().book().municipality(), one.acting().substring(6)));
    }
}
