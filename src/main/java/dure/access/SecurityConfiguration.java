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
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Three ways in: machines with a header, a browser's scripts with its session, pages. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    /** No script and no style but our own files; nobody puts our pages into theirs. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'";

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final AccessStore store;
    private final Tokens tokens;
    private final AccountLog log;
    private final Problems problems;
    private final AccessSettings settings;

    SecurityConfiguration(
            AccessStore store, Tokens tokens, AccountLog log, Problems problems, AccessSettings settings) {
        this.store = store;
        this.tokens = tokens;
        this.log = log;
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
                .addFilterBefore(new ViewerFilter(store, problems), AuthorizationFilter.class)
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
                .addFilterBefore(new ViewerFilter(store, problems), AuthorizationFilter.class)
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
                .addFilterBefore(new ViewerFilter(store, problems), AuthorizationFilter.class)
                .exceptionHandling(faults -> faults.authenticationEntryPoint(SecurityConfiguration::askPerson)
                        .accessDeniedHandler(SecurityConfiguration::denyPerson))
                .authorizeHttpRequests(Routes::pages)
                .build();
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
        if (cause instanceof LockedException) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, Long.toString(settings.lock().toSeconds()));
            problems.write(
                    request,
                    response,
                    HttpStatus.TOO_MANY_REQUESTS,
                    "access.signIn.locked",
                    settings.attempts(),
                    settings.lock().toMinutes());
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

    private static void denyPerson(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause) throws IOException {
        // A form from before the session ended: signing in again is the way on.
        if (cause instanceof CsrfException && request.getUserPrincipal() == null) {
            response.sendRedirect("/sign-in?expired");
        } else {
            response.sendError(HttpStatus.FORBIDDEN.value());
        }
    }

    private void welcome(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException {
        if (who.getPrincipal() instanceof SignedIn signedIn) {
            log.write(AccountEvent.SIGNED_IN, signedIn.account(), signedIn.account(), "");
        }
        response.sendRedirect(LocalPath.of(request.getParameter("next")));
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        var reason = cause instanceof LockedException ? "locked" : "failed";
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
