@NullMarked
package dure.plan;

import org.jspecify.annotations.NullMarked;
