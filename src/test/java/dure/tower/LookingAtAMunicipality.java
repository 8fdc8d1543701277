package dure.tower;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import dure.BrowserTest;
import dure.TestBooks;
import dure.region.Municipalities;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class LookingAtAMunicipality extends BrowserTest {
    @Test
    void the_first_line_answers_with_number_unit_day_and_rule() {
        var page = visit("/municipalities/30170?asOf=2020-12-31", 1280, "ko");
        assertThat(page.textContent("p.answer").replaceAll("\\p{Z}", " "))
                .contains("24,558개", "30,000개", "81.9", "2020. 12. 31.", "공시 기준 v1");
        assertThat(page.textContent("main")).contains("미세분", "364", "원안가결");
        look("municipality", "/municipalities/30170?asOf=2020-12-31");
    }

    @Test
    void every_sample_can_be_looked_at() {
        glance("municipality-daejeon", "/municipalities/30000");
        glance("municipality-cheonan", "/municipalities/44130");
        glance("municipality-bupyeong", "/municipalities/28237");
        glance("municipality-jincheon", "/municipalities/43750");
        glance("municipality-without-plan", "/municipalities/11000");
        glance("municipality-ended", "/municipalities/46110");
    }

    @Test
    void a_citizen_opens_a_figure_and_counts_it_again_under_another_rule() {
        var page = visit("/municipalities/30000", 390, "ko");
        page.click("table.facts a:has-text('12,000')");
        assertThat(page.textContent("p.answer")).contains("12,000");
        page.click("main a:has-text('엄격 기준')");
        assertThat(page.textContent("p.answer")).contains("0개", "엄격 기준");
        page.click("main a:has-text('근거가 기준보다 약함')");
        page.click("main a:has-text('30000S-1')");
        assertThat(page.textContent("main")).contains("8,900", "기업 및 투자유치");
        look("entries", "/municipalities/30000/entries?year=2011&rule=strict&step=BASIS");
        glance("entries-of-type", "/municipalities/30000/entries?year=2011&programmeType=UNSPECIFIED");
        glance("entry", "/entries/30000S-1");
        glance("rules", "/rules");
    }

    @Test
    void an_officer_imports_a_plan_records_a_result_and_discloses_them(
            @Autowired TestBooks books, @Autowired Municipalities municipalities) {
        var book = books.next();
        var code = book.municipality().value();
        var page = signIn(accounts.officer(book.municipality()), 1280, "ko");

        page.navigate(address("/plan-workbooks"));
        look("import", page);
        page.setInputFiles(
                "input[type=file]",
                new FilePayload(
                        "실적.csv",
                        "text/csv",
                        "내용,시작일,종료일,측정 단위,수량,근거\n공공근로,2025-01-01,2025-01-31,일자리 수,많음,증빙\n"
                                .getBytes(StandardCharsets.UTF_8)));
        page.fill("input[name=municipality]", code);
        page.click("main button[type=submit]");
        assertThat(page.textContent("main")).contains("아무것도 바뀌지 않았습니다", "2행", "수량");
        look("import-refused", page);

        page.navigate(address("/plan-workbooks"));
        page.setInputFiles(
                "input[type=file]",
                new FilePayload(
                        "plan.xlsx",
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        PlanWorkbooks.annual(municipalities.get(book.municipality()), 2025, 100)));
        page.click("main button[type=submit]");
        assertThat(page.textContent("main")).contains("반영할 수 있습니다", "미세분");
        look("import-ready", page);
        page.click("main button[type=submit]");
        page.click("main a.button");
        assertThat(page.textContent("main")).contains("공시하지 않은 계획");
        assertThat(visit("/municipalities/" + code, 1280, "ko").textContent("main"))
                .contains("공시된 계획이 아직 없습니다");

        page.click("main a:has-text('실적 한 건 적기')");
        page.fill("input[name=label]", "공공근로 1월");
        page.fill("input[name=quantity]", "없음");
        page.fill("input[name=occurredOn]", "2025-01-31");
        page.click("main button[type=submit]");
        assertThat(page.textContent("[role=alert]")).contains("1 이상");
        assertThat(page.inputValue("input[name=label]")).isEqualTo("공공근로 1월");
        look("entry-form-refused", page);
        page.fill("input[name=quantity]", "12");
        page.click("main button[type=submit]");
        assertThat(page.textContent("main")).contains(code + "-1", "12");
        look("entry-of-staff", page);

        page.navigate(address("/municipalities/" + code));
        look("municipality-of-staff", page);
        page.onDialog(dialog -> dialog.accept());
        page.click("main button:has-text('공시')");
        assertThat(visit("/municipalities/" + code, 1280, "ko").textContent("p.answer"))
                .contains("12개", "100개");
    }
}
