/**
 * 전망: what a year and a term will probably have come to at their end, when a goal is met, and how sure that is. Door:
 * {@link dure.forecast.Forecasts}.
 */
@ApplicationModule(allowedDependencies = {"region", "access", "plan", "ledger", "finding", "web"})
@NullMarked
package dure.forecast;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
