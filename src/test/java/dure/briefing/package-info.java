@NullMarked
package dure.briefing;

import org.jspecify.annotations.NullMarked;
