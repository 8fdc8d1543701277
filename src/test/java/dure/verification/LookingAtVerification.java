package dure.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import dure.BrowserTest;
import dure.Http;
import dure.TestBooks;
import dure.TestPlans;
import dure.access.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class LookingAtVerification extends BrowserTest {
    @Autowired
    TestBooks books;

    @Test
    void a_list_becomes_entries_that_the_insurance_verifies_and_a_sample_checks() {
        var book = books.next();
        var clerk = accounts.officer(book.municipality());
        var home = "/municipalities/" + book.municipality();
        var auth = Http.basic(clerk.login(), clerk.password());
        var http = new Http(port);
        var plan = http.upload(
                "/api/v1/plan-workbooks",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                TestPlans.year(book, 2025, 100, Map.of("가상 일자리 사업", 100L)),
                "Authorization",
                auth);
        assertThat(plan.status()).as(plan.body()).isLessThan(300);
        var reported = http.post("/api/v1/entries", """
                {"municipality": "%s", "project": "가상 일자리 사업", "from": "2025-03-01", "occurredOn": "2025-03-31",
                 "quantity": 4, "statedUnit": "명", "basis": "REPORTED"}
                """.formatted(book.municipality()), "Authorization", auth);
        var entry = reported.json().get("id").asString();

        var office = signIn(clerk, 1280, "ko");
        office.navigate(address("/entries/" + entry));
        office.click("#evidence details.panel > summary");
        office.setInputFiles("#evidence input[type=file]", file("확인서.pdf", "%PDF-1.7 가상"));
        office.fill("#evidence input[name=note]", "채용확인서 4부");
        office.click("#evidence details.panel button[type=submit]");
        office.waitForSelector("#evidence table");
        look("evidence-entry-ko-1280", office);

        office.navigate(address(home + "/person-lists?dataSet=REAL"));
        office.fill("input[name=replaces]", entry);
        office.setInputFiles("input[name=file]", file("명단.csv", """
                참여자,태어난 날,성별,들어온 날,사업장관리번호
                김가상,1990-01-01,남,2025-03-03,1234567890-1
                이가상,1991-02-02,여,2025-03-03,1234567890-1
                박가상,1992-03-03,여,2025-03-10,
                """));
        office.check("input[name=consented]");
        look("verification-lists-ko-1280", office);
        office.click("main form[enctype] button[type=submit]");
        office.waitForSelector("select[name=NAME]");
        office.selectOption("select[name=NAME]", "참여자");
        office.selectOption("select[name=BIRTH_DATE]", "태어난 날");
        office.selectOption("select[name=STARTED_ON]", "들어온 날");
        look("verification-mapping-ko-1280", office);
        office.click("form[action*='/mapping'] button");
        office.waitForSelector("p.answer:has-text('3')");
        look("verification-rehearsed-ko-1280", office);
        office.click("main form:not([action*='/removal']) button[type=submit]");
        office.waitForURL("**/person-lists/reports/**");
        look("verification-list-ko-1280", office);

        var telephone = signIn(accounts.with(Role.VERIFIER, book.municipality()), 390, "en");
        extract(telephone, home);
        look("verification-extract-en-390", telephone);
        telephone.navigate(address(home + "/sample-checks?dataSet=REAL"));
        telephone.fill("input[name=year]", "2025");
        telephone.fill("input[name=size]", "2");
        telephone.fill("input[name=seed]", "seed-2025");
        look("verification-samples-en-390", telephone);
        telephone.click("main form[action*='/sample-checks'] button[type=submit]");
        telephone.waitForSelector("select[name=verdict-1]");
        telephone.selectOption("select[name=verdict-1]", "HIT");
        telephone.selectOption("select[name=verdict-2]", "MISS");
        telephone.fill("input[name=remark-2]", "no contract");
        telephone.click("form[action*='/marks'] button[type=submit]");
        telephone.waitForSelector("form[action*='/closing']");
        look("verification-sample-en-390", telephone);
        telephone.onDialog(dialog -> dialog.accept());
        telephone.click("form[action*='/closing'] button");
        telephone.waitForSelector(
                "form[action*='/closing']",
                new Page.WaitForSelectorOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));

        office.navigate(address(home + "/ladder?year=2025&dataSet=REAL"));
        assertThat(office.locator("main").innerText()).contains("표본 점검");
        look("verification-ladder-ko-1280", office);
        office.navigate(address(home + "/verification?dataSet=REAL"));
        look("verification-home-ko-1280", office);
        office.navigate(address(home + "/coefficients?dataSet=REAL"));
        office.fill("input[name=code]", "investment");
        office.fill("input[name=name]", "투자 취업계수");
        office.fill("input[name=inputName]", "투자액");
        office.fill("input[name=per]", "100,000,000");
        office.fill("input[name=jobs]", "1.25");
        office.fill("input[name=cap]", "100");
        office.fill("input[name=source]", "가상 연구 2025");
        office.fill("input[name=validFrom]", "2025-01-01");
        office.click("form[action*='/coefficients'] button");
        office.waitForSelector("form[action*='/estimates']");
        office.fill("form[action*='/estimates'] input[name=input]", "3,050,000,000");
        office.fill("form[action*='/estimates'] input[name=label]", "가상 투자");
        office.fill("form[action*='/estimates'] input[name=from]", "2025-05-01");
        office.fill("form[action*='/estimates'] input[name=to]", "2025-05-31");
        office.click("form[action*='/estimates'] button[value=false]");
        office.waitForSelector("p.told:has-text('38')");
        look("verification-coefficients-ko-1280", office);
    }

    private void extract(Page page, String home) {
        page.navigate(address(home + "/insurance-extracts?dataSet=REAL"));
        page.setInputFiles("input[name=file]", file("명부.csv", """
                성명,생년월일,취득일,상실일,사업장관리번호
                김가상,900101-1******,2025-03-05,,1234567890-1
                박가상,1992-03-03,2025-03-10,2025-05-20,1111111111-0
                박가상,1992-03-03,2025-03-12,,2222222222-0
                """));
        page.fill("input[name=referenceOn]", "2025-07-01");
        page.click("main form[enctype] button[type=submit]");
        page.waitForSelector("form[action*='/removal']");
        page.click("main form:not([action*='/removal']) button[type=submit]");
        page.waitForURL("**/insurance-extracts/reports/**");
    }

    private static FilePayload file(String name, String content) {
        return new FilePayload(name, name.endsWith("pdf") ? "application/pdf" : "text/csv", content.getBytes(UTF_8));
    }
}
