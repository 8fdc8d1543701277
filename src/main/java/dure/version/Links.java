package dure.version;

import dure.plan.PlanKind;
import dure.plan.PlanPlace;
import dure.region.DataSet;

/** Where the pages of a plan's versions are. */
record Links(PlanPlace place) {
    String versions() {
        return to("");
    }

    String version(int no) {
        return to("/" + no);
    }

    /** A move: submission, amendment, withdrawal, approval. */
    String move(int no, String move) {
        return to("/" + no + "/" + move);
    }

    String diff(int from, int to) {
        return to("/" + from + "/diff?to=" + to);
    }

    String csv(int from, int to) {
        return to("/" + from + "/diff.csv?to=" + to);
    }

    /** Where two versions are chosen. */
    String choice() {
        return "/municipalities/" + place.municipality().code() + "/plans/" + place.segment() + "/versions/diff";
    }

    String desk() {
        return place.href("/desk");
    }

    /** The municipality's page. */
    String page() {
        return withBook("/municipalities/" + place.municipality().code() + "?"
                + (place.kind() == PlanKind.TERM ? "term=" : "year=") + place.period());
    }

    private String to(String rest) {
        return withBook(
                "/municipalities/" + place.municipality().code() + "/plans/" + place.segment() + "/versions" + rest);
    }

    /** The real book is shown where there is one, so that it need not be named. */
    private String withBook(String address) {
        return place.book().dataSet() == DataSet.REAL
                ? address
                : address + (address.contains("?") ? "&" : "?") + "dataSet="
                        + place.book().dataSet();
    }
}
