package dure.ledger;

import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * 장부의 지문: what two copies of a ledger must have in common, told by their content alone: a book's lines with their
 * kinds and postings, their items, attestations and disclosures, in the order of their positions.
 *
 * @param form of the digests: those of two forms cannot be compared
 */
public record LedgerProof(int form, List<OfBook> books) {
    /** Raised whenever the texts below say a line in another way. */
    public static final int FORM = 1;

    private static final List<String> CONTENT = List.of("""
            select 'entry', e.position, p.recorded_at, p.recorder, p.kind, p.source_name, encode(p.content_hash, 'hex'),
                e.project_id, e.quantity, e.from_on, e.occurred_on, e.label, e.source_name, e.evidence, e.inferred, e.person,
                e.monthly_wage, e.stated, e.stated_as, e.reverses, e.reason, k.measure, k.stated_unit, k.approximate, k.basis,
                k.programme_type, k.sector, k.target_groups, k.months, k.weekly_hours, k.contract, k.insured, k.funded,
                k.continuity, k.industry, k.source_kind
            from entry e
                join posting p on p.book = e.book and p.first_position = e.posting
                join entry_kind k on k.book = e.book and k.id = e.kind
            where e.book = %d order by e.position""", """
            select 'item', position, no, label, quantity, approximate, programme_type
            from entry_item where book = %d order by position, no""", """
            select 'attestation', position, entry, basis, retained_months, evidence, revokes, recorded_at, recorder
            from attestation where book = %d order by position""", """
            select 'disclosure', position, disclosed_at, disclosed_by
            from ledger_disclosure where book = %d order by position""");

    /**
     * @param position of the last line
     * @param quantity of all lines, whatever they measure
     * @param digest SHA-256 of the content
     */
    public record OfBook(
            String book, long position, long entries, long quantity, long disclosedPosition, String digest) {}

    /** @param everything a connection that sees all rows, within one snapshot */
    public static LedgerProof of(Connection everything) throws SQLException {
        var books = new ArrayList<OfBook>();
        try (var statement = everything.createStatement()) {
            statement.execute(
                    "set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local bytea_output = 'hex'");
            try (var rows = statement.executeQuery("""
                    select b.id, b.municipality, b.data_set, h.position, b.disclosed_position, e.lines, e.quantity
                    from ledger_book b
                        join ledger_head h on h.book = b.id
                        cross join lateral (
                            select count(*) as lines, coalesce(sum(quantity), 0) as quantity from entry where book = b.id) e
                    order by b.municipality collate "C", b.data_set collate "C"
                    """)) {
                while (rows.next()) {
                    var book = new Book(
                            new MunicipalityCode(rows.getString("municipality")),
                            DataSet.valueOf(rows.getString("data_set")));
                    books.add(new OfBook(
                            book.name(),
                            rows.getLong("position"),
                            rows.getLong("lines"),
                            rows.getLong("quantity"),
                            rows.getLong("disclosed_position"),
                            digest(everything, rows.getInt("id"))));
                }
            }
        }
        return new LedgerProof(FORM, List.copyOf(books));
    }

    /**
     * How many cells of the tallies say something other than the entries, to staff and to the public.
     *
     * @param application a transaction of the role that the application works as
     */
    public static int differences(Connection application) throws SQLException {
        return differences(application, "*") + differences(application, "");
    }

    private static int differences(Connection application, String reads) throws SQLException {
        try (var bind = application.prepareStatement(
                        "select set_config('dure.reads', ?, true), set_config('dure.public', 'on', true)");
                var count = application.prepareStatement("select count(*) from tally_difference")) {
            bind.setString(1, reads);
            bind.execute();
            try (var rows = count.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private static String digest(Connection everything, int book) throws SQLException {
        try (var digest =
                new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            for (var content : CONTENT) {
                everything
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("copy (" + content.formatted(book) + ") to stdout", digest);
            }
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
