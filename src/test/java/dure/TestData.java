package dure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.FileSystemUtils;

/** An invented boundary file, and a data directory of its own for each test JVM, named by its process; those of earlier runs are cleared away. */
public class TestData implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String ACCESS_KEY = Base64.getEncoder().encodeToString(new SecureRandom().generateSeed(32));

    private static final Path RUNS = Path.of("target", "test-data");

    private static final int MANY = 1_000_000;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var own = own();
        try {
            clearEarlierRuns();
            Files.createDirectories(own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test data",
                        Map.of(
                                "dure.access.key",
                                ACCESS_KEY,
                                "spring.mail.host",
                                "127.0.0.1",
                                "spring.mail.port",
                                TestMail.port())));
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test places and limits",
                        Map.of(
                                "dure.data",
                                own.toString(),
                                "dure.map.boundaries",
                                "src/test/resources/map/invented.topo.json",
                                // Tests ask more from one address and by one account than people do.
                                "dure.limits.sign-in",
                                MANY,
                                "dure.limits.anonymous",
                                MANY,
                                "dure.limits.reading",
                                MANY,
                                "dure.limits.writing",
                                MANY,
                                "dure.limits.uploads",
                                MANY,
                                "dure.limits.downloads",
                                MANY)));
    }

    /** The key ring of the tests' application, for another that works on its database. */
    public static Path personKeys() {
        return own().resolve("person.keys").toAbsolutePath();
    }

    /** What seals the second factors of the tests' accounts: another application on their database needs it too. */
    public static String accessKey() {
        return ACCESS_KEY;
    }

    private static Path own() {
        return RUNS.resolve(String.valueOf(ProcessHandle.current().pid()));
    }

    private static void clearEarlierRuns() throws IOException {
        Files.createDirectories(RUNS);
        try (var runs = Files.list(RUNS)) {
            for (var run : runs.toList()) {
                var pid = Long.parseLong(run.getFileName().toString());
                if (ProcessHandle.of(pid).isEmpty()) {
                    FileSystemUtils.deleteRecursively(run);
                }
            }
        }
    }
}
