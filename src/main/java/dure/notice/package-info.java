/**
 * 알림 in the application: what waits for whoever is signed in, asked of the modules at every page and stored nowhere. A
 * module contributes a bean of {@link dure.notice.Notices}.
 */
@ApplicationModule(allowedDependencies = {"access", "web"})
@NullMarked
package dure.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
