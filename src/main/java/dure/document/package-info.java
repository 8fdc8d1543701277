/**
 * 문서: one model of what an office hands round, made into PDF, HWPX and pages. Door: {@link dure.document.Documents}; what
 * it is given is a {@link dure.document.Document}.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dure.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
