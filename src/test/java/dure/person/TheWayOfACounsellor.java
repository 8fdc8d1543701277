package dure.person;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dure.BrowserTest;
import dure.TestBooks;
import dure.TestDatabase;
import dure.access.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class TheWayOfACounsellor extends BrowserTest {
    @Autowired
    TestBooks books;

    @Autowired
    TestDatabase database;

    @Test
    void registers_with_consent_sees_masked_opens_one_and_is_seen_by_the_auditor() throws Exception {
        var place = books.next().municipality();
        var who = accounts.with(Role.COUNSELLOR, place);
        var counsellor = signIn(who, 1280, "ko");
        counsellor.navigate(address("/persons"));
        assertThat(counsellor.url()).endsWith("/municipalities/" + place + "/persons");
        look("persons-none-ko-1280", counsellor);

        counsellor.click("a.button:has-text('동의 받고 등록')");
        look("persons-new-ko-1280", counsellor);
        counsellor.check("input[name=required]");
        counsellor.fill("input[name=name]", "홍길동");
        counsellor.fill("input[name=birthDate]", "1990-03-21");
        counsellor.fill("input[name=phone]", "010-1234-5678");
        counsellor.click("button:has-text('등록')");
        assertThat(counsellor.textContent("h1")).contains("홍*동");
        assertThat(counsellor.content()).doesNotContain("홍길동", "1234-5678");
        look("persons-one-ko-1280", counsellor);

        counsellor.navigate(address("/persons"));
        assertThat(counsellor.content()).contains("홍*동", "010-****-5678").doesNotContain("홍길동");
        look("persons-list-ko-1280", counsellor);
        counsellor.setViewportSize(390, 844);
        look("persons-list-ko-390", counsellor);
        counsellor.click("a:has-text('홍*동')");
        var ref = counsellor.url().replaceAll(".*/", "");
        look("persons-one-ko-390", counsellor);
        counsellor.fill("#reason", "면접 일정 연락");
        counsellor.click("button:has-text('전체 보기')");
        assertThat(counsellor.textContent("#person")).contains("홍길동", "010-1234-5678");
        look("persons-opened-ko-390", counsellor);

        backdate(place.value());
        var auditor = signIn(accounts.with(Role.AUDITOR, place), 1280, "ko");
        auditor.navigate(address("/access-log?person=" + ref));
        assertThat(auditor.textContent("#rows ~ .scroll, section[aria-labelledby=rows]"))
                .contains("개인정보 전체 열람", "면접 일정 연락", who.login());
        look("access-log-ko-1280", auditor);
        auditor.navigate(address("/access-log?verify=1"));
        assertThat(auditor.textContent("section[aria-labelledby=chain]")).contains("이어져 있습니다");
        auditor.fill("#review-note", "사유를 모두 확인함");
        auditor.click("button:has-text('점검 확인')");
        assertThat(auditor.textContent("section[aria-labelledby=reviews]")).contains("사유를 모두 확인함");
        auditor.setViewportSize(390, 844);
        look("access-log-ko-390", auditor);
        downloadsOnlyWithAReason(auditor);

        auditor.navigate(address("/municipalities/" + place + "/persons"));
        assertThat(auditor.content()).doesNotContain("홍*동");
    }

    private void downloadsOnlyWithAReason(Page auditor) throws Exception {
        auditor.click("a:has-text('접속기록 내려받기')");
        look("access-log-purpose-ko-390", auditor);
        auditor.fill("#reason", "3월 점검 결과 보고");
        var file = auditor.waitForDownload(() ->
                auditor.getByRole(AriaRole.MAIN).getByRole(AriaRole.BUTTON).click());
        assertThat(Files.readString(file.path(), StandardCharsets.UTF_8)).contains("READ_PERSON", "면접 일정 연락");
        auditor.navigate(address("/access-log?action=DOWNLOAD"));
        assertThat(auditor.textContent("section[aria-labelledby=rows]")).contains("3월 점검 결과 보고");
    }

    /** One row of two months ago, so that a month is due. */
    private void backdate(String place) throws Exception {
        try (var connection = database.asSuperuser();
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute("update access_log set at = at - interval '2 months' where chain = '" + place
                    + "' and position = 1");
            statement.execute(
                    "update access_log l set hash = access_log_hash(l) where chain = '" + place + "' and position = 1");
            statement.execute("update access_log l set previous = p.hash from access_log p where l.chain = '" + place
                    + "' and p.chain = l.chain and p.position = 1 and l.position = 2");
            for (int position = 2; position < 40; position++) {
                statement.execute("update access_log l set previous = p.hash from access_log p where l.chain = '"
                        + place + "' and p.chain = l.chain and p.position = " + (position - 1) + " and l.position = "
                        + position);
                statement.execute("update access_log l set hash = access_log_hash(l) where chain = '" + place
                        + "' and position = " + position);
            }
            statement.execute("update access_log_head h set hash = l.hash from access_log l where h.chain = '" + place
                    + "' and l.chain = h.chain and l.position = h.position");
        }
    }

    @Test
    void lets_the_operator_see_and_renew_the_keys() {
        var operator = signIn(accounts.administrator(), 1280, "en");
        operator.navigate(address("/persons/keys"));
        look("persons-keys-en-1280", operator);
    }
}
