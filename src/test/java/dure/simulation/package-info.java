@NullMarked
package dure.simulation;

import org.jspecify.annotations.NullMarked;
