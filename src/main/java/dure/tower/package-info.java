/**
 * Pages and answers that compose what other modules know: the country, a municipality, a figure and its entries, import.
 */
@ApplicationModule(
        allowedDependencies = {
            "region",
            "access",
            "plan",
            "ledger",
            "cofunding",
            "map",
            "evidence",
            "verification",
            "finding",
            "notice",
            "sheet",
            "web"
        })
@NullMarked
package dure.tower;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
