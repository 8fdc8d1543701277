@NullMarked
package dure.delivery;

import org.jspecify.annotations.NullMarked;
