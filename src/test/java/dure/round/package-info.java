@NullMarked
package dure.round;

import org.jspecify.annotations.NullMarked;
