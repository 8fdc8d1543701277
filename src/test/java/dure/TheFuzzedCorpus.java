package dure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dure.access.FuzzingCredentials;
import dure.map.FuzzingBoundaries;
import dure.sheet.FuzzingCells;
import dure.sheet.FuzzingTables;
import dure.sheet.FuzzingWorkbooks;
import dure.tower.FuzzingRequestBodies;
import dure.web.FuzzingRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What fuzzing has found, and what it begins with, once more in every build; the fuzzing itself is done by Jazzer
 * (docs/hardening.md), which lives outside of the tests: its agent would change every class that they load.
 */
class TheFuzzedCorpus {
    private static final Path CORPUS = Path.of("src/test/resources/fuzz");

    private static final Map<String, Consumer<byte[]>> TARGETS = Map.of(
            "FuzzingWorkbooks", FuzzingWorkbooks::fuzzerTestOneInput,
            "FuzzingTables", FuzzingTables::fuzzerTestOneInput,
            "FuzzingCells", FuzzingCells::fuzzerTestOneInput,
            "FuzzingBoundaries", FuzzingBoundaries::fuzzerTestOneInput,
            "FuzzingRequests", FuzzingRequests::fuzzerTestOneInput,
            "FuzzingRequestBodies", FuzzingRequestBodies::fuzzerTestOneInput,
            "FuzzingCredentials", FuzzingCredentials::fuzzerTestOneInput);

    static Stream<String> targets() {
        return TARGETS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void is_answered_without_a_fault_and_in_time(String target) throws IOException {
        try (var inputs = Files.list(CORPUS.resolve(target))) {
            var all = inputs.toList();
            assertThat(all).isNotEmpty();
            var random = new Random(17);
            for (var input : all) {
                var content = Files.readAllBytes(input);
                assertTimeout(Duration.ofSeconds(5), () -> TARGETS.get(target).accept(content), input.toString());
                for (var i = 0; i < Soak.either(2_000, 20); i++) {
                    TARGETS.get(target).accept(changed(content, random));
                }
            }
        }
    }

    /** A few bytes otherwise, cut, or doubled. */
    private static byte[] changed(byte[] content, Random random) {
        var copy = java.util.Arrays.copyOf(content, Math.max(1, random.nextInt(2 * content.length + 2)));
        for (var i = 0; i < 1 + random.nextInt(4); i++) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return copy;
    }

    @Test
    void has_a_directory_for_every_target_and_a_target_for_every_directory() throws IOException {
        try (var directories = Files.list(CORPUS)) {
            assertThat(directories.map(one -> one.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(TARGETS.keySet());
        }
    }
}
