/**
 * 해마다: pages and answers of what goes from one plan to the next – from last year's, from the term's to its years, out to a
 * workbook and back – and of how a year's money was settled. What they say and do is the plans' own.
 */
@ApplicationModule(allowedDependencies = {"region", "access", "plan", "finding", "sheet", "web", "reporting"})
@NullMarked
package dure.years;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
