@NullMarked
package dure.action;

import org.jspecify.annotations.NullMarked;
