@ApplicationModule(allowedDependencies = {})
@NullMarked
package planted.one;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
