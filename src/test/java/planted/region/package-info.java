@NullMarked
package planted.region;

import org.jspecify.annotations.NullMarked;
