package dure.backup;

import dure.console.CannotStart;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * 백업 파일: a ZIP of one entry a table (the text of COPY) and, last, its manifest; the comment of the ZIP is the SHA-256 of
 * all that comes before it. With a key, the same within seals ({@link Sealed}).
 */
record Archive(Path file, @Nullable Key key) {
    private static final String MANIFEST = "manifest.json";
    private static final String TABLES = "tables/";
    private static final int DIGEST_CHARACTERS = 64;
    private static final int LARGEST_MANIFEST = 64 << 20;
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    // ---- writing ---------------------------------------------------------------------------------------------------

    /** Hands out a stream a table, and takes the manifest at the end. */
    interface Contents {
        Manifest write(Tables to) throws IOException, SQLException;
    }

    interface Tables {
        Manifest.Table write(Relation table, Copying copying) throws IOException, SQLException;
    }

    interface Copying {
        void to(OutputStream out) throws IOException, SQLException;
    }

    /** The file stands there whole or not at all: it is written beside its place, to the disk, and moved there. */
    Manifest write(Contents contents) throws SQLException {
        var part = file.resolveSibling(file.getFileName() + ".part");
        try {
            if (Files.exists(file)) {
                throw new CannotStart("backup.file-exists", file.toString());
            }
            try {
                Files.createFile(
                        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } catch (FileAlreadyExistsException e) {
                throw new CannotStart("backup.part-exists", part.toString()).because(e);
            }
            try {
                var manifest = writeTo(part, contents);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
                try (var directory = FileChannel.open(
                        Objects.requireNonNull(file.toAbsolutePath().getParent()))) {
                    directory.force(true);
                }
                return manifest;
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new CannotStart("backup.cannot-write", file.toString(), String.valueOf(e.getMessage())).because(e);
        }
    }

    private Manifest writeTo(Path part, Contents contents) throws IOException, SQLException {
        try (var channel = FileChannel.open(part, EnumSet.of(StandardOpenOption.READ, StandardOpenOption.WRITE))) {
            Manifest manifest;
            var out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            if (key == null) {
                manifest = zip(out, contents);
                out.flush();
                var digest = digestBeforeComment(channel);
                channel.write(ByteBuffer.wrap(digest), channel.size() - DIGEST_CHARACTERS);
            } else {
                var sealed = new Sealed.Out(out, key);
                manifest = zip(sealed, contents);
                sealed.close();
                out.flush();
            }
            channel.force(true);
            return manifest;
        }
    }

    private static Manifest zip(OutputStream out, Contents contents) throws IOException, SQLException {
        var zip = new ZipOutputStream(out);
        zip.setLevel(3); // a quarter longer than the best, in a third of the time
        zip.setComment("0".repeat(DIGEST_CHARACTERS));
        var manifest = contents.write((table, copying) -> {
            zip.putNextEntry(new ZipEntry(TABLES + table.name()));
            var counting = new Counting(zip);
            copying.to(counting);
            zip.closeEntry();
            return counting.of(table);
        });
        zip.putNextEntry(new ZipEntry(MANIFEST));
        zip.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        zip.closeEntry();
        zip.finish();
        return manifest;
    }

    // ---- reading ---------------------------------------------------------------------------------------------------

    interface Table {
        void read(String name, InputStream content) throws IOException, SQLException;
    }

    /** Reads all of it without using anything of it: only what this one returns is worth a restore. */
    Manifest checked() throws SQLException {
        var found = new LinkedHashMap<String, Manifest.Table>();
        var manifest = read((name, content) -> {
            var counting = new Counting(OutputStream.nullOutputStream());
            content.transferTo(counting);
            found.put(name, counting.of(new Relation(name, "", List.of(), "", "", false, List.of())));
        });
        if (manifest == null || manifest.migrations().isEmpty()) {
            throw new CannotStart("backup.cut-off", file.toString());
        }
        for (var table : manifest.tables()) {
            var one = found.remove(table.name());
            if (one == null) {
                throw new CannotStart("backup.table-missing", file.toString(), table.name());
            }
            if (one.rows() != table.rows()) {
                throw new CannotStart("backup.rows-differ", file.toString(), table.name(), table.rows(), one.rows());
            }
            if (!one.sha256().equals(table.sha256())) {
                throw new CannotStart("backup.table-damaged", file.toString(), table.name());
            }
        }
        if (!found.isEmpty()) {
            throw new CannotStart("backup.table-unlisted", file.toString(), String.join(", ", found.keySet()));
        }
        return manifest;
    }

    /** @return null where it has none */
    @Nullable
    Manifest read(Table each) throws SQLException {
        try (var in = open();
                var zip = new ZipInputStream(in)) {
            Manifest manifest = null;
            var names = new HashSet<String>();
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                if (!names.add(entry.getName())) {
                    throw new CannotStart("backup.damaged", file.toString());
                }
                if (entry.getName().equals(MANIFEST)) {
                    manifest = manifest(zip.readNBytes(LARGEST_MANIFEST));
                } else {
                    each.read(entry.getName().replaceFirst("^" + TABLES, ""), unclosable(zip));
                }
            }
            in.transferTo(OutputStream.nullOutputStream()); // to its end, that a missing last seal is noticed
            return manifest;
        } catch (NoSuchFileException e) {
            throw new CannotStart("backup.no-file", file.toString()).because(e);
        } catch (EOFException e) {
            throw new CannotStart("backup.cut-off", file.toString()).because(e);
        } catch (ZipException e) {
            throw new CannotStart("backup.damaged", file.toString()).because(e);
        } catch (IOException e) {
            throw new CannotStart("backup.cannot-read", file.toString(), String.valueOf(e.getMessage())).because(e);
        }
    }

    private Manifest manifest(byte[] json) {
        try {
            var tree = JSON.readTree(json);
            if (tree.path("format").asInt(0) != Manifest.FORMAT) {
                throw new CannotStart(
                        "backup.other-format",
                        file.toString(),
                        tree.path("format").asString(),
                        tree.path("dure").asString(),
                        Manifest.FORMAT);
            }
            return JSON.treeToValue(tree, Manifest.class);
        } catch (JacksonException e) {
            throw new CannotStart("backup.damaged", file.toString()).because(e);
        }
    }

    private InputStream open() throws IOException {
        if (isSealed()) {
            if (key == null) {
                throw new CannotStart("backup.key-needed", file.toString());
            }
            var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
            in.skipNBytes(Sealed.MARK.length);
            return new Sealed.In(in, key, file.toString());
        }
        try (var channel = FileChannel.open(file)) {
            if (channel.size() < ZIP.length || !Arrays.equals(head(ZIP.length), ZIP)) {
                throw new CannotStart("backup.no-archive", file.toString());
            }
            var comment = ByteBuffer.allocate(DIGEST_CHARACTERS);
            channel.read(comment, Math.max(0, channel.size() - DIGEST_CHARACTERS));
            if (!isDigest(comment.array())) {
                throw new CannotStart("backup.cut-off", file.toString());
            }
            if (!MessageDigest.isEqual(comment.array(), digestBeforeComment(channel))) {
                throw new CannotStart("backup.damaged", file.toString());
            }
        }
        return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    boolean isSealed() throws IOException {
        return Arrays.equals(head(Sealed.MARK.length), Sealed.MARK);
    }

    private byte[] head(int length) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(length);
        }
    }

    private static boolean isDigest(byte[] comment) {
        return new String(comment, StandardCharsets.ISO_8859_1).matches("[0-9a-f]{64}");
    }

    private static byte[] digestBeforeComment(FileChannel channel) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = ByteBuffer.allocate(1 << 16);
            long end = channel.size() - DIGEST_CHARACTERS;
            for (long at = 0; at < end; ) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), end - at));
                at += channel.read(buffer, at);
                digest.update(buffer.flip());
            }
            return HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream unclosable(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public void close() {}
        };
    }
}
