package dure.tower;

import dure.ledger.Figures.Overview;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** How a municipality stands towards its target: how its tile looks. */
enum Standing {
    /** No plan of the period that the viewer may see. */
    NO_PLAN,
    /** The plan states no number of jobs, or 0. */
    NO_TARGET,
    /** Nothing is in the ledger for the period: that is not zero. */
    NOT_REPORTED,
    UNDER_25,
    UNDER_50,
    UNDER_75,
    UNDER_100,
    /** 100 % or more. */
    REACHED;

    static Standing of(@Nullable Overview overview) {
        if (overview == null) {
            return NO_PLAN;
        }
        var target = overview.plan().target();
        if (target == null || target.amount() == 0) {
            return NO_TARGET;
        }
        if (overview.actual().entries() == 0) {
            return NOT_REPORTED;
        }
        // In whole numbers: a class must not depend on how a ratio was rounded.
        var quarters = Math.multiplyExact(overview.actual().quantity(), 4L) / target.amount();
        return quarters >= 4 ? REACHED : values()[UNDER_25.ordinal() + (int) Math.max(0, quarters)];
    }

    boolean isReported() {
        return compareTo(NOT_REPORTED) > 0;
    }

    /** actual / target, not rounded; null where one of them is unknown or the target is zero. */
    static @Nullable BigDecimal progress(@Nullable Overview overview) {
        if (overview == null || !of(overview).isReported()) {
            return null;
        }
        var target = overview.plan().target();
        return target == null
                ? null
                : BigDecimal.valueOf(overview.actual().quantity())
                        .divide(BigDecimal.valueOf(target.amount()), MathContext.DECIMAL64);
    }

    /** null where nothing was reported. */
    static @Nullable Long counted(@Nullable Overview overview) {
        return overview == null || overview.actual().entries() == 0
                ? null
                : Long.valueOf(overview.actual().quantity());
    }
}
