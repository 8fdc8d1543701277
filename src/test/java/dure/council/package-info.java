@NullMarked
package dure.council;

import org.jspecify.annotations.NullMarked;
