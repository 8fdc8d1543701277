@NullMarked
package dure.region;

import org.jspecify.annotations.NullMarked;
