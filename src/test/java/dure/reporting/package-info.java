@NullMarked
package dure.reporting;

import org.jspecify.annotations.NullMarked;
