package dure.plan;

import dure.region.Book;
import dure.region.DataSet;
import dure.region.Municipality;
import dure.web.Crumb;
import dure.web.Wording;
import java.util.ArrayList;
import java.util.List;

/**
 * Which plan an address speaks of.
 *
 * @param period a year, or 민선 N기
 */
public record PlanPlace(Municipality municipality, Book book, PlanKind kind, int period) {
    /** As addresses have it: 2027, term-9. */
    public String segment() {
        return segment(kind, period);
    }

    public static String segment(PlanKind kind, int period) {
        return kind == PlanKind.TERM ? "term-" + period : String.valueOf(period);
    }

    public String href(String rest) {
        return href(segment(), rest);
    }

    public String ofYear(int year, String rest) {
        return href(String.valueOf(year), rest);
    }

    private String href(String segment, String rest) {
        return "/municipalities/" + municipality.code() + "/plans/" + segment + rest
                + (book.dataSet() == DataSet.REAL ? "" : "?dataSet=" + book.dataSet());
    }

    public String name(Wording page) {
        return page.isEnglish() ? municipality.english() : municipality.fullName();
    }

    public String periodName(Wording page) {
        return page.text(kind == PlanKind.TERM ? "plan.period.TERM" : "plan.period.YEAR", String.valueOf(period));
    }

    /** The way back to the municipality, and where one is. */
    public List<Crumb> crumbs(Wording page, String here) {
        var crumbs = new ArrayList<Crumb>();
        crumbs.add(new Crumb(page.text("web.home"), "/"));
        crumbs.add(new Crumb(
                name(page),
                "/municipalities/" + municipality.code()
                        + (book.dataSet() == DataSet.REAL ? "" : "?dataSet=" + book.dataSet())));
        crumbs.add(new Crumb(periodName(page) + " · " + here));
        return crumbs;
    }
}
