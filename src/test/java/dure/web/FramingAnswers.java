package dure.web;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.Http;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@DureTest
class FramingAnswers {
    @LocalServerPort
    int port;

    Http visitor;

    @BeforeEach
    void arrive() {
        visitor = new Http(port);
    }

    @Test
    void pages_are_korean_until_the_switch_says_english_and_then_stay_so() {
        assertThat(visitor.get("/glossary", "Accept-Language", "en").body()).contains("<html lang=\"ko\"");
        assertThat(visitor.get("/glossary?lang=en").body()).contains("<html lang=\"en\"");
        assertThat(visitor.get("/glossary").body()).contains("<html lang=\"en\"");
        assertThat(visitor.get("/glossary?lang=ko").body()).contains("<html lang=\"ko\"");
    }

    @Test
    void machines_are_answered_in_the_language_they_ask_for() {
        var korean = visitor.get("/api/v1/nowhere");
        var english = visitor.get("/api/v1/nowhere", "Accept-Language", "en-GB,ko;q=0.5");
        assertThat(korean.status()).isEqualTo(404);
        assertThat(korean.header("Content-Type")).startsWith("application/problem+json");
        assertThat(korean.json().get("title").asString()).isEqualTo("찾을 수 없습니다");
        assertThat(english.json().get("title").asString()).isEqualTo("Not found");
        assertThat(english.json().get("reference").asString()).matches("[0-9A-Z]{4}-[0-9A-Z]{4}");
    }

    @Test
    void a_page_that_is_not_there_says_so_with_a_reference() {
        var answer = visitor.get("/nowhere");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("찾을 수 없습니다").containsPattern("[0-9A-Z]{4}-[0-9A-Z]{4}");
    }

    @Test
    void every_page_forbids_what_is_not_ours() {
        var answer = visitor.get("/");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(answer.body()).doesNotContain("<script>", " style=", " onclick=");
    }

    @Test
    void assets_are_kept_for_a_year_under_the_hash_of_their_content() {
        var found = Pattern.compile("href=\"(/assets/dure-[0-9a-f]{32}\\.css)\"")
                .matcher(visitor.get("/").body());
        assertThat(found.find()).isTrue();
        var style = visitor.get(found.group(1));
        assertThat(style.status()).isEqualTo(200);
        assertThat(style.header("Cache-Control")).contains("max-age=31536000", "immutable");
        assertThat(style.header("Set-Cookie")).isEmpty();
        var font = Pattern.compile("/assets/fonts/PretendardGOV-\\w+-[0-9a-f]{32}\\.woff2")
                .matcher(style.body());
        assertThat(font.find()).isTrue();
        assertThat(visitor.get(font.group()).status()).isEqualTo(200);
    }

    @Test
    void nothing_leads_to_another_site() {
        assertThat(LocalPath.of("/municipalities/30170?year=2021")).isEqualTo("/municipalities/30170?year=2021");
        for (var elsewhere :
                new String[] {"//evil.example", "/\\evil.example", "https://evil.example", "", "/a\r\nb"}) {
            assertThat(LocalPath.of(elsewhere)).as(elsewhere).isEqualTo("/");
        }
        assertThat(visitor.get("/display?as=110&next=//evil.example").header("Location"))
                .doesNotContain("evil");
    }
}
