package dure.tower;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dure.BrowserTest;
import org.junit.jupiter.api.Test;

class LookingAtTheList extends BrowserTest {
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
