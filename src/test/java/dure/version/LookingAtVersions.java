package dure.version;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import dure.BrowserTest;
import dure.TestBooks;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class LookingAtVersions extends BrowserTest {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @Test
    void an_officer_amends_a_plan_and_everybody_sees_what_was_promised_first(@Autowired TestBooks books) {
        var book = books.next();
        var code = book.municipality().value();
        var history = "/municipalities/" + code + "/plans/2028/versions";
        var page = signIn(accounts.officer(book.municipality()), 1280, "ko");
        page.onDialog(dialog -> dialog.accept());
        page.navigate(address(history));
        assertThat(page.textContent("main")).contains("아직 없습니다");

        upload(page, Drafted.original(2028).workbook(book));
        page.navigate(address(history));
        assertThat(page.textContent("p.answer")).contains("아직 공시된 판은 없습니다", "v1", "작성 중");
        page.click("button:has-text('제출')");
        assertThat(page.textContent("p.answer")).contains("제출");
        look("versions-submitted-ko-1280", page);
        page.click("button:has-text('v1 공시')");
        page.navigate(address(history));
        assertThat(page.textContent("p.answer")).contains("당초 계획 그대로입니다");

        page.fill("input[name=reason]", "제1회 추경");
        page.click("button:has-text('새 판 시작')");
        assertThat(page.textContent("main")).contains("제1회 추경", "v1에서 시작");
        upload(page, Drafted.original(2028).amended().workbook(book));
        page.navigate(address(history));
        page.click("button:has-text('공시')");

        page.navigate(address(history));
        assertThat(page.textContent("p.answer").replaceAll("\\p{Z}", " ")).contains("총목표는 8,400", "당초 v1의 총목표는 8,254");
        look("versions-staff-ko-1280", page);
        page.click("form[action$='/versions/diff'] button");
        assertThat(page.textContent("p.answer").replaceAll("\\p{Z}", " "))
                .contains(
                        "v1 → v3: 사업 3 → 3 (추가 1 · 제외 1 · 변경 1)",
                        "총목표 8,254 → 8,400 (+146)",
                        "예산 96억 5,000만원 → 97억 2,000만원 (+7,000만원)");
        page.click("nav.choices a:has-text('제외')");
        assertThat(page.textContent("main")).contains("창업 공간 조성").doesNotContain("돌봄 인력 양성");

        glance("versions", history);
        glance("versions-diff", history + "/1/diff?to=3");
        glance("version", history + "/3");
        look("versions-municipality-ko-1280", visit("/municipalities/" + code + "?year=2028", 1280, "ko"));
        var citizen = visit("/municipalities/" + code + "?year=2028", 390, "en");
        assertThat(citizen.textContent("main").replaceAll("\\p{Z}", " "))
                .contains("Original target 8,254 → amended 8,400");
        look("versions-municipality-en-390", citizen);
        citizen.selectOption("select[name=against]", "original");
        citizen.click("form.question button");
        assertThat(citizen.url()).contains("against=original");
        assertThat(citizen.textContent("#year")).contains("v1");
    }

    private void upload(Page page, byte[] workbook) {
        page.navigate(address("/plan-workbooks"));
        page.setInputFiles("input[type=file]", new FilePayload("계획.xlsx", XLSX, workbook));
        page.click("main button[type=submit]");
        assertThat(page.textContent("main")).contains("반영할 수 있습니다");
        page.click("main button[type=submit]");
        page.waitForSelector("main a.button");
    }
}
