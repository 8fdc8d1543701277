package dure.access;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;

/** A real Keycloak for one test class: its distribution as Maven has it, in development mode on a free port. */
final class Keycloak implements AutoCloseable {
    /** The first start builds itself anew; two cores need a minute. */
    private static final int PATIENCE_SECONDS = 240;

    private final Process process;
    private final int port;

    private Keycloak(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Keycloak start(Path zip, Path directory) throws IOException, InterruptedException {
        var home = unpack(zip, directory);
        Files.createDirectories(home.resolve("data/import"));
        Files.copy(
                Path.of("src/test/resources/keycloak/dure-realm.json"),
                home.resolve("data/import/dure-realm.json"),
                StandardCopyOption.REPLACE_EXISTING);
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var builder = new ProcessBuilder(
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--import-realm",
                        "--http-host=localhost",
                        "--http-port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keycloak.log").toFile());
        builder.environment()
                .putAll(Map.of("JAVA_HOME", System.getProperty("java.home"), "JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m"));
        var keycloak = new Keycloak(builder.start(), port);
        keycloak.awaitReady(directory);
        return keycloak;
    }

    String issuer() {
        return "http://localhost:" + port + "/realms/dure";
    }

    @Override
    public void close() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.waitFor(20, TimeUnit.SECONDS);
    }

    private void awaitReady(Path directory) throws InterruptedException {
        var asked = HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            for (var second = 0; second < PATIENCE_SECONDS && process.isAlive(); second++) {
                try {
                    if (client.send(asked, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200) {
                        return;
                    }
                } catch (IOException notYet) {
                    // it is starting
                }
                Thread.sleep(1_000);
            }
        }
        throw new IllegalStateException("Keycloak did not start: " + directory.resolve("keycloak.log"));
    }

    private static Path unpack(Path zip, Path directory) throws IOException {
        try (var file = new ZipFile(zip.toFile())) {
            var top = file.entries().nextElement().getName().split("/")[0];
            var home = directory.resolve(top);
            if (Files.exists(home.resolve("bin/kc.sh"))) {
                return home;
            }
            for (var entry : file.stream().toList()) {
                var target = directory.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    try (var in = file.getInputStream(entry)) {
                        Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
            home.resolve("bin/kc.sh").toFile().setExecutable(true);
            return home;
        }
    }
}
