package dure.action;

import dure.region.DataSet;
import dure.web.Wording;

/** Where an action is found, and how its days are told: the same on pages, in notices and in mails. */
final class ActionPlace {
    private ActionPlace() {}

    static String href(ActionItem item) {
        return "/municipalities/" + item.book().municipality() + "/actions/" + item.id()
                + (item.book().dataSet() == DataSet.REAL
                        ? ""
                        : "?dataSet=" + item.book().dataSet());
    }

    /** 3일 남음, 오늘까지, 3일 지남 */
    static String due(Wording wording, long daysLeft) {
        if (daysLeft == 0) {
            return wording.text("action.due.today");
        }
        return daysLeft > 0 ? wording.text("action.due.left", daysLeft) : wording.text("action.due.late", -daysLeft);
    }
}
