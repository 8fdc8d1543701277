package dure.ledger;

import static duredb.Tables.ENTRY;
import static duredb.Tables.ENTRY_ITEM;

import dure.plan.ProjectId;
import dure.region.Book;
import dure.sheet.Progress;
import duredb.tables.records.EntryItemRecord;
import duredb.tables.records.EntryRecord;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Entries as rows of the ledger's tables, on their way into it. */
record EntryLines(List<EntryRecord> entries, List<EntryItemRecord> items) {

    static EntryLines of(LedgerStore.Posting posting, List<NewEntry> entries) {
        var rows = new ArrayList<EntryRecord>(entries.size());
        var items = new ArrayList<EntryItemRecord>();
        var position = posting.first();
        for (var entry : entries) {
            rows.add(row(posting, position, entry));
            short no = 1;
            for (var item : entry.items()) {
                items.add(new EntryItemRecord(
                        posting.book().municipality().value(),
                        posting.book().dataSet().name(),
                        position,
                        no++,
                        item.label(),
                        item.quantity(),
                        item.approximate(),
                        item.programmeType().name()));
            }
            position++;
        }
        return new EntryLines(rows, items);
    }

    /**
     * SHA-256 of what the entries say, whatever the file that they stand in looks like: the same content writes once. A
     * running total is hashed as it is stated; what of it is new differs from one time to the next.
     */
    static byte[] hash(Book book, List<Stated> stated) {
        var nowhere = new LedgerStore.Posting(book, 1, stated.size(), Instant.EPOCH, "");
        var lines = of(nowhere, stated.stream().map(Stated::entry).toList());
        var text = new StringBuilder();
        for (var i = 0; i < stated.size(); i++) {
            var row = lines.entries.get(i);
            // Without the columns that came later: files that were imported before them are still known.
            RowReader.appendRow(text, row, row.indexOf(ENTRY.STATED));
            if (stated.get(i).as() != null) {
                text.append(stated.get(i).as()).append(stated.get(i).amount()).append('\n');
            }
        }
        lines.items.forEach(row -> RowReader.appendRow(text, row));
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EntryRecord row(LedgerStore.Posting posting, long position, NewEntry entry) {
        var row = new EntryRecord();
        row.setMunicipality(posting.book().municipality().value());
        row.setDataSet(posting.book().dataSet().name());
        row.setPosition(position);
        row.setProjectId(idOf(entry.project()));
        row.setLabel(entry.label());
        row.setFromOn(entry.from());
        row.setOccurredOn(entry.to());
        row.setMeasure(entry.quantity().measure().name());
        row.setQuantity(entry.quantity().amount());
        row.setStatedUnit(entry.quantity().statedUnit());
        row.setApproximate(entry.quantity().approximate());
        row.setBasis(entry.basis().name());
        row.setProgrammeType(entry.programmeType().name());
        row.setSector(entry.sector().name());
        row.setTargetGroups(
                entry.targetGroups().stream().map(Enum::name).sorted().toArray(String[]::new));
        var terms = entry.terms();
        row.setMonths(terms.months() == null ? null : terms.months().shortValue());
        row.setWeeklyHours(terms.weeklyHours());
        row.setContract(terms.contract().name());
        row.setInsured(terms.insured());
        row.setMonthlyWage(terms.monthlyWage());
        row.setFunded(terms.funded());
        row.setContinuity(terms.continuity().name());
        row.setIndustry(terms.industry());
        row.setPerson(entry.person());
        row.setSourceKind(entry.source().kind().name());
        row.setSourceName(entry.source().name());
        row.setEvidence(entry.evidence());
        row.setInferred(entry.inferred());
        row.setRecordedAt(LedgerStore.utc(posting.at()));
        row.setRecorder(posting.recorder());
        var stated = entry.stated();
        if (stated != null) {
            row.setStated(stated.quantity());
            row.setStatedAs(stated.as().name());
        }
        return row;
    }

    private static @Nullable Long idOf(@Nullable ProjectId project) {
        return project == null ? null : project.value();
    }

    void insert(DSLContext db) {
        db.insertInto(ENTRY).set(entries).execute();
        if (!items.isEmpty()) {
            db.insertInto(ENTRY_ITEM).set(items).execute();
        }
    }

    /** COPY into staging and on by one insert: PostgreSQL refuses COPY FROM into a table under row security. */
    void copy(DSLContext db) {
        copy(db, ENTRY, entries);
        copy(db, ENTRY_ITEM, items);
    }

    private static void copy(DSLContext db, Table<?> table, List<? extends Record> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var staging = table.getName() + "_staging";
        db.execute(
                "create temporary table if not exists " + staging + " (like " + table.getName() + ") on commit drop");
        db.connection(connection -> connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + staging + " from stdin", new RowReader(rows.iterator())));
        db.execute("insert into " + table.getName() + " select * from " + staging);
        db.execute("truncate " + staging);
    }

    /** Rows in COPY's text form, made as they are read, so that a large file needs no second copy in memory. */
    private static final class RowReader extends Reader {
        private static final int CHUNK = 1 << 14;
        private final Iterator<? extends Record> rows;
        private Reader chunk = new StringReader("");

        RowReader(Iterator<? extends Record> rows) {
            this.rows = rows;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            var read = chunk.read(buffer, offset, length);
            if (read >= 0 || !rows.hasNext()) {
                return read;
            }
            var text = new StringBuilder(CHUNK + 1024);
            var count = 0;
            while (rows.hasNext() && text.length() < CHUNK) {
                appendRow(text, rows.next());
                count++;
            }
            Progress.move(Progress.Step.WRITTEN, count);
            chunk = new StringReader(text.toString());
            return chunk.read(buffer, offset, length);
        }

        static void appendRow(StringBuilder text, Record row) {
            appendRow(text, row, row.size());
        }

        static void appendRow(StringBuilder text, Record row, int columns) {
            for (int i = 0; i < columns; i++) {
                text.append(i == 0 ? "" : "\t");
                switch (row.get(i)) {
                    case null -> text.append("\\N");
                    case String[] values -> appendEscaped(text, array(values));
                    case Object value -> appendEscaped(text, value.toString());
                }
            }
            text.append('\n');
        }

        /** The values are names of enums: they need no quoting inside an array. */
        private static String array(String[] values) {
            return "{" + String.join(",", Arrays.asList(values)) + "}";
        }

        private static void appendEscaped(StringBuilder text, String value) {
            for (int i = 0; i < value.length(); i++) {
                switch (value.charAt(i)) {
                    case '\\' -> text.append("\\\\");
                    case '\t' -> text.append("\\t");
                    case '\n' -> text.append("\\n");
                    case '\r' -> text.append("\\r");
                    default -> text.append(value.charAt(i));
                }
            }
        }

        @Override
        public void close() {
            try {
                chunk.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
