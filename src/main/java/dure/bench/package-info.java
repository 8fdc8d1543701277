/**
 * 성능 측정: what Dure claims of its speed, measured on the machine at hand beside peers in the same run, and written to
 * {@code bench/results}. Runs only by {@code ./dure bench}.
 */
@ApplicationModule(
        allowedDependencies = {
            "region",
            "access",
            "plan",
            "ledger",
            "forecast",
            "reporting",
            "sheet",
            "simulation",
            "console"
        })
@NullMarked
package dure.bench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
