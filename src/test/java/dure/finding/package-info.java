@NullMarked
package dure.finding;

import org.jspecify.annotations.NullMarked;
