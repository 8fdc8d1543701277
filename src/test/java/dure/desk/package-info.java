@NullMarked
package dure.desk;

import org.jspecify.annotations.NullMarked;
