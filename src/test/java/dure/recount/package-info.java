@NullMarked
package dure.recount;

import org.jspecify.annotations.NullMarked;
