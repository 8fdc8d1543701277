package dure.person;

import dure.access.Access;
import dure.access.Viewer;
import dure.console.CannotStart;
import dure.web.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Where the key ring is: in a file, or in the environment. Without a key that sealed what is in the database nothing starts:
 * a new ring beside old data would look like a loss of everything on the first day on which somebody is opened.
 */
@Component
@DependsOnDatabaseInitialization
class Keys {
    private static final Logger log = LoggerFactory.getLogger(Keys.class);

    private final @Nullable Path file;
    private final String place;
    private volatile KeyRing ring;

    Keys(
            PersonSettings settings,
            PersonStore store,
            @Value("${dure.data}") Path data,
            @Value("${dure.face:both}") String face) {
        if (face.equals("public")) {
            // The portal shows no person, so it holds no key that whoever breaks into it could take.
            file = null;
            place = "dure.face=public";
            ring = KeyRing.parse(KeyRing.fresh(), place);
            return;
        }
        var inUse = Access.as(Viewer.PRODUCT, store::keysInUse);
        if (settings.keyRing() != null && !settings.keyRing().isBlank()) {
            file = null;
            place = "dure.person.key-ring";
            ring = KeyRing.parse(settings.keyRing().replace(';', '\n'), place);
        } else {
            file = settings.keys() == null ? data.resolve("person.keys").toAbsolutePath() : settings.keys();
            place = file.toString();
            if (!Files.exists(file)) {
                if (!inUse.isEmpty() || settings.keys() != null) {
                    throw new CannotStart("person.keys.missing", place, String.join(", ", inUse));
                }
                write(file, KeyRing.fresh());
                log.info("Made a first key ring for personal data: {}", place);
            }
            ring = read(file);
        }
        requireAll(ring, inUse);
    }

    private void requireAll(KeyRing read, Set<String> inUse) {
        if (!read.has(inUse)) {
            throw new CannotStart(
                    "person.keys.unknown", place, String.join(", ", inUse), String.join(", ", read.ids()));
        }
    }

    KeyRing ring() {
        return ring;
    }

    /** Reads the file once more, where another hand or another node has written a key into it. */
    KeyRing reread() {
        if (file != null) {
            ring = read(file);
        }
        return ring;
    }

    /** Adds a key, with which everything is sealed from now on. @return its id */
    synchronized String add() {
        if (file == null || !Files.isWritable(file)) {
            throw Refusal.of(HttpStatus.CONFLICT, "person.keys.elsewhere");
        }
        var id = reread().nextId();
        try {
            var text = Files.readString(file);
            write(file, text + (text.endsWith("\n") ? "" : "\n") + KeyRing.line(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reread();
        return id;
    }

    private static KeyRing read(Path file) {
        try {
            return KeyRing.parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new CannotStart("person.keys.unreadable", file.toString()).because(e);
        }
    }

    /** For its owner's eyes only, and whole or not at all: half a ring would be a loss of data. */
    private static void write(Path file, String text) {
        try {
            var made = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(made);
            Files.createFile(made, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(made, text);
            try (var channel = java.nio.channels.FileChannel.open(made, java.nio.file.StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CannotStart("person.keys.unwritable", file.toString()).because(e);
        }
    }
}
