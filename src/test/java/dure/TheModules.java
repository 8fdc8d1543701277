package dure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** What a module may use stands in its package-info. */
class TheModules {
    private static final ApplicationModules MODULES = ApplicationModules.of(Application.class);

    @Test
    void use_only_what_they_say_and_never_in_circles() {
        MODULES.verify();
    }

    @Test
    void all_say_what_they_use() throws IOException {
        try (var modules = Files.list(Path.of("src/main/java/dure"))) {
            assertThat(modules.filter(Files::isDirectory))
                    .isNotEmpty()
                    .allSatisfy(module -> assertThat(module.resolve("package-info.java"))
                            .content()
                            .containsPattern("@ApplicationModule\\(\\s*allowedDependencies"));
        }
    }

    @Test
    void would_not_get_past_this_guard_by_using_what_they_do_not_say() {
        assertThatThrownBy(() -> ApplicationModules.of(
                                "planted", new com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests())
                        .verify())
                .hasMessageContaining("planted.one")
                .hasMessageContaining("planted.two");
    }
}
