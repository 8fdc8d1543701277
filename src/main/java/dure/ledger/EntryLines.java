package dure.ledger;

import static duredb.Tables.ENTRY;
import static duredb.Tables.ENTRY_ITEM;

import dure.sheet.Progress;
import duredb.tables.records.EntryItemRecord;
import duredb.tables.records.EntryRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Entries on their way into the ledger's tables. */
final class EntryLines {
    /** Bytes of COPY's text form sent at a time. */
    private static final int CHUNK = 1 << 16;

    private final LedgerStore.Posting posting;
    /** The position of the first line. */
    private final long from;

    private final List<NewEntry> entries;
    private final int[] kinds;

    EntryLines(LedgerStore.Posting posting, long from, List<NewEntry> entries, int[] kinds) {
        this.posting = posting;
        this.from = from;
        this.entries = entries;
        this.kinds = kinds;
    }

    /**
     * SHA-256 of what the entries say, whatever the file that they stand in looks like: the same content writes once. A
     * running total is hashed as it is stated; what of it is new differs from one time to the next.
     */
    static byte[] hash(List<Stated> stated) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var text = new StringBuilder();
            var kinds = new EntryKinds.Sayings();
            for (var one : stated) {
                text.append(kinds.of(one.entry()));
                append(text, one.entry());
                for (var item : one.entry().items()) {
                    text.append(item).append('\n');
                }
                if (one.as() != null) {
                    text.append(one.as()).append(one.amount()).append('\n');
                }
                digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
                text.setLength(0);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Line by line: for a few the set-up of {@link #copy} costs more than it saves. */
    void insert(DSLContext db) {
        var rows = new ArrayList<EntryRecord>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            rows.add(row(from + i, kinds[i], entries.get(i)));
        }
        db.insertInto(ENTRY).set(rows).execute();
        insertItems(db);
    }

    private EntryRecord row(long position, int kind, NewEntry entry) {
        var row = new EntryRecord();
        row.setBook(posting.bookId());
        row.setKind(kind);
        row.setPosition(position);
        row.setPosting(posting.first());
        row.setProjectId(entry.project() == null ? null : entry.project().value());
        row.setQuantity(entry.quantity().amount());
        row.setFromOn(entry.from());
        row.setOccurredOn(entry.to());
        row.setLabel(entry.label());
        row.setSourceName(entry.source().name());
        row.setEvidence(entry.evidence());
        row.setInferred(entry.inferred());
        row.setPerson(entry.person());
        row.setMonthlyWage(entry.terms().monthlyWage());
        var stated = entry.stated();
        if (stated != null) {
            row.setStated(stated.quantity());
            row.setStatedAs(stated.as().name());
        }
        return row;
    }

    private void insertItems(DSLContext db) {
        var items = new ArrayList<EntryItemRecord>();
        var position = from;
        for (var entry : entries) {
            short no = 1;
            for (var item : entry.items()) {
                items.add(new EntryItemRecord(
                        posting.bookId(),
                        position,
                        no++,
                        item.label(),
                        item.quantity(),
                        item.approximate(),
                        item.programmeType().name()));
            }
            position++;
        }
        if (!items.isEmpty()) {
            db.insertInto(ENTRY_ITEM).set(items).execute();
        }
    }

    /** COPY into staging and on by one insert: PostgreSQL refuses COPY FROM into a table under row security. */
    void copy(DSLContext db) {
        db.execute("""
                create temporary table if not exists entry_staging (book int, posting bigint, position bigint, kind int, project_id bigint,
                    quantity bigint, from_on date, occurred_on date, label text, source_name text, evidence text,
                    inferred text, person uuid, monthly_wage bigint, stated bigint, stated_as text) on commit delete rows""");
        db.connection(connection -> {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("""
                    copy entry_staging (book, posting, position, kind, project_id, quantity, from_on, occurred_on, label, source_name,
                        evidence, inferred, person, monthly_wage, stated, stated_as) from stdin""");
            try {
                send(copy);
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        });
        db.execute("""
                insert into entry (book, kind, position, posting, project_id, quantity, from_on, occurred_on, label,
                    source_name, evidence, inferred, person, monthly_wage, stated, stated_as)
                select book, kind, position, posting, project_id, quantity, from_on, occurred_on, label,
                    source_name, evidence, inferred, person, monthly_wage, stated, stated_as from entry_staging where book = ? and posting = ?""", posting.bookId(), posting.first());
        insertItems(db);
    }

    private void send(CopyIn copy) throws SQLException {
        var text = new StringBuilder(CHUNK + 4096);
        var sent = 0;
        for (int i = 0; i < entries.size(); i++) {
            text.append(posting.bookId())
                    .append('\t')
                    .append(posting.first())
                    .append('\t')
                    .append(from + i)
                    .append('\t')
                    .append(kinds[i])
                    .append('\t');
            append(text, entries.get(i));
            if (text.length() > CHUNK || i == entries.size() - 1) {
                flush(copy, text);
                Progress.move(Progress.Step.WRITTEN, i + 1 - sent);
                sent = i + 1;
            }
        }
    }

    private static void flush(CopyIn copy, StringBuilder text) throws SQLException {
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }

    private static void append(StringBuilder text, NewEntry entry) {
        var project = entry.project();
        if (project == null) {
            text.append("\\N");
        } else {
            text.append(project.value());
        }
        text.append('\t')
                .append(entry.quantity().amount())
                .append('\t')
                .append(entry.from())
                .append('\t')
                .append(entry.to());
        appendText(text, entry.label());
        appendText(text, entry.source().name());
        appendText(text, entry.evidence());
        appendText(text, entry.inferred());
        appendText(text, entry.person() == null ? null : entry.person().toString());
        var wage = entry.terms().monthlyWage();
        appendText(text, wage == null ? null : wage.toString());
        var stated = entry.stated();
        appendText(text, stated == null ? null : String.valueOf(stated.quantity()));
        appendText(text, stated == null ? null : stated.as().name());
        text.append('\n');
    }

    private static void appendText(StringBuilder text, @Nullable String value) {
        text.append('\t');
        if (value == null) {
            text.append("\\N");
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            var letter = value.charAt(i);
            switch (letter) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(letter);
            }
        }
    }
}
