package dure.backup;

import dure.console.Console;
import dure.database.FreshDatabase;
import dure.database.WholeDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * {@code ./dure backup}, {@code restore} and {@code verify}. They read the settings that the application reads and start
 * nothing of it: that may be running already, or be of no use where the database is gone. No component, so that the
 * application does not find it.
 */
@Import(Console.class)
@EnableConfigurationProperties(BackupSettings.class)
class BackupCommand {
    public static void main(String[] arguments) {
        var application = new SpringApplication(BackupCommand.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.run(arguments).close();
    }

    @Bean
    CommandLineRunner command(Environment settings, BackupSettings told, Console console) {
        var clock = Clock.system(ZoneId.of("Asia/Seoul"));
        var version = settings.getProperty("dure.version", "unreleased");
        return arguments -> {
            if (told.newKey() != null) {
                Key.make(told.newKey());
                console.say("backup.key-made", told.newKey().toString());
                return;
            }
            switch (settings.getRequiredProperty("dure.command")) {
                case "backup" -> backup(settings, told, console, clock, version);
                case "restore" -> restore(settings, told, console, clock);
                case "verify" -> verify(settings, told, console, clock);
                default -> throw new IllegalArgumentException(settings.getProperty("dure.command"));
            }
        };
    }

    static Manifest backup(Environment settings, BackupSettings told, Console console, Clock clock, String version)
            throws IOException, SQLException {
        var began = clock.instant();
        var archive = told.archive();
        try (var database = WholeDatabase.reach(settings, clock)) {
            var manifest = new Backup(database, console, clock, version).to(archive);
            console.say(
                    "backup.done",
                    archive.file().toString(),
                    manifest.tables().size(),
                    manifest.rows(),
                    Files.size(archive.file()) / 1e6,
                    seconds(began, clock));
            if (archive.key() == null) {
                console.say("backup.unsealed");
            }
            sayWhatElse(settings, console);
            return manifest;
        }
    }

    static void restore(Environment settings, BackupSettings told, Console console, Clock clock)
            throws IOException, SQLException {
        var began = clock.instant();
        var archive = told.archive();
        var manifest = archive.checked(); // before anything is touched
        try (var fresh = FreshDatabase.make(settings, told.replace(), clock)) {
            try {
                new Restore(fresh.database(), console).from(archive, manifest);
            } catch (SQLException | RuntimeException e) {
                fresh.abandon();
                throw e;
            }
            var aside = fresh.settle();
            console.say("backup.restored", manifest.tables().size(), manifest.rows(), seconds(began, clock));
            aside.ifPresent(path -> console.say("backup.aside", path.toString()));
            sayWhatElse(settings, console);
        }
    }

    /** Of an archive where one is named, of the database otherwise. */
    static void verify(Environment settings, BackupSettings told, Console console, Clock clock)
            throws IOException, SQLException {
        if (told.file() != null) {
            var manifest = told.archive().checked();
            manifest.tables()
                    .forEach(table -> console.say(
                            "backup.table",
                            table.name(),
                            table.rows(),
                            table.sha256().substring(0, 12)));
            Verification.say(console, manifest.ledger(), manifest.plans());
            console.say("backup.sound", told.file().toString(), manifest.dure(), manifest.version());
            return;
        }
        try (var database = WholeDatabase.reach(settings, clock)) {
            new Verification(database, console).run();
        }
    }

    /** Files beside the database that a whole installation needs and that no archive holds. */
    private static void sayWhatElse(Environment settings, Console console) {
        var data = Path.of(settings.getRequiredProperty("dure.data")).toAbsolutePath();
        Stream.of(
                        settings.getProperty(
                                "dure.person.keys", data.resolve("person.keys").toString()),
                        data.resolve("keys").toString(), // of what is sealed for signing in
                        "config/application.yml")
                .map(name -> Path.of(name).toAbsolutePath().normalize())
                .filter(Files::exists)
                .forEach(file -> console.say("backup.beside", file.toString()));
    }

    private static double seconds(Instant began, Clock clock) {
        return Duration.between(began, clock.instant()).toMillis() / 1000.0;
    }
}
