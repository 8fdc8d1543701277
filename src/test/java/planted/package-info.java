/** Violations, planted to show that the guards of the build bite. None of it is part of the product. */
@NullMarked
package planted;

import org.jspecify.annotations.NullMarked;
