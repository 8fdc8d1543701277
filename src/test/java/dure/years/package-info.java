@NullMarked
package dure.years;

import org.jspecify.annotations.NullMarked;
