package dure.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import dure.BrowserTest;
import dure.Http;
import dure.TestBooks;
import dure.region.Book;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The plan of 대전 서구 for 2021 as it was reported, from an empty draft over its council to its amendment. */
class ThePlanOfAYear extends BrowserTest {
    private static final List<String> STRATEGIES =
            List.of("코로나19 고용위기 대응", "서구 맞춤형 고용지원", "청년 일자리", "지역 일자리 기반 조성", "민관학 일자리 인프라 구축");

    private static final Map<String, List<String>> PROJECTS = Map.of(
            "코로나19 공공일자리·소상공인 지원", List.of("1", "6719"),
            "지역 청년 일자리·취창업 컨설팅", List.of("3", "496"),
            "기업유치·신설, 사회적경제", List.of("4", "675"));

    @Autowired
    TestBooks books;

    @Test
    void is_drafted_deliberated_passed_and_amended_and_both_promises_stay() {
        var book = books.next();
        var officer = accounts.officer(book.municipality());
        var page = signIn(officer, 1280, "ko");
        page.onDialog(dialog -> dialog.accept());
        drafted(page, book);

        page.navigate(address("/municipalities/" + book.municipality() + "/disclosure-conditions"));
        page.selectOption("select[name=conditionKind]", "YEAR");
        page.selectOption("select[name=asks]", "DOCUMENT");
        press(page, "요건 적용");
        page.navigate(address(plan(book) + "/desk"));
        page.click("form[action*='/desk/submission'] button");
        page.waitForSelector("main:has-text('제출')");
        page.navigate(address(plan(book) + "/versions"));
        assertThat(page.locator("main")).containsText("협의체의 의결이 있어야 공시할 수 있습니다");

        deliberated(page, book);
        page.navigate(address(plan(book) + "/versions"));
        assertThat(page.locator("main")).containsText("원안가결");
        assertThat(page.locator("main")).containsText("2021. 3. 26.");
        assertThat(page.locator("main")).containsText("일자리정책과-1234");
        page.click("button:has-text('v1 공시')");
        reported(officer, book, 4127);
        amended(page, book);

        page.navigate(address(plan(book) + "/versions"));
        look("seogu-versions-ko-1280", page);
        page.navigate(address(plan(book) + "/versions/1/diff?to=2"));
        assertThat(plain(page.textContent("p.answer"))).contains("v1 → v2", "총목표 8,254 → 8,400 (+146)", "추가 1", "변경 1");
        assertThat(page.locator("main")).containsText("희망일자리");
        assertThat(page.locator("main")).containsText("496");
        assertThat(page.locator("main")).containsText("550");
        look("seogu-diff-ko-1280", page);

        // Anybody sees both, and the results against either.
        var citizen = visit("/municipalities/" + book.municipality() + "?year=2021", 390, "ko");
        var said = plain(citizen.textContent("main"));
        assertThat(said).contains("8,254", "8,400", "50.0 %", "49.1 %");
        look("seogu-citizen-ko-390", citizen);
        var http = new Http(port);
        for (var promise : Map.of("original", 8254L, "disclosed", 8400L).entrySet()) {
            var figure = http.get("/api/v1/municipalities/" + book.municipality() + "/plans/2021/progress?against="
                            + promise.getKey())
                    .json();
            assertThat(figure.get("target").asLong()).as(figure.toString()).isEqualTo(promise.getValue());
        }
    }

    private void drafted(Page page, Book book) {
        page.navigate(address(plan(book) + "/desk"));
        page.fill("input[name=title]", "2021년 서구 일자리 대책 세부계획");
        page.click("form.stack button");
        page.locator("#desk[data-ready]").waitFor();
        for (var name : STRATEGIES) {
            page.click("[data-do=add-strategy]");
            assertThat(page.locator("tr.strategy .desk-name >> nth=" + STRATEGIES.indexOf(name)))
                    .isFocused();
            page.keyboard().type(name);
            page.keyboard().press("Enter");
            assertThat(page.locator("#state")).hasText("저장됨");
        }
        PROJECTS.forEach((name, of) -> {
            page.locator("tr.strategy[data-item='" + of.getFirst() + "'] td >> nth=0")
                    .click();
            add(page, name);
            set(page, "#panel [data-field='target/2021']", of.getLast());
        });
        set(page, "#head [data-field=target]", "8254");
        set(page, "#head [data-field=declaredProjects]", "87");
        assertThat(page.locator("[data-total=itemised]")).hasText("7,890");
        assertThat(page.locator("[data-total=remainder]")).hasText("364");
        look("seogu-desk-ko-1280", page);
    }

    /** 지역 일자리 창출 협의체: written down after its day. */
    private void deliberated(Page page, Book book) {
        page.navigate(address("/municipalities/" + book.municipality() + "/councils"));
        page.fill("input[name=name]", "지역 일자리 창출 협의체");
        page.fill("input[name=foundedOn]", "2018-07-01");
        press(page, "등록");
        page.fill("input[name=validFrom]", "2018-07-01");
        press(page, "정족수 적용");
        for (var name : List.of("김가상", "이가상", "박가상")) {
            if (!(Boolean) page.evaluate("document.querySelector('#new-member').open")) {
                page.click("#new-member > summary");
            }
            page.fill("#new-member input[name=memberName]", name);
            page.fill("#new-member input[name=affiliation]", "가상기관");
            page.fill("#new-member input[name=from]", "2018-07-01");
            press(page, "등록", "#new-member ");
        }
        page.click("#new-meeting > summary");
        page.fill("#new-meeting input[name=title]", "2021년 정기회의");
        page.fill("#new-meeting input[name=plannedAt]", "2021-03-26T14:00");
        page.fill("#new-meeting input[name=place]", "구청 회의실");
        press(page, "회의 잡기");
        page.selectOption("#new-item select[name=plan]", new SelectOption().setIndex(1));
        page.fill("#new-item input[name=itemTitle]", "2021년 서구 일자리 대책 세부계획(안)");
        press(page, "안건 올리기");
        press(page, "소집하고 통지 보내기");
        press(page, "개회");
        page.locator("form[action$='/attendance'] input[type=checkbox]").all().forEach(box -> box.check());
        press(page, "출석 저장");
        page.selectOption("form[action$='/motions'] select[name=method]", "BY_HANDS");
        press(page, "표결에 부치기", "form[action$='/motions'] ");
        page.fill("input[name=votesFor]", "3");
        page.fill("input[name=against]", "0");
        page.fill("input[name=abstained]", "0");
        page.fill("input[name=documentNumber]", "일자리정책과-1234");
        press(page, "집계하고 의결");
        assertThat(page.locator("section.item").first()).containsText("원안가결");
    }

    private void reported(dure.access.TestAccounts.Login officer, Book book, long jobs) {
        var http = new Http(port);
        http.signIn(officer.login(), officer.password());
        var entry = http.post(
                "/api/v1/entries", """
                {"municipality": "%s", "from": "2021-01-01", "occurredOn": "2021-06-30", "quantity": %d, "statedUnit": "명",
                 "basis": "REPORTED", "programmeType": "DIRECT", "label": "상반기", "evidence": "부서 보고"}
                """.formatted(book.municipality(), jobs), "X-CSRF-TOKEN", http.csrf("/password"));
        assertThat(entry.status()).as(entry.body()).isEqualTo(201);
    }

    private void amended(Page page, Book book) {
        page.navigate(address(plan(book) + "/desk"));
        page.fill("input[name=reason]", "제1회 추경");
        page.click("form[action*='/desk/amendment'] button");
        page.locator("#desk[data-ready]").waitFor();
        page.locator("tr.project:has-text('지역 청년 일자리') a").click();
        assertThat(page.locator("#panel [data-field='target/2021']")).hasValue("496");
        set(page, "#panel [data-field='target/2021']", "550");
        add(page, "희망일자리");
        set(page, "#panel [data-field='target/2021']", "92");
        set(page, "#head [data-field=target]", "8400");
        assertThat(page.locator("[data-total=remainder]")).hasText("364");
        page.click("form[action*='/desk/submission'] button");
        page.waitForSelector("main:has-text('제출')");
        page.navigate(address(plan(book) + "/versions"));
        page.click("button:has-text('v2 공시')");
    }

    private static void add(Page page, String name) {
        page.click("[data-do=add-project]");
        assertThat(page.locator("#panel [data-field=name]")).hasValue("새 사업");
        assertThat(page.locator("#panel [data-field=name]")).isFocused();
        set(page, "#panel [data-field=name]", name);
    }

    private static void set(Page page, String field, String text) {
        page.locator(field).fill(text);
        page.locator(field).press("Tab");
        assertThat(page.locator("#state")).hasText("저장됨");
    }

    private static String plain(String text) {
        return text.replaceAll("[\\p{Z}\\s]+", " ");
    }

    private static String plan(Book book) {
        return "/municipalities/" + book.municipality() + "/plans/2021";
    }

    private static void press(Page page, String label) {
        press(page, label, "main ");
    }

    private static void press(Page page, String label, String within) {
        page.waitForNavigation(() -> page.click(within + "button:has-text('" + label + "') >> nth=0"));
    }
}
