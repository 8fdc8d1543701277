@NullMarked
package dure.sheet;

import org.jspecify.annotations.NullMarked;
