/**
 * 배포 서명: signs a release and proves a signature, with nothing but the JDK. It is part of what it signs, so that an
 * installed Dure proves the next one: {@link dure.delivery.Signing}.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dure.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
