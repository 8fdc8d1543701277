@NullMarked
package dure.evidence;

import org.jspecify.annotations.NullMarked;
