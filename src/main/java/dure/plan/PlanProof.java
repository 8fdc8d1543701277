package dure.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;

/**
 * 공시의 지문: what two copies of the plans must have in common. Every plan carries a hash of its content, which says
 * the same after any change of the tables; this is the hash of theirs.
 *
 * @param plans versions of plans
 * @param disclosed those among them that the public sees or saw
 * @param digest SHA-256 over the content hashes, states and instants of disclosure
 */
public record PlanProof(long plans, long disclosed, String digest) {
    /** @param everything a connection that sees all rows */
    public static PlanProof of(Connection everything) throws SQLException {
        try (var statement = everything.createStatement();
                var rows = statement.executeQuery("""
                    select municipality, data_set, kind, period, version, state, encode(content_hash, 'hex'),
                        coalesce(extract(epoch from disclosed_at)::text, '')
                    from plan
                    order by municipality collate "C", data_set collate "C", kind collate "C", period, version
                    """)) {
            var digest = MessageDigest.getInstance("SHA-256");
            long plans = 0;
            long disclosed = 0;
            while (rows.next()) {
                plans++;
                disclosed += rows.getString(8).isEmpty() ? 0 : 1;
                for (int column = 1; column <= 8; column++) {
                    digest.update((rows.getString(column) + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
            return new PlanProof(plans, disclosed, HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
