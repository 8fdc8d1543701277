package dure.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** The table in docs/permissions.md is the code's: it is written with -Ddure.docs=write and compared without. */
class ThePermissionMatrix {
    private static final String BEGIN = "<!-- matrix -->";
    private static final String END = "<!-- /matrix -->";

    @ParameterizedTest
    @ValueSource(strings = {"docs/permissions.md", "docs/ko/permissions.md"})
    void stands_in_the_documentation_as_the_code_has_it(String file) throws IOException {
        var path = Path.of(file);
        var text = Files.readString(path);
        var begun = text.indexOf(BEGIN) + BEGIN.length();
        var ended = text.indexOf(END);
        var expected = "\n" + table(file.contains("/ko/") ? Locale.KOREAN : Locale.ENGLISH) + "\n";
        if ("write".equals(System.getProperty("dure.docs"))) {
            Files.writeString(path, text.substring(0, begun) + expected + text.substring(ended));
            return;
        }
        assertThat(text.substring(begun, ended)).isEqualTo(expected);
    }

    @Test
    void gives_nobody_alone_the_way_from_a_figure_to_its_disclosure() {
        var checking = Set.of(
                Permission.PLANS_DISCLOSE,
                Permission.ENTRIES_VERIFY,
                Permission.CORRECTIONS_APPROVE,
                Permission.ACCESS_LOG_READ);
        assertThat(having(Permission.ENTRIES_WRITE))
                .isNotEmpty()
                .allMatch(role -> role.permissions().stream().noneMatch(checking::contains));
    }

    @Test
    void lets_persons_be_seen_by_counsellors_only_and_the_access_log_by_auditors_only() {
        assertThat(having(Permission.PERSONS_READ)).containsExactly(Role.COUNSELLOR);
        assertThat(having(Permission.PERSONS_WRITE)).containsExactly(Role.COUNSELLOR);
        assertThat(having(Permission.ACCESS_LOG_READ)).containsExactly(Role.AUDITOR);
        assertThat(having(Permission.ACCESS_WRITE)).containsExactly(Role.ADMINISTRATOR);
    }

    private static List<Role> having(Permission permission) {
        return Arrays.stream(Role.values())
                .filter(role -> role.permissions().contains(permission))
                .toList();
    }

    private static String table(Locale language) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/access");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        var korean = language.equals(Locale.KOREAN);
        var heads =
                Arrays.stream(Permission.values()).map(Permission::text).collect(Collectors.joining("` | `", "`", "`"));
        var lines = new StringBuilder("| " + (korean ? "역할" : "role") + " | " + (korean ? "읽는 것" : "reads") + " | "
                + heads + " | " + (korean ? "2차 인증" : "second factor") + " |\n");
        lines.append("|---".repeat(Permission.values().length + 3)).append("|\n");
        for (var role : Role.values()) {
            lines.append("| ")
                    .append(messages.getMessage("access.role." + role, null, language))
                    .append(" `")
                    .append(role)
                    .append("` | ")
                    .append(
                            switch (role.reading()) {
                                case PUBLIC -> korean ? "공개된 것" : "what is public";
                                case ITS_OWN -> korean ? "자기 자치단체" : "its municipality";
                                case AND_BELOW ->
                                    korean
                                            ? "자기 자치단체, 시도면 관내 시군구도"
                                            : "its municipality; of a province its cities and counties too";
                            });
            for (var permission : Permission.values()) {
                lines.append(" | ")
                        .append(
                                !role.permissions().contains(permission)
                                        ? ""
                                        : role.isOfDepartment()
                                                ? (korean ? "자기 부서 사업" : "own department’s projects")
                                                : "●");
            }
            lines.append(" | ").append(role.isStaff() ? "●" : "").append(" |\n");
        }
        return lines.toString().stripTrailing();
    }
}
