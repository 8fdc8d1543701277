package dure.years;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dure.BrowserTest;
import dure.TestBooks;
import dure.TestPlans;
import dure.access.Access;
import dure.access.TestAccounts;
import dure.plan.PlanImport;
import dure.plan.Plans;
import dure.region.Book;
import dure.sheet.Reading;
import dure.sheet.Sheets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PlanningFromYearToYear extends BrowserTest {
    @Autowired
    TestBooks books;

    @Autowired
    Plans plans;

    /**
     * The shape of 전북 민선 8기: 620,403 jobs over four years in five calendar-year columns. Only that total is the province's;
     * the columns and everything else are invented.
     */
    @Test
    void an_officer_copies_last_year_sees_what_became_of_it_settles_it_and_compares_the_term() {
        var book = books.next();
        var officer = accounts.officer(book.municipality());
        imported(
                book,
                officer,
                TestPlans.term(
                        book,
                        8,
                        620_403,
                        Map.of(2022, 70_403L, 2023, 150_000L, 2024, 155_000L, 2025, 160_000L, 2026, 85_000L)));
        imported(book, officer, TestPlans.year(book, 2023, 150_000, Map.of("가상 사업", 150_000L)));
        imported(book, officer, TestPlans.year(book, 2024, 151_200, projects(), 200_000));
        var place = "/municipalities/" + book.municipality() + "/plans/";

        var desk = signIn(officer, 1280, "ko");
        desk.navigate(address(place + "2025/from-last-year"));
        look("years-copy-ko-1280", desk);
        desk.selectOption("tr:has-text('가상 돌봄 도우미') select", "ENDED");
        desk.fill("tr:has-text('가상 돌봄 도우미') input[name^=reason]", "수요가 줄어 종료");
        desk.selectOption("tr:has-text('가상 훈련과정') select", "MERGED");
        desk.fill("tr:has-text('가상 훈련과정') input[name^=code]", "없는 사업");
        desk.click("main .buttons button");
        assertThat(desk.textContent(".fault")).contains("가상 훈련과정", "이어 가는 사업 가운데에서");
        // What was typed is still there, and what was wrong is put right.
        assertThat(desk.inputValue("tr:has-text('가상 돌봄 도우미') input[name^=reason]"))
                .isEqualTo("수요가 줄어 종료");
        desk.fill("tr:has-text('가상 훈련과정') input[name^=code]", "가상 청년 창업공간");
        desk.click("main .buttons button");

        desk.waitForURL(address(place + "2025/mapping"));
        assertThat(desk.textContent(".answer")).contains("계속 2개, 신규 0개, 통합 1개, 종료 1개");
        assertThat(desk.textContent("main")).contains("수요가 줄어 종료", "→ 가상 청년 창업공간에 통합");
        look("years-mapping-ko-1280", desk);

        desk.navigate(address(place + "2024/settlement"));
        desk.fill("tr:has-text('가상 청년 창업공간') input[name^=spent]", "150,000,000");
        desk.fill("tr:has-text('가상 청년 창업공간') input[name^=over]", "60,000,000");
        desk.click("main .buttons button");
        assertThat(desk.textContent(".fault")).contains("아무것도 저장하지 않았습니다", "10,000,000원");
        look("years-settlement-refused-ko-1280", desk);
        desk.fill("tr:has-text('가상 청년 창업공간') input[name^=over]", "40,000,000");
        desk.click("main .buttons button");
        assertThat(desk.textContent(".told")).contains("1줄을 저장했습니다");
        assertThat(desk.textContent("main")).contains("40,000,000원", "전년도 이월액");
        look("years-settlement-ko-1280", desk);

        desk.navigate(address(place + "term-8/years"));
        assertThat(desk.textContent(".answer")).contains("620,403", "1개 연도의 세부계획 목표가 종합계획과 다릅니다");
        assertThat(desk.textContent("tr:has(th:text('2024'))")).contains("155,000", "151,200", "−3,800");
        assertThat(desk.textContent("tr:has(th:text('2026'))")).contains("일부", "견주지 않음");
        look("years-term-ko-1280", desk);
        desk.click("[aria-label='2026년 초안 만들기']");
        assertThat(desk.textContent("tr:has(th:text('2026'))")).contains("85,000", "작성 중");

        desk.navigate(address(place + "2025/desk/slice"));
        look("years-slice-ko-1280", desk);
        onATelephone(officer, place);
    }

    private void onATelephone(TestAccounts.Login officer, String place) {
        var phone = signIn(officer, 390, "en");
        for (var path :
                List.of("2025/mapping", "term-8/years", "2024/settlement", "2025/desk/slice", "2024/from-last-year")) {
            phone.navigate(address(place + path));
            look("years-" + path.replace('/', '-') + "-en-390", phone);
        }
        assertThat(heading(phone)).contains("Begin with last year’s plan");
    }

    private static String heading(Page page) {
        return page.textContent("h1");
    }

    private static Map<String, Long> projects() {
        var projects = new LinkedHashMap<String, Long>();
        projects.put("가상 청년 창업공간", 40L);
        projects.put("가상 돌봄 도우미", 600L);
        projects.put("가상 훈련과정", 30L);
        projects.put("가상 기업 유치와 투자 협약 이행 지원을 위한 이름이 긴 사업", 150L);
        return projects;
    }

    private void imported(Book book, TestAccounts.Login officer, byte[] file) {
        var outcome = Access.as(accounts.viewer(officer), () -> switch (Sheets.read("계획.xlsx", file)) {
            case Reading.Read read -> plans.importWorkbook(read.workbook(), book.dataSet(), false);
            case Reading.Refused refused -> throw new AssertionError(refused.finding());
        });
        assertThat(outcome).isInstanceOf(PlanImport.Imported.class);
    }
}
