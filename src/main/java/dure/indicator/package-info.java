/**
 * 지표: dated series of official statistics and of a municipality's own figures, and the persons that are missing to a target
 * rate. Door: {@link dure.indicator.Indicators}.
 */
@ApplicationModule(allowedDependencies = {"region", "access", "plan", "finding", "sheet", "web"})
@NullMarked
package dure.indicator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
