package dure.tower;

import dure.ledger.CountingRule;
import dure.ledger.Tally;
import dure.plan.PlanHead;
import dure.plan.Quantity;
import dure.region.DataSet;
import dure.region.Municipality;
import dure.web.Page;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of municipalities.
 *
 * @param all how many there are today
 * @param query what was looked for; empty for everything
 * @param planned those with a plan that the viewer may see
 * @param provinces everything found, province by province
 */
record ListView(
        int all,
        int withPlan,
        LocalDate asOf,
        CountingRule rule,
        String query,
        List<Planned> planned,
        List<Province> provinces) {

    record Planned(Municipality municipality, DataSet dataSet, List<Line> lines) {}

    /**
     * A plan and what came of it.
     *
     * @param actual jobs under the rule
     */
    record Line(PlanHead plan, Tally actual) {
        @Nullable
        Quantity target() {
            return plan.target();
        }

        /** Null where nothing was reported: that is not zero. */
        @Nullable
        Long counted() {
            return actual.entries() == 0 ? null : actual.quantity();
        }

        /** actual / target; null where one of them is unknown or the target is zero. */
        @Nullable
        BigDecimal progress() {
            var target = plan.target();
            return target == null || target.amount() == 0 || counted() == null
                    ? null
                    : BigDecimal.valueOf(actual.quantity())
                            .divide(BigDecimal.valueOf(target.amount()), MathContext.DECIMAL64);
        }
    }

    /**
     * @param found whether the province itself is what was looked for
     * @param below the cities, counties and districts
     */
    record Province(Municipality province, boolean found, List<Place> below, boolean planned) {}

    record Place(Municipality municipality, boolean planned) {
        /** Below its province: without repeating it. */
        String name(Page page) {
            return page.isEnglish() ? municipality.english().split(",")[0] : municipality.name();
        }
    }

    int found() {
        return provinces.stream()
                .mapToInt(province -> province.below().size() + (province.found() ? 1 : 0))
                .sum();
    }

    /** What the page must be marked as: that of the least real book on it. */
    DataSet dataSet() {
        return planned.stream().map(Planned::dataSet).max(Enum::compareTo).orElse(DataSet.REAL);
    }

    static String name(Page page, Municipality municipality) {
        return page.isEnglish() ? municipality.english() : municipality.fullName();
    }
}
