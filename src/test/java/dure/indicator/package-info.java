@NullMarked
package dure.indicator;

import org.jspecify.annotations.NullMarked;
