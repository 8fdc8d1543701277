package dure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts for people: Korean in module.properties, English in module_en.properties. */
class TheMessages {
    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Pattern HANGUL = Pattern.compile("[가-힣]");

    static Stream<String> modules() throws IOException {
        try (var files = Files.list(MESSAGES)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".properties"))
                    .map(name -> name.replaceAll("(_en)?\\.properties$", ""))
                    .distinct()
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void say_the_same_things_in_both_languages(String module) {
        assertThat(english(module).keySet()).isEqualTo(korean(module).keySet());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void are_named_after_their_module(String module) {
        assertThat(korean(module).keySet()).allSatisfy(key -> assertThat(key).startsWith(module + "."));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void can_be_filled_in_and_take_the_same_values(String module) {
        var english = english(module);
        korean(module)
                .forEach((key, text) -> assertThat(values(english.getOrDefault(key, ""), Locale.ENGLISH))
                        .as(key)
                        .isEqualTo(values(text, Locale.KOREAN)));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void are_translated(String module) {
        var english = english(module);
        var korean = korean(module);
        korean.keySet().removeIf(key -> key.endsWith(".also")); // other words for the same: one language may have none
        assertThat(korean)
                .allSatisfy((key, text) -> assertThat(isGap(text, english.getOrDefault(key, "")))
                        .as(key)
                        .isFalse());
    }

    @Test
    void exist_wherever_the_product_asks_for_one() throws IOException {
        var known =
                modules().flatMap(module -> korean(module).keySet().stream()).collect(Collectors.toSet());
        var modules = modules().collect(Collectors.joining("|"));
        try (var sources = Stream.concat(Files.walk(Path.of("src/main/java")), Files.walk(Path.of("src/main/jte")))) {
            var missing = new TreeMap<String, String>();
            sources.filter(Files::isRegularFile)
                    .forEach(file -> asked(modules, read(file))
                            .filter(key -> !known.contains(key))
                            .filter(key -> !isFilledInLater(key, known))
                            .forEach(key -> missing.put(key, file.toString())));
            assertThat(missing).isEmpty();
        }
    }

    @Test
    void would_not_be_missed_past_this_guard() {
        assertThat(asked("plan|web", """
                        say("plan.no-such-message", 1); // but not "dure.data", nor "application/json"
                        ${page.text("web.neither")} "plan.measure." + measure.name()"""))
                .containsExactlyInAnyOrder("plan.no-such-message", "web.neither", "plan.measure.");
        assertThat(isFilledInLater("plan.measure.", Set.of("plan.measure.JOBS")))
                .isTrue();
        assertThat(isFilledInLater("plan.measure", Set.of("plan.measure.JOBS"))).isTrue();
        assertThat(isFilledInLater("plan.measure", Set.of("plan.sector.PUBLIC")))
                .isFalse();
        assertThat(isFilledInLater("plan.measure.", Set.of("plan.sector.PUBLIC")))
                .isFalse();
        assertThat(isGap("월", "월")).isTrue();
        assertThat(isGap("월", "")).isTrue();
        assertThat(isGap("시트 실적", "The sheet 실적")).isFalse();
        assertThat(values("{0} of {1,number}", Locale.ENGLISH)).isNotEqualTo(values("{0}", Locale.ENGLISH));
    }

    /** Korean words in an English text may be names (of a sheet, a unit); a whole text that stayed Korean is not. */
    private static boolean isGap(String korean, String english) {
        return english.isBlank() != korean.isBlank() && !korean.isBlank()
                || english.equals(korean) && HANGUL.matcher(english).find() && !english.contains("|");
    }

    /** Literals of the form module.something. */
    private static Stream<String> asked(String modules, String source) {
        return Pattern.compile("\"((?:" + modules + ")\\.[a-zA-Z0-9_.-]*)\"")
                .matcher(source)
                .results()
                .map(found -> found.group(1));
    }

    /** "plan.measure" and "plan.measure." are beginnings of keys that a value's name completes. */
    private static boolean isFilledInLater(String key, Set<String> known) {
        var beginning = key.endsWith(".") ? key : key + ".";
        return known.stream().anyMatch(one -> one.startsWith(beginning));
    }

    private static TreeSet<Integer> values(String text, Locale locale) {
        var format = new MessageFormat(text, locale); // throws where the pattern cannot be read
        var used = new TreeSet<Integer>();
        for (int i = 0; i < format.getFormatsByArgumentIndex().length; i++) {
            if (Pattern.compile("\\{" + i + "[,}]").matcher(text).find()) {
                used.add(i);
            }
        }
        return used;
    }

    private static Map<String, String> korean(String module) {
        return load(MESSAGES.resolve(module + ".properties"));
    }

    private static Map<String, String> english(String module) {
        return load(MESSAGES.resolve(module + "_en.properties"));
    }

    private static Map<String, String> load(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var sorted = new TreeMap<String, String>();
        properties.forEach((key, text) -> sorted.put((String) key, (String) text));
        return sorted;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
