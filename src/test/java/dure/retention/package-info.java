@NullMarked
package dure.retention;

import org.jspecify.annotations.NullMarked;
