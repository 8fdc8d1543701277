@NullMarked
package dure.version;

import org.jspecify.annotations.NullMarked;
