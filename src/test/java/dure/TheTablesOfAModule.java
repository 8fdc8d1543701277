package dure;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A table belongs to the module under whose name its migration lies; others ask that module's door. */
class TheTablesOfAModule {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Pattern TABLE =
            Pattern.compile("^create (?:unlogged )?table (?:if not exists )?(\\w+)", Pattern.MULTILINE);
    private static final Pattern NAMED_IN_SQL = Pattern.compile("(?i)\\b(?:from|join|into|update|table)\\s+(\\w+)");

    private static final Map<String, String> OWNERS = new HashMap<>();

    @BeforeAll
    static void read_the_migrations() throws IOException {
        try (var files = Files.walk(MIGRATIONS)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var module = MIGRATIONS.relativize(file).getName(0).toString();
                var tables = TABLE.matcher(Files.readString(file));
                while (tables.find()) {
                    OWNERS.put(tables.group(1), module);
                }
            }
        }
    }

    @Test
    void are_found_in_its_migrations() {
        assertThat(OWNERS)
                .containsEntry("municipality", "region")
                .containsEntry("plan", "plan")
                .containsEntry("entry", "ledger");
    }

    @Test
    void are_used_by_no_other() {
        assertThat(foreign(
                        new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages("dure"),
                        "dure"))
                .isEmpty();
    }

    @Test
    void are_named_in_no_others_sql() throws IOException {
        var sources = Path.of("src/main/java/dure");
        try (var files = Files.walk(sources)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .flatMap(file -> foreignInSql(
                                    sources.relativize(file).getName(0).toString(), read(file))))
                    .isEmpty();
        }
    }

    @Test
    void would_not_be_used_past_this_guard() {
        assertThat(foreign(new ClassFileImporter().importPackages("planted"), "planted"))
                .anySatisfy(found -> assertThat(found).contains("byTheList", "PLAN"))
                .anySatisfy(found -> assertThat(found).contains("byItsClass", "Goal"));
        assertThat(foreignInSql("tower", "var sql = \"\"\"\n    select * from entry e join plan p using (id)\"\"\";"))
                .containsExactly("tower: entry of ledger", "tower: plan of plan");
    }

    private static List<String> foreign(JavaClasses classes, String root) {
        var found = new ArrayList<String>();
        for (var one : classes) {
            if (!one.getPackageName().startsWith(root + ".")) {
                continue;
            }
            var module = one.getPackageName().substring(root.length() + 1).split("\\.")[0];
            one.getFieldAccessesFromSelf().stream()
                    .filter(access -> access.getTargetOwner().getName().equals("duredb.Tables"))
                    .filter(access -> !module.equals(OWNERS.get(access.getName().toLowerCase(Locale.ROOT))))
                    .forEach(access -> found.add(access.getDescription()));
            one.getDirectDependenciesFromSelf().stream()
                    .filter(dependency ->
                            dependency.getTargetClass().getPackageName().startsWith("duredb.tables"))
                    .filter(dependency -> !module.equals(OWNERS.get(table(dependency.getTargetClass()))))
                    .forEach(dependency -> found.add(dependency.getDescription()));
        }
        return found;
    }

    /** duredb.tables.PlannedProject and its record are of planned_project. */
    private static String table(JavaClass generated) {
        return generated
                .getSimpleName()
                .replaceAll("Record$", "")
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    private static Stream<String> foreignInSql(String module, String source) {
        // Only in literals: words of a sentence stand in comments.
        return Pattern.compile("\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"", Pattern.DOTALL)
                .matcher(source)
                .results()
                .flatMap(literal -> NAMED_IN_SQL.matcher(literal.group()).results())
                .map(named -> named.group(1).toLowerCase(Locale.ROOT))
                .filter(OWNERS::containsKey)
                .filter(table -> !module.equals(OWNERS.get(table)))
                .map(table -> "%s: %s of %s".formatted(module, table, OWNERS.get(table)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
