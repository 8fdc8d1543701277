package dure.recount;

import static org.assertj.core.api.Assertions.assertThat;

import dure.BrowserTest;
import dure.TestBooks;
import dure.access.Role;
import dure.ledger.KeptJobs;
import dure.ledger.Ledger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class LookingAtARecount extends BrowserTest {
    @Test
    void a_citizen_goes_from_the_announced_number_to_the_one_that_lasts_and_opens_a_step() {
        var cases = "/municipalities/50000/recount?year=2020&dataSet=SIMULATED&rules=announced,lasting";
        look("recount", cases);
        var page = visit(cases, 1280, "ko");
        assertThat(page.textContent("p.answer")).contains("3,304", "985");
        page.waitForSelector(".chart-waterfall svg");
        page.click("main table a:has-text('이미 센 사람')");
        assertThat(page.textContent("p.answer")).contains("이미 센 사람", "69");
        glance("recount-step", page.url().replaceFirst("https?://[^/]+", ""));
        glance(
                "recount-two-days",
                "/municipalities/52110/recount?year=2020&dataSet=SIMULATED&rules=as-reported,private"
                        + "&asOf=2020-06-30&asOf2=2020-12-31");
        glance("rules", "/rules");
    }

    @Test
    void an_officer_writes_a_rule_and_sees_at_once_what_it_gives(@Autowired Ledger ledger, @Autowired TestBooks books) {
        var book = books.next();
        KeptJobs.in(ledger, book);
        var home = "/municipalities/" + book.municipality();
        var page = signIn(accounts.with(Role.JOB_POLICY_OFFICER, book.municipality()), 1280, "ko");
        page.navigate(address(home + "/rules"));
        look("rules-of-municipality", page);
        page.fill("input[name=name]", "tried");
        page.click("main form.stack button[type=submit]");
        // With its scripts: what is changed before them nobody hears.
        page.waitForURL("**/rules/drafts/**");
        page.selectOption("select[name=previewYear]", "2025");
        page.waitForSelector("#preview:has-text('360개')");
        page.selectOption("select[name=basisAtLeast]", "RETAINED");
        page.fill("input[name=retainedMonths]", "6");
        // By keyboard: leaving the field is enough.
        page.keyboard().press("Tab");
        page.waitForSelector("#preview:has-text('180개')");
        assertThat(page.textContent("#preview")).contains("고용유지 확인 기간이 기준보다 짧음");
        page.fill("input[name=nameKo]", "반년 유지");
        page.fill("input[name=nameEn]", "Kept half a year");
        page.click("button[value=propose]");
        assertThat(page.inputValue("textarea[name=textKo]")).contains("6개월 이상 고용이 유지된");
        page.click("button[value=save]");
        page.waitForURL(Pattern.compile(".*saved.*"));
        look("rule-draft", page);

        glance("retention", home + "/retention?year=2025&dataSet=REAL&type=SERVICE");
    }
}
