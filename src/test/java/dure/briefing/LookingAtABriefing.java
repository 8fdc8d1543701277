package dure.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import dure.BrowserTest;
import dure.Http;
import dure.TestBooks;
import dure.TestPlans;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class LookingAtABriefing extends BrowserTest {
    @Autowired
    TestBooks books;

    @Test
    void a_clerk_says_what_is_done_on_a_phone_and_the_officer_has_the_meetings_pages_with_it() throws Exception {
        var book = books.next();
        var login = accounts.officer(book.municipality());
        var http = new Http(port);
        http.signIn(login.login(), login.password());
        var token = new String[] {"X-CSRF-TOKEN", http.csrf("/password")};
        var projects = new LinkedHashMap<>(Map.of("공공근로", 240L));
        projects.put("청년 창업 교실", 60L);
        projects.put("스마트팜 현장 실습", 90L);
        http.upload(
                "/api/v1/plan-workbooks",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                TestPlans.year(book, 2026, 400, projects, 120_000),
                token);
        http.upload(
                "/api/v1/entry-files?municipality=" + book.municipality(),
                "text/csv",
                ("내용,시작일,종료일,측정 단위,수량,근거\n1월 참여,2026-01-01,2026-01-31,일자리 수,40,보고\n"
                                + "2월 참여,2026-02-01,2026-02-28,일자리 수,55,증빙\n4월 참여,2026-04-01,2026-04-30,일자리 수,60,보고\n")
                        .getBytes(StandardCharsets.UTF_8),
                token);
        var at = "/municipalities/" + book.municipality();

        var clerk = signIn(accounts.departmentOfficer(book.municipality(), "가상과"), 390, "ko");
        clerk.navigate(address(at + "/actions?year=2026"));
        look("actions-empty-ko-390", clerk);
        clerk.selectOption(
                "#project",
                clerk.locator("#project option:has-text('청년 창업 교실')").getAttribute("value"));
        clerk.fill("#owner", "창업지원팀장");
        clerk.fill("#dueOn", "2026-06-30");
        clerk.fill("#problem", "4월까지 참여가 없습니다.");
        clerk.selectOption("#cause", "CONTRACT");
        clerk.fill("#causeText", "위탁 협약이 두 달 늦었습니다.");
        clerk.fill("#countermeasure", "6월에 두 기수를 함께 엽니다.");
        clerk.click("button:has-text('등록')");
        assertThat(clerk.textContent(".told")).contains("2026-1");
        clerk.click("button:has-text('추진 시작')");
        clerk.fill("#remark", "협약을 맺었습니다.");
        clerk.click("button:has-text('경과 적기')");
        look("action-ko-390", clerk);
        assertThat(clerk.textContent("#steps")).contains("협약을 맺었습니다.", "추진 시작");

        var officer = signIn(login, 1280, "ko");
        officer.navigate(address(at + "/actions?year=2026"));
        look("actions-ko-1280", officer);
        assertThat(officer.textContent("#actions")).contains("청년 창업 교실", "기한 지남");
        officer.navigate(address(at + "/briefings"));
        look("briefings-empty-ko-1280", officer);
        officer.fill("#heldOn", "2026-05-06");
        officer.fill("#asOf", "2026-04-30");
        officer.fill("#attendees", "부군수, 실·과장");
        officer.click("button:has-text('자료 만들기')");
        assertThat(officer.textContent(".answer")).contains("155개", "400개", "38.8");
        officer.click("#LAGGARDS summary");
        officer.fill("#said-LAGGARDS", "하반기 모집을 6월로 당깁니다.");
        officer.click("#LAGGARDS button:has-text('의견 저장')");
        assertThat(officer.textContent("#LAGGARDS .remark")).contains("하반기 모집을 6월로 당깁니다.");
        assertThat(officer.textContent("#LAGGARDS")).contains("위탁·계약 지연: 위탁 협약이 두 달 늦었습니다.");
        var download = officer.waitForDownload(() -> officer.click("button:has-text('PDF 만들기')"));
        assertThat(download.suggestedFilename()).isEqualTo("2026년 일자리 상시보고회 2026-04-30.pdf");
        assertThat(Files.readAllBytes(download.path())).startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
        officer.reload();
        officer.click("summary:has-text('만든 자료')");
        officer.click("button:has-text('다시 만들어 견주기')");
        assertThat(officer.textContent(".told")).contains("한 바이트도 다르지 않습니다");
        look("briefing-ko-1280", officer);
        officer.setViewportSize(390, 844);
        look("briefing-ko-390", officer);
        officer.navigate(address(at + "/briefings?lang=en"));
        officer.click("#briefings a");
        look("briefing-en-390", officer);
    }
}
