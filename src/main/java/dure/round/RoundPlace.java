package dure.round;

import dure.region.Book;
import dure.web.Wording;

/** Where a round is found, and how its days are told: the same on pages, in notices and in mails. */
final class RoundPlace {
    private RoundPlace() {}

    static String href(Book book, int year) {
        return "/municipalities/" + book.municipality() + "/plans/" + year + "/round";
    }

    /** 3일 남음, 오늘 마감, 3일 지남 */
    static String due(Wording wording, long daysLeft) {
        if (daysLeft == 0) {
            return wording.text("round.due.today");
        }
        return daysLeft > 0 ? wording.text("round.due.left", daysLeft) : wording.text("round.due.late", -daysLeft);
    }
}
