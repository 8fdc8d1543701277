package dure.version;

import dure.plan.PlanKind;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.Municipality;
import dure.web.Wording;
import org.jspecify.annotations.Nullable;

/** Which plan an address is about. */
record Place(Municipality municipality, @Nullable Municipality parent, Book book, PlanKind kind, int period) {
    String name(Wording page) {
        return name(page, municipality);
    }

    static String name(Wording page, Municipality municipality) {
        return page.isEnglish() ? municipality.english() : municipality.fullName();
    }

    /** 2027년 세부계획; 민선 9기 종합계획 */
    String plan(Wording page) {
        return page.text("version.plan." + kind, String.valueOf(period));
    }

    /** As the address has it. */
    String periodText() {
        return kind == PlanKind.TERM ? "term-" + period : String.valueOf(period);
    }

    private String base() {
        return "/municipalities/" + municipality.code() + "/plans/" + periodText();
    }

    String versions() {
        return base() + "/versions" + query("?");
    }

    String version(int no) {
        return base() + "/versions/" + no + query("?");
    }

    /** A move: submission, amendment, withdrawal, approval. */
    String move(int no, String move) {
        return base() + "/versions/" + no + "/" + move + query("?");
    }

    String diff(int from, int to) {
        return base() + "/versions/" + from + "/diff?to=" + to + query("&");
    }

    String csv(int from, int to) {
        return base() + "/versions/" + from + "/diff.csv?to=" + to + query("&");
    }

    /** Where two versions are chosen. */
    String choice() {
        return base() + "/versions/diff";
    }

    String desk() {
        return base() + "/desk" + query("?");
    }

    String page() {
        return "/municipalities/" + municipality.code() + "?" + (kind == PlanKind.TERM ? "term=" : "year=") + period
                + query("&");
    }

    /** The real book is shown where there is one, so that it need not be named. */
    private String query(String sign) {
        return book.dataSet() == DataSet.REAL ? "" : sign + "dataSet=" + book.dataSet();
    }
}
