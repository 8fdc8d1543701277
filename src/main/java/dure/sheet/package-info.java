/**
 * 표: reading and writing tables of cells (XLSX, CSV) that come from outside, with limits and with the place of every
 * cell kept for what is said about it. Doors: {@link dure.sheet.Sheets} reads, {@link dure.sheet.WorkbookWriter} writes.
 */
@ApplicationModule(allowedDependencies = {"finding"})
@NullMarked
package dure.sheet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
