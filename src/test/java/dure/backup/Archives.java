package dure.backup;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Archives with something in them changed by a hand that knew how to make their own hash right again. */
final class Archives {
    private Archives() {}

    static Archive forged(Archive from, Path to, UnaryOperator<Manifest> manifest, Consumer<Map<String, byte[]>> tables)
            throws SQLException {
        var contents = new LinkedHashMap<String, byte[]>();
        var read = requireNonNull(from.read((name, content) -> contents.put(name, content.readAllBytes())));
        tables.accept(contents);
        var forged = new Archive(to, from.key());
        forged.write(out -> {
            for (var one : contents.entrySet()) {
                out.write(
                        new Relation(one.getKey(), "", List.of(), "", "", false, List.of()),
                        stream -> stream.write(one.getValue()));
            }
            return manifest.apply(read);
        });
        return forged;
    }

    /** Sound in itself: the manifest is right of what the table holds now. */
    static Archive rewritten(Archive from, Path to, String table, UnaryOperator<String> change) throws SQLException {
        var counting = new Counting(OutputStream.nullOutputStream());
        return forged(
                from,
                to,
                manifest -> with(
                        manifest,
                        manifest.migrations(),
                        manifest.tables().stream()
                                .map(one -> one.name().equals(table) ? counted(counting, one) : one)
                                .toList()),
                tables -> tables.compute(table, (name, rows) -> {
                    var changed = change.apply(new String(rows, StandardCharsets.UTF_8))
                            .getBytes(StandardCharsets.UTF_8);
                    assertThat(changed).isNotEqualTo(rows);
                    try {
                        counting.write(changed);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return changed;
                }));
    }

    private static Manifest.Table counted(Counting counting, Manifest.Table table) {
        return counting.of(new Relation(table.name(), "", table.columns(), "", "", false, List.of()));
    }

    static Manifest with(Manifest of, List<Manifest.Migration> migrations, List<Manifest.Table> tables) {
        return new Manifest(
                of.format(),
                of.dure(),
                of.postgresql(),
                of.takenAt(),
                migrations,
                tables,
                of.sequences(),
                of.leftOut(),
                of.ledger(),
                of.plans());
    }
}
