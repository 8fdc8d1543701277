/**
 * 월별 보고: periods open and close by calendar, departments report their projects, the office accepts or returns, and what
 * was reported stands in the ledger. Door: {@link dure.reporting.Reporting}.
 */
@ApplicationModule(
        allowedDependencies = {"region", "access", "plan", "ledger", "finding", "sheet", "mail", "notice", "web"})
@NullMarked
package dure.reporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
