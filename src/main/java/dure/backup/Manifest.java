package dure.backup;

import dure.ledger.LedgerProof;
import dure.plan.PlanProof;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * 백업의 목록: what is in an archive, by which it proves itself. It is written last, so an archive that was cut off has none.
 *
 * @param format of the archive; another is not read
 * @param dure the version that wrote it, for people
 * @param migrations those that had made its tables, in their order
 * @param leftOut tables that are not in it, each with its reason
 */
record Manifest(
        int format,
        String dure,
        String postgresql,
        Instant takenAt,
        List<Migration> migrations,
        List<Table> tables,
        List<Sequence> sequences,
        Map<String, String> leftOut,
        LedgerProof ledger,
        PlanProof plans) {
    static final int FORMAT = 1;

    /** Flyway's own: the same version with another checksum is another migration. */
    record Migration(String version, String description, int checksum) {}

    /**
     * @param sha256 of its rows as COPY writes them, in the order of its key
     */
    record Table(String name, List<String> columns, long rows, long bytes, String sha256) {}

    record Sequence(String name, long value, boolean called) {}

    long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    String version() {
        return migrations.getLast().version();
    }
}
