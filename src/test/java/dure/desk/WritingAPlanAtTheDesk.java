package dure.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dure.BrowserTest;
import dure.TestBooks;
import dure.access.Access;
import dure.access.TestAccounts;
import dure.plan.PlanKind;
import dure.plan.PlanState;
import dure.plan.Versions;
import dure.region.Book;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class WritingAPlanAtTheDesk extends BrowserTest {
    @Autowired
    TestBooks books;

    @Autowired
    Versions versions;

    @Test
    void needs_no_mouse_from_an_empty_plan_to_a_submitted_one() {
        var book = books.next();
        var officer = accounts.officer(book.municipality());
        var page = signIn(officer, 1280, "ko");
        page.navigate(address(desk(book)));
        look("desk-start", page);
        page.locator("input[name=title]").focus();
        page.keyboard().press("Enter");
        ready(page);

        tabTo(page, page.locator("[data-do=add-strategy]"));
        page.keyboard().press("Enter");
        assertThat(page.locator("tr.strategy .desk-name")).isFocused();
        page.keyboard().type("청년이 머무는 도시");
        page.keyboard().press("Enter");
        assertThat(page.locator("tr.strategy")).isFocused();
        page.keyboard().press("t");
        assertThat(page.locator("tr.task .desk-name")).isFocused();
        page.keyboard().type("창업 지원");
        page.keyboard().press("Enter");
        assertThat(page.locator("tr.task")).isFocused();
        page.keyboard().press("n");
        project(page, "창업 사랑방", "40", "150000");
        page.keyboard().press("Escape");
        assertThat(page.locator("tr.project")).isFocused();
        page.keyboard().press("n");
        project(page, "청년 면접 정장", "25", "12000");
        assertThat(page.locator("[data-total=itemised]")).hasText("65");
        assertThat(page.locator("[data-total=money]")).hasText("162,000");

        // Moved, taken away, and both undone.
        page.keyboard().press("Escape");
        assertThat(page.locator("tr.project >> nth=1")).isFocused();
        page.keyboard().press("Alt+ArrowUp");
        assertThat(page.locator("tr.project >> nth=0")).containsText("청년 면접 정장");
        page.keyboard().press("Control+z");
        assertThat(page.locator("tr.project >> nth=0")).containsText("창업 사랑방");
        page.locator("tr.project >> nth=1").focus();
        page.keyboard().press("Delete");
        assertThat(page.locator("tr.project")).hasCount(1);
        assertThat(page.locator("[data-total=itemised]")).hasText("40");
        page.keyboard().press("Control+z");
        assertThat(page.locator("tr.project")).hasCount(2);
        assertThat(page.locator("[data-total=itemised]")).hasText("65");

        var target = page.locator("#head [data-field=target]");
        tabTo(page, target);
        page.keyboard().type("60");
        page.keyboard().press("Tab");
        assertThat(page.locator("[data-total=remainder]")).hasText("-5");
        assertThat(page.locator("#findings")).containsText("60");
        target.focus();
        page.keyboard().press("Control+a");
        page.keyboard().type("100");
        page.keyboard().press("Tab");
        assertThat(page.locator("[data-total=remainder]")).hasText("35");
        assertThat(page.locator("#state")).hasText("저장됨");
        look("desk-1280-ko", page);

        page.onDialog(dialog -> dialog.accept());
        tabTo(page, page.locator("form[action*='/desk/submission'] button"));
        page.keyboard().press("Enter");
        page.waitForURL(address(desk(book)));
        assertThat(page.locator("main")).containsText("제출");
        var version = Access.as(accounts.viewer(officer), () -> versions.all(book, PlanKind.YEAR, 2027))
                .getFirst();
        assertThat(version.state()).isEqualTo(PlanState.SUBMITTED);
        assertThat(version.contentHash()).hasSize(64);
    }

    @Test
    void shows_two_officers_what_the_other_wrote_and_loses_nothing_with_a_session() {
        var book = books.next();
        var one = accounts.officer(book.municipality());
        var other = accounts.officer(book.municipality());
        var first = begin(book, one);
        first.click("[data-do=add-project]");
        fill(first, "name", "공공근로");
        fill(first, "target/2027", "120");
        var second = signIn(other, 1280, "en");
        second.navigate(address(desk(book)));
        ready(second);
        second.locator("tr.project a").click();
        assertThat(second.locator("#panel [data-field='target/2027']")).hasValue("120");

        // Different fields: both stand, and each is shown the other's.
        fill(second, "department", "일자리경제과");
        fill(first, "partners", "가상 자활센터");
        shows(first, "department", "일자리경제과");
        shows(second, "partners", "가상 자활센터");
        assertThat(second.locator("#feed")).containsText("가상 자활센터");

        // The same field: the later one is told, and chooses.
        first.locator("#panel [data-field='target/2027']").fill("150");
        second.locator("#panel [data-field='target/2027']").fill("130");
        first.locator("#panel [data-field='target/2027']").press("Tab");
        assertThat(first.locator("#state")).hasText("저장됨");
        second.locator("#panel [data-field='target/2027']").press("Tab");
        assertThat(second.locator(".desk-note.clashes")).containsText("150");
        look("desk-clash-1280-en", second);
        second.locator(".desk-note.clashes button >> nth=1").click();
        shows(first, "target/2027", "130");

        // A lost session: what was typed meanwhile is saved after signing in again.
        first.context().clearCookies();
        first.locator("#panel [data-field=risks]").fill("국비 확정 전");
        first.locator("#panel [data-field=risks]").press("Tab");
        first.waitForURL(url -> url.contains("/sign-in"));
        first.fill("#login", one.login());
        first.fill("#password", one.password());
        first.click("main button[type=submit]");
        first.waitForURL(url -> url.contains("/second-factor"));
        first.fill("#code", TestAccounts.code(one.login()).orElseThrow());
        first.click("form[action='/second-factor'] button >> nth=0");
        first.waitForURL(url -> url.contains("/desk"));
        ready(first);
        assertThat(first.locator("#panel [data-field=risks]")).hasValue("국비 확정 전");
        shows(second, "risks", "국비 확정 전");

        var phone = signIn(one, 390, "ko");
        phone.navigate(first.url());
        ready(phone);
        assertThat(phone.locator(".desk-narrow")).isVisible();
        assertThat(phone.locator("[data-do=add-project]")).isHidden();
        assertThat(phone.locator("#panel [data-field=name]"))
                .isEditable(new com.microsoft.playwright.assertions.LocatorAssertions.IsEditableOptions()
                        .setEditable(false));
        look("desk-390-ko", phone);
    }

    /** As soon as it is asked again what others wrote. */
    private static void shows(Page page, String field, String text) {
        assertThat(page.locator("#panel [data-field='" + field + "']"))
                .hasValue(
                        text,
                        new com.microsoft.playwright.assertions.LocatorAssertions.HasValueOptions().setTimeout(15_000));
    }

    private Page begin(Book book, TestAccounts.Login officer) {
        var page = signIn(officer, 1280, "ko");
        page.navigate(address(desk(book)));
        page.click("form.stack button");
        ready(page);
        return page;
    }

    private static void ready(Page page) {
        page.locator("#desk[data-ready]").waitFor();
    }

    private static void project(Page page, String name, String target, String money) {
        assertThat(page.locator("#panel [data-field=name]")).isFocused();
        page.keyboard().type(name);
        tabTo(page, page.locator("#panel [data-field='target/2027']"));
        page.keyboard().type(target);
        tabTo(page, page.locator("#panel [data-field='budget/MUNICIPAL']"));
        page.keyboard().type(money);
        page.keyboard().press("Tab");
        assertThat(page.locator("#state")).hasText("저장됨");
    }

    private static void fill(Page page, String field, String text) {
        var input = page.locator("#panel [data-field='" + field + "']");
        input.fill(text);
        input.press("Tab");
        assertThat(page.locator("#state"))
                .hasText(page.locator("html").getAttribute("lang").equals("ko") ? "저장됨" : "Saved");
    }

    /** With the Tab key, as somebody without a mouse would. */
    private static void tabTo(Page page, Locator target) {
        for (int i = 0; i < 150; i++) {
            if ((Boolean) target.evaluate("element => element === document.activeElement")) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("No way there by the Tab key: " + target);
    }

    private static String desk(Book book) {
        return "/municipalities/" + book.municipality() + "/plans/2027/desk";
    }
}
