package dure.finding;

/**
 * Where in a file something was found, as the office sees it.
 *
 * @param sheet the sheet's name; of a CSV, the file's
 * @param row from 1, as the spreadsheet numbers it; 0: the sheet as a whole
 * @param column the column's letter and its head, or empty for the row as a whole
 */
public record Place(String sheet, int row, String column) {}
