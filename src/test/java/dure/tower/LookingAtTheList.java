package dure.tower;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dure.BrowserTest;
import dure.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class LookingAtTheList extends BrowserTest {
    /** Simulated, so that they are told apart from the samples that other tests import. */
    @BeforeAll
    static void some_plans_are_there(@Autowired TestDatabase database) throws SQLException {
        try (var connection = database.asSuperuser();
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into plan (municipality, data_set, kind, period, version, state, title, declared_target,
                        target_unit, target_approximate, source_kind, content_hash, created_at, created_by, disclosed_at)
                    select code, 'SIMULATED', kind, period, 1, 'DISCLOSED', 'plan', target, '개', about, 'SIMULATION', '', now(),
                        'test', now()
                    from (values ('30170', 'TERM', 7, 30000, false), ('30170', 'YEAR', 2021, 8254, false),
                        ('30000', 'YEAR', 2011, 20500, true), ('44130', 'YEAR', 2021, 26000, false),
                        ('28237', 'YEAR', 2019, 10562, false), ('43750', 'YEAR', 2021, 5935, false),
                        ('43750', 'YEAR', 2022, 8580, true)) as p (code, kind, period, target, about)
                    """);
        }
    }

    @Test
    void the_first_page() {
        look("list", "/");
        look("list-ko-1920", visit("/", 1920, "ko"));
    }

    @Test
    void the_glossary() {
        look("glossary", "/glossary");
    }

    @Test
    void a_page_that_is_not_there() {
        look("not-there", "/nowhere");
    }

    @Test
    void high_contrast_and_large_text() {
        var page = visit("/display?as=150-high&next=/", 1280, "ko");
        assertThat(page.getAttribute("html", "data-contrast")).isEqualTo("high");
        look("list-high-contrast-150", page);
    }

    @Test
    void slash_goes_to_the_search_that_finds_while_one_types() {
        var page = visit("/", 1280, "ko");
        page.keyboard().press("/");
        page.keyboard().type("서구");
        page.locator("#list .answer:has-text('서구')").waitFor();
        assertThat(page.url()).contains("q=");
        look("list-found", page);
    }

    @Test
    void g_and_a_letter_go_somewhere() {
        var page = visit("/", 1280, "ko");
        page.keyboard().press("g");
        page.keyboard().press("w");
        page.waitForURL(address("/glossary"));
    }

    @Test
    void a_term_explains_itself_when_focused_until_escape() {
        var page = visit("/", 1280, "ko");
        var tip = page.locator(".term .tip").first();
        page.locator(".term a").first().focus();
        page.keyboard().press("Tab");
        page.keyboard().press("Shift+Tab");
        assertThat(tip.isVisible()).isTrue();
        look("list-term", page);
        page.keyboard().press("Escape");
        assertThat(tip.isVisible()).isFalse();
    }

    @Test
    void the_page_prints() {
        Page page = visit("/", 1280, "ko");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.PRINT));
        page.screenshot(
                new Page.ScreenshotOptions().setPath(java.nio.file.Path.of("target/screenshots/list-print.png")));
    }
}
