package dure.finding;

import java.util.ArrayList;
import java.util.List;

/**
 * The findings of one reading, in the order in which they were found. A file that is wrong in every row would say the
 * same thing a hundred thousand times: after the first {@value #KEPT} the rest is counted and no longer kept.
 */
public final class Findings {
    /** More than anybody reads in one sitting; the count of the rest says that there is more. */
    public static final int KEPT = 1000;

    private final List<Finding> kept = new ArrayList<>();
    private int more;
    private boolean errors;

    public void add(Finding finding) {
        errors |= finding.isError();
        if (kept.size() < KEPT) {
            kept.add(finding);
        } else {
            more++;
        }
    }

    public void addAll(List<Finding> findings) {
        findings.forEach(this::add);
    }

    public boolean hasErrors() {
        return errors;
    }

    /** Errors first, each in the order found; the last says how many more there are. */
    public List<Finding> list() {
        var all = new ArrayList<>(kept);
        all.sort((one, other) -> other.severity().compareTo(one.severity()));
        if (more > 0) {
            all.add(Finding.information(Finding.Kind.MORE, null, Text.of("finding.more", more)));
        }
        return List.copyOf(all);
    }
}
