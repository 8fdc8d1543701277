@NullMarked
package dure.backup;

import org.jspecify.annotations.NullMarked;
