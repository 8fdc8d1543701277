package dure.access;

import dure.web.LocalPath;
import dure.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Three ways in: machines with a header, a browser's scripts with its session, pages. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    /** No script and no style but our own files; nobody puts our pages into theirs. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'";

    /** When to come again where too many sign in at once. */
    private static final String BUSY_SECONDS = "10";

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final AccessStore store;
    private final Tokens tokens;
    private final SecondFactors secondFactors;
    private final Arrivals arrivals;
    private final OidcSignIn oidc;
    private final AccountLog log;
    private final AccessLog accessLog;
    private final Problems problems;
    private final AccessSettings settings;

    SecurityConfiguration(
            AccessStore store,
            Tokens tokens,
            SecondFactors secondFactors,
            Arrivals arrivals,
            OidcSignIn oidc,
            AccountLog log,
            AccessLog accessLog,
            Problems problems,
            AccessSettings settings) {
        this.store = store;
        this.tokens = tokens;
        this.secondFactors = secondFactors;
        this.arrivals = arrivals;
        this.oidc = oidc;
        this.log = log;
        this.accessLog = accessLog;
        this.problems = problems;
        this.settings = settings;
    }

    @Bean
    AuthenticationManager signingInOnly(SigningIn signingIn) {
        var manager = new ProviderManager(signingIn);
        manager.setEraseCredentialsAfterAuthentication(true);
        return manager;
    }

    /** Machines that say with each request who they are: no session, hence nothing to forge. */
    @Bean
    @Order(1)
    SecurityFilterChain machinesChain(HttpSecurity http) {
        RequestMatcher withHeader = request ->
                request.getRequestURI().startsWith("/api/") && request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        return common(http)
                .securityMatcher(withHeader)
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .httpBasic(basic -> basic.authenticationEntryPoint(this::refuseBasic))
                .addFilterBefore(new BearerFilter(tokens, store, problems), BasicAuthenticationFilter.class)
                .addFilterAfter(new CodeFilter(secondFactors, problems), BasicAuthenticationFilter.class)
                .addFilterBefore(new ViewerFilter(store, secondFactors, problems), AuthorizationFilter.class)
                .exceptionHandling(faults ->
                        faults.authenticationEntryPoint(this::refuseBasic).accessDeniedHandler(this::denyMachine))
                .authorizeHttpRequests(Routes::api)
                .build();
    }

    /** The public, and pages' scripts with the session of whoever is signed in. */
    @Bean
    @Order(2)
    SecurityFilterChain scriptsChain(HttpSecurity http) {
        return common(http)
                .securityMatcher("/api/**")
                .csrf(csrf -> csrf.requireCsrfProtectionMatcher(SecurityConfiguration::writesWithSession))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .addFilterBefore(new ViewerFilter(store, secondFactors, problems), AuthorizationFilter.class)
                .exceptionHandling(faults ->
                        faults.authenticationEntryPoint(this::askMachine).accessDeniedHandler(this::denyMachine))
                .authorizeHttpRequests(Routes::api)
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain assetsChain(HttpSecurity http) {
        return common(http)
                .securityMatcher("/assets/**")
                .headers(headers -> headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable))
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(routes -> routes.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain pagesChain(HttpSecurity http) {
        if (oidc.isConfigured()) {
            http.oauth2Login(login -> login.loginPage("/sign-in")
                    .authorizedClientRepository(new NoProvidersTokens())
                    .successHandler(oidc::arrived)
                    .failureHandler(oidc::failed)
                    .withObjectPostProcessor(keepingNobodyInTheSession()));
        }
        return common(http)
                .formLogin(form -> form.loginPage("/sign-in")
                        .usernameParameter("login")
                        .passwordParameter("password")
                        .successHandler(this::welcome)
                        .failureHandler(SecurityConfiguration::refuse)
                        .permitAll())
                .logout(out -> out.logoutUrl("/sign-out")
                        .addLogoutHandler((request, response, who) -> writeSignOut(who))
                        .logoutSuccessUrl("/")
                        .deleteCookies("SESSION"))
                .addFilterBefore(new ViewerFilter(store, secondFactors, problems), AuthorizationFilter.class)
                .exceptionHandling(faults -> faults.authenticationEntryPoint(SecurityConfiguration::askPerson)
                        .accessDeniedHandler(this::denyPerson))
                .authorizeHttpRequests(Routes::pages)
                .build();
    }

    /**
     * Whom a provider names is nobody here until {@link OidcSignIn} knows the account. A post-processor, as the
     * configurer's own setting for it is overwritten by that of the whole chain.
     */
    private static ObjectPostProcessor<OAuth2LoginAuthenticationFilter> keepingNobodyInTheSession() {
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends OAuth2LoginAuthenticationFilter> F postProcess(F filter) {
                filter.setSecurityContextRepository(new RequestAttributeSecurityContextRepository());
                return filter;
            }
        };
    }

    private static HttpSecurity common(HttpSecurity http) {
        return http.requestCache(cache -> cache.disable())
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        // Our pages share no window and no file with another site's.
                        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(
                                policy -> policy.policy("camera=(), geolocation=(), microphone=(), payment=()")));
    }

    private static boolean writesWithSession(HttpServletRequest request) {
        return !READS.contains(request.getMethod()) && request.getSession(false) != null;
    }

    private void refuseBasic(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        if (cause instanceof Attempts.Locked locked) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, Long.toString(locked.remaining().toSeconds() + 1));
            problems.write(
                    request,
                    response,
                    HttpStatus.TOO_MANY_REQUESTS,
                    "access.signIn.locked",
                    settings.attempts(),
                    locked.minutes());
            return;
        }
        if (cause instanceof AuthenticationServiceException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, BUSY_SECONDS);
            problems.write(request, response, HttpStatus.TOO_MANY_REQUESTS, "access.signIn.busy");
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"dure\", charset=\"UTF-8\"");
        problems.write(request, response, HttpStatus.UNAUTHORIZED, "access.signIn.failed");
    }

    /** Without "WWW-Authenticate: Basic": a browser would ask for a password by itself. */
    private void askMachine(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"dure\"");
        problems.write(request, response, HttpStatus.UNAUTHORIZED, "web.problem.401");
    }

    private void denyMachine(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
            throws IOException {
        accessLog.writeRefusal(request);
        var key = cause instanceof CsrfException ? "access.csrf.missing" : "web.problem.403";
        problems.write(request, response, HttpStatus.FORBIDDEN, key);
    }

    private static void askPerson(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        var next = HttpMethod.GET.matches(request.getMethod()) ? request.getRequestURI() + query : "/";
        response.sendRedirect("/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    }

    private void denyPerson(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
            throws IOException {
        accessLog.writeRefusal(request);
        // A form from before the session ended: signing in again is the way on.
        if (cause instanceof CsrfException && request.getUserPrincipal() == null) {
            response.sendRedirect("/sign-in?expired" + pageOfForm(request));
        } else {
            response.sendError(HttpStatus.FORBIDDEN.value());
        }
    }

    /** The page that the form stands on, to come back to: what was typed is kept in the browser for it. */
    private static String pageOfForm(HttpServletRequest request) {
        var referer = request.getHeader(HttpHeaders.REFERER);
        var here = ServletUriComponentsBuilder.fromContextPath(request).toUriString();
        if (referer == null || !referer.startsWith(here + "/")) {
            return "";
        }
        var next = LocalPath.of(referer.substring(here.length()));
        return next.startsWith("/sign-in") ? "" : "&next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    private void welcome(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException {
        if (who.getPrincipal() instanceof SignedIn signedIn) {
            arrivals.enter(request, response, signedIn, "password");
        }
        // Where something is missing yet, ViewerFilter leads there on the way.
        response.sendRedirect(LocalPath.of(request.getParameter("next")));
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        var reason = cause instanceof Attempts.Locked locked
                ? "locked=" + locked.minutes()
                : cause instanceof AuthenticationServiceException ? "busy" : "failed";
        var next = LocalPath.of(request.getParameter("next"));
        SecurityContextHolder.clearContext();
        response.sendRedirect("/sign-in?" + reason + "&next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    }

    private void writeSignOut(@Nullable Authentication who) {
        if (who != null && who.getPrincipal() instanceof SignedIn signedIn) {
            log.write(AccountEvent.SIGNED_OUT, signedIn.account(), signedIn.account(), "");
        }
    }
}
