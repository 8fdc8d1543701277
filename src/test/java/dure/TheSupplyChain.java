package dure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which parts go into the product is decided by people, once a version. */
class TheSupplyChain {
    private static final Pattern VERSION = Pattern.compile("<([\\w.-]*version)>([^<]*)</");
    private static final Pattern PINNED = Pattern.compile("[0-9]+(\\.[0-9A-Za-z-]+)*");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path directory;

    @Test
    void is_pinned_in_maven() throws IOException {
        assertThat(loose(Files.readString(Path.of("pom.xml")))).isEmpty();
    }

    @Test
    void would_not_be_loosened_past_this_guard() {
        assertThat(loose(
                        "<version>[1.0,2.0)</version><a.version>LATEST</a.version><b.version>1.2-SNAPSHOT</b.version>"))
                .containsExactly("[1.0,2.0)", "LATEST", "1.2-SNAPSHOT");
        assertThat(loose("<repositories><repository><url>https://repo.example.org</url></repository></repositories>"))
                .containsExactly("a repository");
    }

    /** The project's own version is a snapshot until it is released; the JDK is any of 25. */
    private static List<String> loose(String pom) {
        var parts = pom.replaceFirst("<artifactId>dure</artifactId>\\s*<version>[^<]*</version>", "")
                .replaceFirst("<version>\\[25,26\\)</version><useJdk>", "");
        var found = new ArrayList<String>();
        VERSION.matcher(parts)
                .results()
                .map(one -> one.group(2))
                .filter(one -> !one.startsWith("${"))
                .filter(one -> !PINNED.matcher(one).matches() || one.endsWith("SNAPSHOT"))
                .forEach(found::add);
        if (Pattern.compile("<(plugin)?[rR]epositor(y|ies)>").matcher(parts).find()) {
            found.add("a repository");
        }
        return found;
    }

    @Test
    void is_pinned_in_npm_and_comes_from_its_registry_only() throws IOException {
        var wanted = JSON.readTree(Files.readString(Path.of("frontend/package.json")));
        for (var kind : List.of("dependencies", "devDependencies")) {
            for (var one : wanted.path(kind).properties()) {
                assertThat(one.getValue().asString()).as(one.getKey()).matches(PINNED);
            }
        }
        assertThat(foreign(JSON.readTree(Files.readString(Path.of("frontend/package-lock.json")))))
                .isEmpty();
        assertThat(foreign(JSON.readTree("""
                {"packages": {"": {}, "node_modules/a": {"version": "1.0.0", "resolved": "https://evil.example/a.tgz", "integrity": "x"},
                 "node_modules/b": {"version": "1.0.0"}}}"""))).hasSize(2);
    }

    private static List<String> foreign(JsonNode lock) {
        var found = new ArrayList<String>();
        for (var one : lock.path("packages").properties()) {
            var from = one.getValue().path("resolved").asString("https://registry.npmjs.org/");
            if (!one.getKey().isEmpty()
                    && (!from.startsWith("https://registry.npmjs.org/")
                            || !one.getValue().has("integrity"))) {
                found.add(one.getKey());
            }
        }
        return found;
    }

    @Test
    void ends_the_build_on_a_licence_that_nobody_agreed_to() throws Exception {
        assertThat(parts("Apache-2.0")).contains("exit 0", "planted:part 1: Apache-2.0");
        assertThat(parts("AGPL-3.0-only")).contains("exit 1", "planted:part 1 [AGPL-3.0-only]");
        assertThat(parts("")).contains("exit 1", "planted:part 1 []");
    }

    @Test
    void names_a_reason_for_every_licence() throws IOException {
        assertThat(Files.readAllLines(Path.of("licenses/allowed.txt")))
                .filteredOn(line -> !line.isBlank() && !line.startsWith("#"))
                .isNotEmpty()
                .allMatch(line -> line.matches("[^#]+ # .{8,}"));
    }

    /** As the build runs it, on a bill with one planted part. */
    private String parts(String licence) throws Exception {
        var bill = Files.writeString(directory.resolve("bill.json"), """
                {"components": [{"group": "planted", "name": "part", "version": "1", "licenses": [%s]}]}""".formatted(
                        licence.isEmpty() ? "" : "{\"license\": {\"id\": \"" + licence + "\"}}"));
        var text = directory.resolve("third-party.txt");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "src/build/java/Parts.java",
                        bill.toString(),
                        "frontend/package-lock.json",
                        "licenses/parts.json",
                        "licenses/allowed.txt",
                        text.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes());
        return said + Files.readString(text) + "exit " + process.waitFor();
    }
}
