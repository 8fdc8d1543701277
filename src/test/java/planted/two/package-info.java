@NullMarked
package planted.two;

import org.jspecify.annotations.NullMarked;
