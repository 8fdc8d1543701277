package dure.database;

import dure.console.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * As whom PostgreSQL's programs run. They refuse root, so a root user's run in a user namespace, where root is nobody
 * in particular and still owns his files, or, where the machine allows no namespaces, as the user nobody.
 */
record ServerUser(List<String> prefix) {
    private static final Logger log = LoggerFactory.getLogger(ServerUser.class);
    private static final String NOBODY = "65534";
    private static final ServerUser OURSELVES = new ServerUser(List.of());
    static final ServerUser NAMESPACE = new ServerUser(List.of("unshare", "-U"));
    static final ServerUser ANOTHER =
            new ServerUser(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));

    static ServerUser find() throws IOException {
        if (!isRoot()) {
            return OURSELVES;
        }
        for (var user : List.of(NAMESPACE, ANOTHER)) {
            if (user.isNotRoot()) {
                return user;
            }
        }
        throw new CannotStart("database.root");
    }

    static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    /** Gives over what the server works on, where it runs as somebody else. */
    void own(Path home) {
        if (!equals(ANOTHER)) {
            return;
        }
        OURSELVES.run(60, List.of("chown", "-R", NOBODY + ":" + NOBODY, home.toString()), "");
        try {
            run(60, List.of("test", "-x", home.toString()), "");
        } catch (IllegalStateException e) {
            throw new CannotStart("database.not-reachable", home.toString()).because(e);
        }
    }

    /**
     * Runs a program to its end.
     *
     * @throws IllegalStateException with what the program said, if it fails or takes longer
     */
    void run(int seconds, List<String> command, String input) {
        var full = new ArrayList<>(prefix);
        full.addAll(command);
        log.debug("Running {}", full);
        try {
            // Into a file and not a pipe: the server would keep the pipe open for as long as it lives.
            var output = Files.createTempFile("dure-database", ".log");
            try {
                var process = new ProcessBuilder(full)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
                    stdin.write(input);
                } catch (IOException e) {
                    log.debug("{} read no input", full, e);
                }
                if (!process.waitFor(seconds, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    throw new IllegalStateException(String.join(" ", full) + " failed: " + Files.readString(output));
                }
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + full.getFirst(), e);
        }
    }

    private boolean isNotRoot() {
        try {
            run(10, List.of("sh", "-c", "test $(id -u) -ne 0"), "");
            return true;
        } catch (IllegalStateException | UncheckedIOException e) {
            log.debug("{} does not work here", prefix.getFirst(), e);
            return false;
        }
    }
}
