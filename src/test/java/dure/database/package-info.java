@NullMarked
package dure.database;

import org.jspecify.annotations.NullMarked;
