/** What concerns the whole house: the test base and the guards of the build. */
@NullMarked
package dure;

import org.jspecify.annotations.NullMarked;
