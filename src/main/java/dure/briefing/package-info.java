/**
 * 상시보고회: the report meeting whose pages are made of the ledger by one click, as PDF, HWPX and a page to print. Door: {@link
 * dure.briefing.Briefings}.
 */
@ApplicationModule(
        allowedDependencies = {
            "region",
            "access",
            "plan",
            "ledger",
            "reporting",
            "finding",
            "document",
            "action",
            "forecast",
            "web"
        })
@NullMarked
package dure.briefing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
