package dure.tower;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import dure.BrowserTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LookingAtTheCountry extends BrowserTest {
    @Test
    void the_first_page() {
        look("national", "/");
        look("national-ko-1920", visit("/", 1920, "ko"));
    }

    @Test
    void the_glossary() {
        glance("glossary", "/glossary");
    }

    @Test
    void a_page_that_is_not_there() {
        glance("not-there", "/nowhere");
    }

    @Test
    void high_contrast_and_large_text_and_on_paper() {
        var page = visit("/display?as=150-high&next=/", 1280, "ko");
        assertThat(page.getAttribute("html", "data-contrast")).isEqualTo("high");
        look("national-high-contrast-150", page);
        look("national-150-390", visit("/display?as=150&next=/", 390, "ko"));
        page.navigate(address("/display?as=100&next=/"));
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target/screenshots/national-print.png")));
        assertThat(page.isVisible("[data-pointed]")).isFalse();
        assertThat((Boolean)
                        page.evaluate("(box => box.scrollHeight <= box.clientHeight)(document.querySelector('.tall'))"))
                .as("the table is whole on paper")
                .isTrue();
    }

    @Test
    void one_tab_leads_to_the_map_where_arrows_go_to_the_neighbour_and_enter_opens() {
        var page = visit("/", 1280, "ko");
        page.locator(".skip-map").focus();
        page.keyboard().press("Tab");
        assertThat(focused(page)).startsWith("서울특별시");
        page.keyboard().press("ArrowDown");
        assertThat(focused(page)).startsWith("전남광주통합특별시");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("End");
        assertThat(focused(page)).startsWith("서귀포 – 제주특별자치도");
        page.keyboard().press("ArrowUp");
        assertThat(focused(page)).startsWith("제주시 – 제주특별자치도");
        page.keyboard().press("ArrowUp");
        assertThat(focused(page)).contains("해남군");
        assertThat(page.textContent("[data-pointed]")).isEqualTo(focused(page));
        page.keyboard().press("Tab");
        assertThat(focused(page)).doesNotContain("공개된 계획 없음");
        page.keyboard().press("Shift+Tab");
        assertThat(focused(page)).contains("해남군");
        page.keyboard().press("Enter");
        page.waitForURL(address("/municipalities/12790"));
    }

    @Test
    void an_operators_boundaries_are_a_map_of_the_same_figures() {
        var page = visit("/?scope=term-7&asOf=2020-12-31", 1280, "ko");
        page.click(".switch a:has-text('지도') >> nth=-1");
        assertThat(page.url()).contains("view=map", "scope=term-7");
        var district = page.locator(".shapes a[aria-label^='대전광역시 서구']");
        assertThat(district.getAttribute("class")).contains("UNDER_100", "unreal");
        assertThat(district.boundingBox().width).as("it is drawn").isGreaterThan(20);
        look("national-map", page);
        district.focus();
        page.keyboard().press("ArrowUp");
        assertThat(focused(page)).startsWith("대전광역시 대덕구");
        page.selectOption("select[name=rule]", "strict");
        page.locator(".shapes .NOT_REPORTED").waitFor();
        look("national-map-390", visit("/?view=map", 390, "ko"));
    }

    private static String focused(Page page) {
        return String.valueOf(page.evaluate("document.activeElement.getAttribute('aria-label')"));
    }

    @Test
    void slash_goes_to_the_search_that_finds_while_one_types_and_a_choice_keeps_what_was_found() {
        var page = visit("/", 1280, "ko");
        page.keyboard().press("/");
        page.keyboard().type("서구");
        page.locator("#answer:has-text('서구')").waitFor();
        assertThat(page.url()).contains("q=");
        look("national-found", page);
        page.selectOption("select[name=scope]", "term-7");
        page.locator("#list td:has-text('민선 7기')").waitFor();
        assertThat(page.url()).contains("scope=term-7", "q=");
        assertThat(page.textContent("#answer")).contains("서구");
        assertThat(page.textContent("#list tbody")).contains("30,000").doesNotContain("종로구");
    }

    @Test
    void the_table_sorts_and_hides_those_without_a_plan() {
        var page = visit("/", 1280, "ko");
        page.setChecked(".only input", true);
        assertThat(page.isVisible("tbody tr.none >> nth=0")).isFalse();
        page.setChecked(".only input", false);
        assertThat(page.isVisible("tbody tr.none >> nth=0")).isTrue();
        page.click("button.sort:has-text('목표')");
        assertThat(page.textContent("tbody tr >> nth=0")).contains("천안시", "26,000");
    }

    @Test
    void g_and_a_letter_go_somewhere_and_a_term_explains_itself_when_focused_until_escape() {
        var page = visit("/", 1280, "ko");
        var tip = page.locator(".term .tip").first();
        page.locator(".term a").first().focus();
        page.keyboard().press("Tab");
        page.keyboard().press("Shift+Tab");
        assertThat(tip.isVisible()).isTrue();
        page.keyboard().press("Escape");
        assertThat(tip.isVisible()).isFalse();
        page.keyboard().press("g");
        page.keyboard().press("w");
        page.waitForURL(address("/glossary"));
    }
}
