@NullMarked
package dure;

import org.jspecify.annotations.NullMarked;
