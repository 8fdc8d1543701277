package dure.reporting;

import dure.region.Book;
import dure.region.DataSet;
import dure.web.Wording;

/** Where reports are found, and how periods and days are told: the same on pages, in notices and in mails. */
final class ReportPlace {
    private ReportPlace() {}

    static String href(Book book, String rest) {
        return "/municipalities/" + book.municipality() + "/reporting" + rest
                + (book.dataSet() == DataSet.REAL ? "" : "?dataSet=" + book.dataSet());
    }

    /** 2026년 7월, 2026년 3분기 */
    static String name(Wording wording, PeriodName period) {
        return wording.text(
                "reporting.period." + period.kind(), String.valueOf(period.year()), String.valueOf(period.number()));
    }

    /** 3일 남음, 오늘 마감, 3일 지남 */
    static String due(Wording wording, long daysLeft) {
        if (daysLeft == 0) {
            return wording.text("reporting.due.today");
        }
        return daysLeft > 0
                ? wording.text("reporting.due.left", daysLeft)
                : wording.text("reporting.due.late", -daysLeft);
    }
}
