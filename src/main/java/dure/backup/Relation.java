package dure.backup;

import java.util.List;

/**
 * A table as the catalogue of the database at hand describes it; nothing in here comes out of an archive.
 *
 * @param columns those that are written: generated ones are computed again
 * @param copied the same as SQL
 * @param order by which its rows are written, so that equal tables give equal bytes, as SQL
 * @param quoted its name as SQL
 * @param forced whether row security holds its owner too
 * @param always those of its triggers that fire even where triggers are switched off for a replica, as SQL
 */
record Relation(
        String name,
        String quoted,
        List<String> columns,
        String copied,
        String order,
        boolean forced,
        List<String> always) {
    String copyOut() {
        return "copy (select %s from only %s order by %s) to stdout".formatted(copied, quoted, order);
    }

    String copyIn() {
        return "copy %s (%s) from stdin".formatted(quoted, copied);
    }
}
