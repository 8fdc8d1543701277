package dure.access;

import static duredb.Tables.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import dure.BrowserTest;
import dure.region.MunicipalityCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * OpenID Connect with a real Keycloak and a real browser. It takes a minute, half a gigabyte and a download of 177 MB, so
 * it runs by its own command only: mvn -Pkeycloak test
 */
class SigningInWithAProvider extends BrowserTest {
    private static final MunicipalityCode SEOGU = new MunicipalityCode("30170");
    private static final long MEMORY_KILOBYTES = 2_000_000;

    private static Keycloak keycloak;

    @Autowired
    AccessStore store;

    @Autowired
    OidcLinkStore links;

    @Autowired
    DSLContext db;

    @BeforeAll
    static void start_keycloak() throws Exception {
        var zip = System.getProperty("dure.keycloak");
        assumeTrue(zip != null, "OIDC is tried with a real Keycloak by: mvn -Pkeycloak test");
        assumeTrue(Files.exists(Path.of(zip)), "The Keycloak distribution is not there: " + zip);
        assumeTrue(availableKilobytes() >= MEMORY_KILOBYTES, "Keycloak needs 2 GB of free memory; there is less");
        keycloak = Keycloak.start(Path.of(zip), Path.of("target/keycloak"));
    }

    @AfterAll
    static void stop_keycloak() throws Exception {
        if (keycloak != null) {
            keycloak.close();
        }
    }

    @DynamicPropertySource
    static void configure(DynamicPropertyRegistry settings) {
        settings.add("spring.security.oauth2.client.provider.keycloak.issuer-uri", () -> keycloak.issuer());
        for (var client : new String[] {"office", "strong"}) {
            var prefix = "spring.security.oauth2.client.registration." + client + ".";
            settings.add(prefix + "provider", () -> "keycloak");
            settings.add(prefix + "client-id", () -> client);
            settings.add(prefix + "client-name", () -> client.equals("office") ? "행정 통합로그인" : "강한 로그인");
            settings.add(prefix + "client-secret", () -> "invented-secret-of-the-" + client);
            settings.add(prefix + "scope", () -> "openid,email");
        }
        settings.add("dure.access.oidc-second-factor", () -> "gold");
        settings.add("dure.access.oidc-email", () -> "true");
    }

    @Test
    void somebody_without_an_account_here_gets_a_clear_page_and_nothing_else() {
        var page = visit("/sign-in", 1280, "ko");
        look("sign-in-providers-ko-1280", page);
        page.setViewportSize(390, 844);
        look("sign-in-providers-ko-390", page);
        page.click("text=행정 통합로그인");
        atKeycloak(page, "hong");
        page.waitForURL("**/sign-in?unlinked");
        look("sign-in-unlinked", page);
        page.navigate(address("/my-account"));
        assertThat(page.url()).contains("/sign-in?next");
    }

    @Test
    void an_account_is_linked_while_signed_in_and_then_still_asks_for_its_second_factor() {
        var who = accounts.officer(SEOGU);
        var page = signIn(who, 1280, "ko");
        page.navigate(address("/my-account"));
        look("my-account-providers", page);
        page.click("text=행정 통합로그인 연결하기");
        look("linking", page);
        page.click("main a.button");
        atKeycloak(page, "hong");
        page.waitForURL("**/my-account?link=done");
        look("my-account-linked", page);
        var id = store.account(who.login()).orElseThrow().id();
        assertThat(links.links(id)).extracting(OidcLinkStore.Link::issuer).containsExactly(keycloak.issuer());

        var again = visit("/sign-in?next=/entries/new?municipality%3D30170", 390, "en");
        again.click("text=행정 통합로그인");
        atKeycloak(again, "hong");
        again.waitForURL("**/second-factor?next**");
        again.fill("#code", TestAccounts.code(who.login()).orElseThrow());
        again.click("form[action='/second-factor'] button");
        again.waitForURL("**/entries/new?municipality=30170");

        var strong = visit("/sign-in?next=/my-account", 1280, "ko");
        strong.click("text=강한 로그인");
        atKeycloak(strong, "hong");
        strong.waitForURL(address("/my-account"));
        assertThat(strong.textContent("h1")).contains(who.login());
        links.removeAll(id);
    }

    @Test
    void a_verified_address_leads_to_its_account_and_an_unverified_one_does_not() {
        var park = withAddress("park@office.example");
        var page = visit("/sign-in?next=/my-account", 1280, "ko");
        page.click("text=강한 로그인");
        atKeycloak(page, "park");
        page.waitForURL(address("/my-account"));
        assertThat(page.textContent("h1")).contains(park.login());

        withAddress("lee@office.example");
        var refused = visit("/sign-in", 1280, "ko");
        refused.click("text=강한 로그인");
        atKeycloak(refused, "lee");
        refused.waitForURL("**/sign-in?unlinked");
    }

    @Test
    void who_turns_back_at_the_provider_is_told_so() {
        var page = visit("/login/oauth2/code/office?error=access_denied&state=forged", 1280, "ko");
        assertThat(page.url()).contains("/sign-in?provider");
        assertThat(page.textContent("main")).contains("끝나지 않았습니다");
    }

    private TestAccounts.Login withAddress(String email) {
        var who = accounts.officer(SEOGU);
        db.update(ACCOUNT)
                .set(ACCOUNT.EMAIL, email)
                .where(ACCOUNT.LOGIN.eq(who.login()))
                .execute();
        return who;
    }

    private static void atKeycloak(Page page, String user) {
        page.waitForURL("**/realms/dure/**");
        page.fill("#username", user);
        page.fill("#password", "invented-password-1");
        page.click("[type=submit]");
    }

    private static long availableKilobytes() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0L);
        }
    }
}
