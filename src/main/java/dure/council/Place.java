package dure.council;

import dure.access.Access;
import dure.access.Permission;
import dure.region.Municipalities;
import dure.region.Municipality;
import dure.region.MunicipalityCode;
import dure.web.Crumb;
import dure.web.Refusal;
import dure.web.Wording;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Where a page is, and what whoever asks may do there.
 *
 * @param reads what is not public too: staff and the municipality's own members
 * @param runs 협의체 운영
 */
record Place(Municipality municipality, boolean reads, boolean runs, boolean speaks, boolean discloses) {
    MunicipalityCode code() {
        return municipality.code();
    }

    String name(Wording page) {
        return page.isEnglish() ? municipality.english() : municipality.fullName();
    }

    String home() {
        return "/municipalities/" + code();
    }

    String councils() {
        return home() + "/councils";
    }

    String council(CouncilId council) {
        return councils() + "/" + council;
    }

    String meeting(MeetingId meeting) {
        return home() + "/meetings/" + meeting;
    }

    String conditions() {
        return home() + "/disclosure-conditions";
    }

    List<Crumb> crumbs(Wording page, Crumb... further) {
        var crumbs = new ArrayList<Crumb>();
        crumbs.add(new Crumb(page.text("web.home"), "/"));
        crumbs.add(new Crumb(name(page), home()));
        crumbs.addAll(List.of(further));
        return crumbs;
    }

    /** Reads an address's code. */
    @Component
    static class Finder {
        private final Municipalities municipalities;
        private final Access access;

        Finder(Municipalities municipalities, Access access) {
            this.municipalities = municipalities;
            this.access = access;
        }

        Place place(String text) {
            if (!text.matches("[0-9]{5}")) {
                throw Refusal.notThere();
            }
            var code = new MunicipalityCode(text);
            var viewer = access.viewer();
            return new Place(
                    municipalities.find(code).orElseThrow(Refusal::notThere),
                    viewer.reads().includes(code),
                    viewer.may(Permission.COUNCILS_WRITE, code),
                    viewer.may(Permission.COUNCILS_SPEAK, code),
                    viewer.may(Permission.PLANS_DISCLOSE, code));
        }
    }
}
