@NullMarked
package dure.person;

import org.jspecify.annotations.NullMarked;
