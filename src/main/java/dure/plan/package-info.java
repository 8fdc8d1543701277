/**
 * 종합계획과 세부계획: plans, their trees and totals, and the plan workbook. Door: {@link dure.plan.Plans}.
 */
@ApplicationModule(allowedDependencies = {"region", "access", "finding", "sheet", "web"})
@NullMarked
package dure.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
