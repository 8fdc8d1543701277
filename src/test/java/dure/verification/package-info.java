@NullMarked
package dure.verification;

import org.jspecify.annotations.NullMarked;
