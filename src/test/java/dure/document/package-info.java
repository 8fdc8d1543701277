@NullMarked
package dure.document;

import org.jspecify.annotations.NullMarked;
