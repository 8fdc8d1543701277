@NullMarked
package dure.forecast;

import org.jspecify.annotations.NullMarked;
