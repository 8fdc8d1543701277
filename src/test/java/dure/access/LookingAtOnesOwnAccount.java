package dure.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import dure.BrowserTest;
import dure.region.MunicipalityCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;

class LookingAtOnesOwnAccount extends BrowserTest {
    private static final MunicipalityCode SEOGU = new MunicipalityCode("30170");

    @Autowired
    AccessStore store;

    @Autowired
    FindByIndexNameSessionRepository<? extends Session> sessions;

    @Test
    void a_first_sign_in_goes_from_the_one_time_password_to_the_recovery_codes() {
        var who = accounts.fresh();
        var id = store.account(who.login()).orElseThrow().id();
        FirstAdministrator.ROLES.forEach(
                role -> store.grant(id, new Account.Given(role, null, null), null, java.time.Instant.now()));
        var page = signIn(who, 1280, "ko");
        assertThat(page.url()).endsWith("/password");
        page.fill("#current", who.password());
        page.fill("#newPassword", "나의 긴 비밀 문장");
        page.fill("#again", "나의 긴 비밀 문장");
        page.click("main button[type=submit]");
        page.waitForURL("**/second-factor/enrolment**");
        look("enrolment-ko-1280", page);
        page.setViewportSize(390, 844);
        look("enrolment-ko-390", page);
        page.fill("#code", TestAccounts.codeOf(page.textContent("#totp-secret")));
        page.click("form[action='/second-factor/enrolment'] button");
        page.waitForSelector("#recovery-codes");
        assertThat(page.locator("#recovery-codes li").count()).isEqualTo(10);
        look("recovery-codes-ko-390", page);
        page.setViewportSize(1280, 800);
        look("recovery-codes-ko-1280", page);
        page.click("main a.button");
        page.waitForLoadState();
        assertThat(page.url()).doesNotContain("second-factor").doesNotContain("password");
    }

    @Test
    void the_second_factor_is_asked_for() {
        var who = accounts.administrator();
        for (var language : List.of("ko", "en")) {
            var page = visit("/sign-in", language.equals("ko") ? 390 : 1280, language);
            page.fill("#login", who.login());
            page.fill("#password", who.password());
            page.click("main button[type=submit]");
            page.waitForURL("**/second-factor**");
            look("second-factor-" + language, page);
            page.fill("#code", "000000");
            page.click("form[action='/second-factor'] button");
            page.waitForSelector(".fault[role=alert]:not([hidden])");
            look("second-factor-refused-" + language, page);
        }
    }

    @Test
    void a_passkey_is_registered_renamed_used_to_sign_in_and_removed() {
        var who = accounts.officer(SEOGU);
        var page = signIn(who, 1280, "ko");
        authenticator(page, true);
        page.navigate(address("/my-account"));
        page.fill("#passkey-label", "업무용 노트북");
        page.click("[data-passkey=registration] button");
        page.waitForSelector("section:has(#passkeys) tbody th");
        assertThat(page.textContent("section:has(#passkeys) tbody th")).isEqualTo("업무용 노트북");
        page.click("section:has(#passkeys) tbody summary");
        page.fill("section:has(#passkeys) input[name=label]", "서무 노트북");
        page.click("section:has(#passkeys) tbody details button");
        page.waitForSelector("section:has(#passkeys) tbody th:has-text('서무 노트북')");
        for (var width : List.of(390, 1280)) {
            page.setViewportSize(width, 800);
            look("my-account-ko-" + width, page);
        }
        signOut(page);
        page.navigate(address("/sign-in?next=/my-account"));
        page.click("[data-passkey=sign-in] button");
        page.waitForURL(address("/my-account"));
        assertThat(page.textContent("h1")).contains(who.login());
        assertThat(accounts.events(50).stream()
                        .filter(line -> who.login().equals(line.account()))
                        .filter(line -> line.event() == AccountEvent.SIGNED_IN)
                        .map(AccountEvent.Line::detail))
                .first()
                .isEqualTo("passkey");
        page.onDialog(dialog -> dialog.accept());
        page.click("section:has(#passkeys) form[action$='/removal'] button");
        page.waitForLoadState(LoadState.NETWORKIDLE);
        assertThat(page.locator("section:has(#passkeys) tbody th").count()).isZero();
    }

    @Test
    void a_passkey_is_a_second_factor_to_begin_with() {
        var who = accounts.without(new Account.Given(Role.JOB_POLICY_OFFICER, SEOGU, null));
        var page = signIn(who, 390, "en");
        assertThat(page.url()).contains("/second-factor/enrolment");
        authenticator(page, true);
        look("enrolment-en-390", page);
        page.click("[data-passkey=registration] button");
        page.waitForURL(url -> !url.contains("/second-factor"));
        page.navigate(address("/my-account"));
        look("my-account-en-390", page);
        signOut(page);
        page.navigate(address("/sign-in"));
        page.fill("#login", who.login());
        page.fill("#password", who.password());
        page.click("form[action='/sign-in'] button");
        page.waitForURL("**/second-factor**");
        look("second-factor-passkey-en-390", page);
        page.click("[data-passkey=sign-in] button");
        page.waitForURL(url -> !url.contains("/second-factor"));
        page.navigate(address("/my-account"));
        assertThat(page.textContent("h1")).contains(who.login());
    }

    @Test
    void a_passkey_that_does_not_verify_its_owner_is_refused() {
        var who = accounts.officer(SEOGU);
        var page = signIn(who, 1280, "ko");
        var device = authenticator(page, true);
        page.navigate(address("/my-account"));
        page.click("[data-passkey=registration] button");
        page.waitForSelector("section:has(#passkeys) tbody th");
        signOut(page);
        var unverified = new JsonObject();
        unverified.addProperty("authenticatorId", device.id());
        unverified.addProperty("isUserVerified", false);
        device.session().send("WebAuthn.setUserVerified", unverified);
        page.navigate(address("/sign-in"));
        page.click("[data-passkey=sign-in] button");
        page.waitForSelector("[data-passkey=sign-in] .fault:not([hidden])");
        look("sign-in-passkey-refused", page);
        page.navigate(address("/my-account"));
        assertThat(page.url()).contains("/sign-in");
    }

    @Test
    void an_idle_session_warns_and_goes_on_by_one_click() {
        var who = accounts.officer(SEOGU);
        var page = signIn(who, 390, "ko");
        idleAfter(sessions, who, Duration.ofSeconds(8));
        page.navigate(address("/entries/new?municipality=30170"));
        page.waitForSelector("dialog[open]");
        assertThat((String) page.evaluate("document.activeElement.textContent")).isEqualTo("계속 쓰기");
        look("session-warning-ko-390", page);
        page.click("dialog button");
        page.waitForSelector(
                "dialog:not([open])",
                new Page.WaitForSelectorOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
        page.waitForTimeout(2_000);
        assertThat(page.url()).contains("/entries/new");
        page.navigate(address("/my-account"));
        assertThat(page.url()).endsWith("/my-account");
    }

    @Test
    void a_half_filled_form_survives_the_new_sign_in() {
        var who = accounts.officer(SEOGU);
        var page = signIn(who, 1280, "ko");
        idleAfter(sessions, who, Duration.ofSeconds(4));
        page.navigate(address("/entries/new?municipality=30170"));
        page.fill("input[name=label]", "청년 인턴 채용");
        page.fill("input[name=quantity]", "12");
        page.selectOption("select[name=basis]", "EVIDENCED");
        page.waitForURL("**/sign-in?expired**");
        look("sign-in-expired-ko-1280", page);
        assertThat((String) page.evaluate("JSON.stringify(Object.values(sessionStorage))"))
                .doesNotContain(who.password());
        page.fill("#login", who.login());
        page.fill("#password", who.password());
        page.click("form[action='/sign-in'] button");
        page.waitForURL("**/second-factor**");
        page.fill("#code", TestAccounts.code(who.login()).orElseThrow());
        page.click("form[action='/second-factor'] button");
        page.waitForURL("**/entries/new?municipality=30170");
        assertThat(page.inputValue("input[name=label]")).isEqualTo("청년 인턴 채용");
        assertThat(page.inputValue("input[name=quantity]")).isEqualTo("12");
        assertThat(page.inputValue("select[name=basis]")).isEqualTo("EVIDENCED");
        assertThat(page.textContent("[data-restored]")).contains("되살렸습니다");
        look("form-restored-ko-1280", page);
        page.navigate(address("/entries/new?municipality=30170"));
        assertThat(page.inputValue("input[name=label]")).as("a new visit").isEmpty();
    }

    @Test
    void what_one_typed_is_not_shown_to_another() {
        var who = accounts.officer(SEOGU);
        var page = signIn(who, 1280, "ko");
        page.navigate(address("/entries/new?municipality=30170"));
        page.fill("input[name=label]", "청년 인턴 채용");
        end(sessions, who);
        page.click("main form.stack button[type=submit] >> nth=0");
        var other = accounts.officer(SEOGU);
        page.navigate(address("/sign-in?next=/entries/new?municipality%3D30170"));
        page.fill("#login", other.login());
        page.fill("#password", other.password());
        page.click("form[action='/sign-in'] button");
        page.waitForURL("**/second-factor**");
        page.fill("#code", TestAccounts.code(other.login()).orElseThrow());
        page.click("form[action='/second-factor'] button");
        page.waitForURL("**/entries/new?municipality=30170");
        assertThat(page.inputValue("input[name=label]")).isEmpty();
        assertThat((String) page.evaluate("JSON.stringify(Object.values(sessionStorage))"))
                .doesNotContain("청년");
    }

    private record Device(CDPSession session, String id) {}

    /** Chromium's own virtual authenticator: a platform one, with a finger that is always right. */
    private static Device authenticator(Page page, boolean verifies) {
        var session = page.context().newCDPSession(page);
        session.send("WebAuthn.enable");
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", verifies);
        options.addProperty("automaticPresenceSimulation", true);
        var asked = new JsonObject();
        asked.add("options", options);
        var answer = session.send("WebAuthn.addVirtualAuthenticator", asked);
        return new Device(session, answer.get("authenticatorId").getAsString());
    }

    private void signOut(Page page) {
        page.evaluate("document.querySelector(\"form[action='/sign-out']\").submit()");
        page.waitForURL(address("/"));
    }

    private static <S extends Session> void idleAfter(
            FindByIndexNameSessionRepository<S> all, TestAccounts.Login who, Duration time) {
        all.findByPrincipalName(who.login()).values().forEach(session -> {
            session.setMaxInactiveInterval(time);
            all.save(session);
        });
    }

    private static void end(FindByIndexNameSessionRepository<?> all, TestAccounts.Login who) {
        all.findByPrincipalName(who.login()).keySet().forEach(all::deleteById);
    }
}
