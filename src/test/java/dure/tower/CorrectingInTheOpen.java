package dure.tower;

import static org.assertj.core.api.Assertions.assertThat;

import dure.BrowserTest;
import dure.Http;
import dure.TestBooks;
import dure.access.Access;
import dure.access.Role;
import dure.access.TestAccounts;
import dure.access.Viewer;
import dure.ledger.EntryId;
import dure.ledger.Ledger;
import dure.region.Book;
import java.time.YearMonth;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A mistake in a closed month: asked to be corrected by one, approved by another, and told to everybody who reads the entries. */
class CorrectingInTheOpen extends BrowserTest {
    @Autowired
    Ledger ledger;

    Book book;
    EntryId entry;
    TestAccounts.Login office;

    @BeforeEach
    void closeMarch(@Autowired TestBooks books) {
        book = books.next();
        office = accounts.with(Role.JOB_POLICY_OFFICER, book.municipality());
        var written = post(office, "/api/v1/entries", """
                {"municipality": "%s", "dataSet": "REAL", "label": "공공근로", "from": "2025-03-01", "occurredOn": "2025-03-31", "quantity": 30,
                 "basis": "REPORTED", "terms": {"months": 3, "weeklyHours": 20}}""".formatted(book.municipality()));
        assertThat(written.status()).isEqualTo(201);
        entry = EntryId.parse(written.json().get("id").asString()).orElseThrow();
        Access.as(Viewer.PRODUCT, () -> ledger.close(book, YearMonth.of(2025, 3)));
    }

    @Test
    void an_officer_asks_and_an_approver_approves_and_the_old_line_stays_to_be_seen() {
        var page = signIn(office, 1280, "ko");
        page.navigate(address("/entries/" + entry));
        assertThat(page.textContent("main")).contains("마감된 달").doesNotContain("취소하는 까닭");
        page.click("main a:has-text('정정 신청')");
        page.fill("input[name=quantity]", "스물일곱");
        page.fill("textarea[name=reason]", "중복된 세 사람을 뺌");
        page.click("main button[type=submit]");
        assertThat(page.textContent("[role=alert]")).contains("바른 수량", "1 이상");
        assertThat(page.inputValue("input[name=quantity]")).isEqualTo("스물일곱");
        look("correction-form", page);
        page.fill("input[name=quantity]", "27");
        page.click("main button[type=submit]");
        assertThat(page.textContent("h1")).contains("정정 1호", "승인 대기");
        assertThat(page.textContent("tfoot")).contains("−3");

        var approver = signIn(accounts.with(Role.APPROVER, book.municipality()), 1280, "ko");
        approver.navigate(address("/notices"));
        approver.click("main a:has-text('정정 1건')");
        look("corrections", approver);
        approver.click("main a:has-text('정정 1호')");
        approver.click("button:has-text('반려')");
        assertThat(approver.textContent("[role=alert]")).contains("반려하는 까닭");
        approver.fill("input[name=remark]", "명부와 맞음");
        look("correction", approver);
        approver.click("button:has-text('승인하고')");
        assertThat(approver.textContent("h1")).contains("승인");
        approver.click("main a:has-text('" + entry + "')");
        assertThat(approver.textContent("main")).contains("-2");
        approver.navigate(address("/municipalities/" + book.municipality() + "/entries?year=2025&dataSet=REAL"));
        assertThat(approver.textContent("p.answer")).contains("27");
    }

    @Test
    void a_machine_asks_and_is_told_what_is_wrong_and_nobody_outside_sees_the_requests() {
        var corrections = "/api/v1/municipalities/" + book.municipality() + "/corrections";
        var wrong = post(office, corrections + "?dataSet=REAL", """
                {"changes": [{"entry": "%s", "quantity": -4}, {"entry": "11110-999"}], "additions": [{"municipality": "%s"}]}""".formatted(entry, book.municipality()));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("changes[0].quantity", "changes[1].entry", "additions[0].quantity", "\"reason\"");

        var asked = post(office, corrections + "?dataSet=REAL", """
                {"changes": [{"entry": "%s", "quantity": 0}], "additions": [{"municipality": "%s", "dataSet": "REAL",
                 "label": "빠진 실적", "occurredOn": "2025-03-20", "quantity": 4, "basis": "REPORTED"}], "reason": "다른 달의 것"}""".formatted(entry, book.municipality()));
        assertThat(asked.status()).isEqualTo(201);
        assertThat(asked.json().get("difference").get("JOBS").asLong()).isEqualTo(-26);
        assertThat(post(office, corrections + "/1/approval?dataSet=REAL", "{}").status())
                .isEqualTo(403);
        assertThat(new Http(port).get(corrections + "?dataSet=REAL").status()).isEqualTo(404);
        assertThat(new Http(port)
                        .get(corrections.replace("/api/v1", "") + "?dataSet=REAL")
                        .status())
                .isEqualTo(404);

        var approver = accounts.with(Role.APPROVER, book.municipality());
        var approved = post(approver, corrections + "/1/approval?dataSet=REAL", "{\"remark\": \"확인\"}");
        assertThat(approved.json().get("state").asString()).isEqualTo("APPROVED");
        assertThat(post(approver, corrections + "/1/refusal?dataSet=REAL", "{\"remark\": \"늦음\"}")
                        .status())
                .isEqualTo(409);
    }

    private Http.Answer post(TestAccounts.Login who, String path, String json) {
        return new Http(port).post(path, json, "Authorization", Http.basic(who.login(), who.password()));
    }
}
