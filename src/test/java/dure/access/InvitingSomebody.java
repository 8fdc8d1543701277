package dure.access;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.Http;
import dure.TestDatabase;
import dure.TestMail;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DureTest
class InvitingSomebody {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final Pattern LINK = Pattern.compile("http://[^/]+(/invitations/[A-Za-z0-9_-]{43})");
    private static final String PASSWORD = "조용한 강가의 아침 산책";

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDatabase database;

    Http administrator;
    String login;
    String email;

    @BeforeEach
    void signIn() {
        var who = accounts.administrator();
        administrator = new Http(port);
        administrator.signIn(who.login(), who.password());
        login = "invited" + NEXT.incrementAndGet();
        email = login + "@example.go.kr";
    }

    @Test
    void sends_a_link_that_sets_the_password_once() throws Exception {
        var told = invite("JOB_POLICY_OFFICER", "30170", "");
        assertThat(told.status()).as(told.body()).isEqualTo(200);
        assertThat(told.body()).contains(email).doesNotContain("/invitations/");
        var mail = TestMail.newestTo(email);
        assertThat(mail.getSubject()).isEqualTo("[두레] 계정 초대");
        var path = linkIn(mail.getContent().toString());

        var invited = new Http(port);
        assertThat(invited.get(path).body()).contains("홍길동(시험)", login);
        assertThat(invited.submit(path, path, Map.of("newPassword", "짧은", "again", "짧은"))
                        .status())
                .isEqualTo(422);
        assertThat(invited.submit(path, path, Map.of("newPassword", PASSWORD, "again", PASSWORD + "!"))
                        .status())
                .isEqualTo(422);
        var done = invited.submit(path, path, Map.of("newPassword", PASSWORD, "again", PASSWORD));
        assertThat(done.header("Location")).endsWith("/sign-in?invited");
        assertThat(new Http(port).get(path).status()).isEqualTo(404);
        assertThat(accounts.viewer(new TestAccounts.Login(login, PASSWORD)).may(Permission.PLANS_WRITE))
                .isTrue();
    }

    @Test
    void a_used_an_expired_and_an_invented_link_are_told_alike() throws Exception {
        invite("READER", "30170", "");
        var path = linkIn(TestMail.newestTo(email).getContent().toString());
        try (var owner = database.asOwner();
                var statement = owner.createStatement()) {
            statement.execute(
                    "update invitation set expires_at = now() - interval '1 minute' where sent_to = '" + email + "'");
        }
        var expired = new Http(port).get(path);
        var invented = new Http(port).get("/invitations/" + "A".repeat(43));
        assertThat(expired.status()).isEqualTo(404);
        assertThat(plain(expired, path)).isEqualTo(plain(invented, "/invitations/" + "A".repeat(43)));
    }

    @Test
    void a_second_invitation_ends_the_first_one() throws Exception {
        invite("READER", "30170", "");
        var first = linkIn(TestMail.newestTo(email).getContent().toString());
        var id = id();
        administrator.submit("/access", "/access/accounts/" + id + "/invitation", Map.of());
        var second = linkIn(TestMail.newestTo(email).getContent().toString());
        assertThat(second).isNotEqualTo(first);
        assertThat(new Http(port).get(first).status()).isEqualTo(404);
        assertThat(new Http(port).get(second).status()).isEqualTo(200);
    }

    @Test
    void keeps_no_link_that_somebody_could_read_from_the_database() throws Exception {
        invite("READER", "30170", "");
        var secret = linkIn(TestMail.newestTo(email).getContent().toString()).substring("/invitations/".length());
        try (var superuser = database.asSuperuser()) {
            assertThat(TestDatabase.column(superuser, "select i::text from invitation i"))
                    .noneMatch(row -> row.contains(secret));
        }
    }

    @Test
    void a_role_for_everywhere_has_to_be_said_and_a_department_belongs_to_its_officer() {
        assertThat(invite("JOB_POLICY_OFFICER", "", "").body()).contains("전국이면 *");
        assertThat(invite("DEPARTMENT_OFFICER", "30170", "").body()).contains("부서 이름이 있어야");
        assertThat(invite("READER", "30170", "복지과").body()).contains("부서는 부서 담당에게만");
        assertThat(invite("ADMINISTRATOR", "30170", "").status()).isEqualTo(422);
        assertThat(invite("EXECUTIVE", "전국", "").status()).isEqualTo(200);
        assertThat(administrator.get("/access/grants").body()).contains(login, "간부(열람)");
    }

    private Http.Answer invite(String role, String municipality, String department) {
        return administrator.submit(
                "/access",
                "/access/accounts",
                Map.of(
                        "login", login,
                        "name", "홍길동(시험)",
                        "email", email,
                        "role", role,
                        "municipality", municipality,
                        "department", department));
    }

    private String id() throws SQLException {
        try (var owner = database.asOwner()) {
            return TestDatabase.column(owner, "select id from account where login = '" + login + "'")
                    .getFirst();
        }
    }

    private static String linkIn(String text) throws MessagingException, IOException {
        var found = LINK.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }

    private static String plain(Http.Answer answer, String path) {
        return answer.body()
                .replace(path.substring("/invitations/".length()), "SECRET")
                .replaceAll("[2-9A-Z]{4}-[2-9A-Z]{4}", "")
                .replaceAll("(name=\"_csrf\" value|name=\"csrf\" content)=\"[^\"]+\"", "");
    }
}
