package dure.access;

import static duredb.Tables.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.region.MunicipalityCode;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/** What is made of an ID token; that real ones arrive, SigningInWithAProvider shows with Keycloak. */
@DureTest
class WhomAProviderMeans {
    private static final String ISSUER = "https://login.example.go.kr";

    @Autowired
    ObjectProvider<ClientRegistrationRepository> clients;

    @Autowired
    OidcLinkStore links;

    @Autowired
    AccessStore store;

    @Autowired
    Arrivals arrivals;

    @Autowired
    AccountLog log;

    @Autowired
    Clock clock;

    @Autowired
    DSLContext db;

    @Autowired
    TestAccounts accounts;

    private final String subject = UUID.randomUUID().toString();
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private TestAccounts.Login who;
    private UUID id;

    @BeforeEach
    void arrive() {
        who = accounts.officer(new MunicipalityCode("30170"));
        id = store.account(who.login()).orElseThrow().id();
    }

    @AfterEach
    void leave() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void nobody_where_nothing_links_them() throws IOException {
        assertThat(arrived(Map.of(), Map.of())).isEqualTo("/sign-in?unlinked");
        assertThat(arrivals.current(request)).isEmpty();
        assertThat(SecurityContextHolder.getContext().getAuthentication()).isNull();
    }

    @Test
    void a_linked_account_that_still_shows_its_own_second_factor() throws IOException {
        links.add(ISSUER, subject, id, Instant.now());
        arrived(Map.of("amr", List.of("pwd", "mfa")), Map.of());
        assertThat(arrivals.current(request)).hasValue(new SignedIn(id, who.login(), false));
    }

    @Test
    void a_whole_sign_in_where_the_setting_trusts_what_the_provider_did() throws IOException {
        links.add(ISSUER, subject, id, Instant.now());
        var trusted = Map.<String, Object>of("dure.access.oidc-second-factor", "mfa,gold");
        arrived(Map.of("amr", List.of("pwd", "mfa")), trusted);
        assertThat(arrivals.current(request)).hasValue(new SignedIn(id, who.login(), true));
        arrived(Map.of("acr", "gold"), trusted);
        assertThat(arrivals.current(request)).hasValue(new SignedIn(id, who.login(), true));
        arrived(Map.of("acr", "silver", "amr", List.of("pwd")), trusted);
        assertThat(arrivals.current(request)).hasValue(new SignedIn(id, who.login(), false));
    }

    @Test
    void nobody_once_the_account_is_disabled() throws IOException {
        links.add(ISSUER, subject, id, Instant.now());
        store.setDisabled(id, Instant.now());
        assertThat(arrived(Map.of(), Map.of())).isEqualTo("/sign-in?unlinked");
        assertThat(arrivals.current(request)).isEmpty();
    }

    @Test
    void the_account_of_a_verified_address_only_where_the_setting_says_so() throws IOException {
        var email = who.login() + "@office.example";
        db.update(ACCOUNT).set(ACCOUNT.EMAIL, email).where(ACCOUNT.ID.eq(id)).execute();
        var byEmail = Map.<String, Object>of("dure.access.oidc-email", "true");
        var verified =
                Map.<String, Object>of("email", email.toUpperCase(java.util.Locale.ROOT), "email_verified", true);
        assertThat(arrived(verified, Map.of())).as("off by default").isEqualTo("/sign-in?unlinked");
        assertThat(arrived(Map.of("email", email, "email_verified", false), byEmail))
                .isEqualTo("/sign-in?unlinked");
        assertThat(arrived(Map.of("email", email), byEmail)).isEqualTo("/sign-in?unlinked");
        assertThat(links.links(id)).isEmpty();
        assertThat(arrived(verified, byEmail)).isEqualTo("/");
        assertThat(arrivals.current(request)).hasValue(new SignedIn(id, who.login(), false));
        assertThat(links.links(id)).extracting(OidcLinkStore.Link::subject).containsExactly(subject);
    }

    @Test
    void whoever_began_to_link_them_while_signed_in_and_nobody_else() throws IOException {
        arrivals.enter(request, new MockHttpServletResponse(), new SignedIn(id, who.login(), true), "test");
        var linking = new OidcSignIn.Linking(id, Instant.now());
        request.getSession().setAttribute(OidcSignIn.LINKING, linking);
        assertThat(arrived(Map.of(), Map.of())).isEqualTo("/my-account?link=done");
        assertThat(links.account(ISSUER, subject)).hasValue(id);

        request.getSession().setAttribute(OidcSignIn.LINKING, linking);
        assertThat(arrived(Map.of(), Map.of())).as("a subject is one person's").isEqualTo("/my-account?link=taken");

        links.removeAll(id);
        request.getSession()
                .setAttribute(
                        OidcSignIn.LINKING,
                        new OidcSignIn.Linking(id, Instant.now().minusSeconds(601)));
        assertThat(arrived(Map.of(), Map.of())).isEqualTo("/my-account?link=over");
        request.getSession().setAttribute(OidcSignIn.LINKING, new OidcSignIn.Linking(UUID.randomUUID(), Instant.now()));
        assertThat(arrived(Map.of(), Map.of())).isEqualTo("/my-account?link=over");
        assertThat(links.account(ISSUER, subject)).isEmpty();
    }

    private String arrived(Map<String, Object> claims, Map<String, Object> settings) throws IOException {
        var oidc = new OidcSignIn(clients, links, store, arrivals, log, Settings.with(settings), clock);
        var all = new HashMap<String, Object>(claims);
        all.put("iss", ISSUER);
        all.put("sub", subject);
        var now = Instant.now();
        var user = new DefaultOidcUser(List.of(), new OidcIdToken("token", now, now.plusSeconds(60), all));
        var response = new MockHttpServletResponse();
        oidc.arrived(request, response, new OAuth2AuthenticationToken(user, List.of(), "office"));
        return response.getRedirectedUrl();
    }
}
