package dure.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/**
 * Which ways are open and which are closed: the one place. What is read is open, as the database shows the public only
 * what is disclosed; what writes is closed unless it is named here. The services ask {@link Access} once more.
 */
final class Routes {
    private Routes() {}

    static void api(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry routes) {
        routes.dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/api/v1/password", "/api/v1/second-factor/**")
                .authenticated()
                .requestMatchers(HttpMethod.GET, "/api/v1/tokens/**")
                .hasAuthority(Permission.ACCESS_WRITE.text())
                .requestMatchers("/api/v1/tokens/**")
                .hasAuthority(Permission.ACCESS_WRITE.text())
                .requestMatchers(HttpMethod.GET, "/api/v1/municipalities/*/persons/**")
                .hasAuthority(Permission.PERSONS_READ.text())
                .requestMatchers(
                        HttpMethod.POST,
                        "/api/v1/municipalities/*/persons/search",
                        "/api/v1/municipalities/*/persons/*/opening")
                .hasAuthority(Permission.PERSONS_READ.text())
                .requestMatchers("/api/v1/municipalities/*/persons/**")
                .hasAuthority(Permission.PERSONS_WRITE.text())
                .requestMatchers(
                        HttpMethod.POST,
                        "/api/v1/municipalities/*/meetings/*/items/*/own-opinion",
                        "/api/v1/municipalities/*/meetings/*/motions/*/own-vote")
                .hasAuthority(Permission.COUNCILS_SPEAK.text())
                .requestMatchers(
                        HttpMethod.POST, "/api/v1/municipalities/*/councils/**", "/api/v1/municipalities/*/meetings/**")
                .hasAuthority(Permission.COUNCILS_WRITE.text())
                .requestMatchers(HttpMethod.GET, "/api/v1/municipalities/*/actions/**")
                .authenticated()
                .requestMatchers("/api/v1/municipalities/*/actions/**")
                .hasAnyAuthority(Permission.REPORTING_RUN.text(), Permission.ENTRIES_WRITE.text())
                .requestMatchers(HttpMethod.GET, "/api/v1/municipalities/*/briefings/**")
                .authenticated()
                .requestMatchers("/api/v1/municipalities/*/briefings/**")
                .hasAuthority(Permission.REPORTING_RUN.text())
                .requestMatchers(HttpMethod.POST, "/api/v1/municipalities/*/co-funding/**")
                .hasAuthority(Permission.REPORTING_RUN.text())
                .requestMatchers(
                        HttpMethod.POST,
                        "/api/v1/municipalities/*/corrections/*/approval",
                        "/api/v1/municipalities/*/corrections/*/refusal")
                .hasAuthority(Permission.CORRECTIONS_APPROVE.text())
                .requestMatchers(HttpMethod.POST, "/api/v1/municipalities/*/corrections/**")
                .hasAuthority(Permission.ENTRIES_WRITE.text())
                .requestMatchers(HttpMethod.POST, "/api/v1/municipalities/*/plans/*/settlement")
                .hasAnyAuthority(Permission.PLANS_WRITE.text(), Permission.PLAN_PARTS_WRITE.text())
                .requestMatchers("/api/v1/municipalities/*/plans/*/slice")
                .hasAnyAuthority(Permission.PLANS_WRITE.text(), Permission.PLAN_PARTS_WRITE.text())
                .requestMatchers("/api/v1/municipalities/*/plans/*/from-last-year")
                .hasAuthority(Permission.PLANS_WRITE.text())
                .requestMatchers(
                        HttpMethod.POST,
                        "/api/v1/municipalities/*/plans/*/draft/edits",
                        "/api/v1/municipalities/*/plans/*/round/departments/*/submission")
                .hasAuthority(Permission.PLAN_PARTS_WRITE.text())
                .requestMatchers(HttpMethod.POST, "/api/v1/municipalities/*/plans/*/versions/*/disclosure")
                .hasAuthority(Permission.PLANS_DISCLOSE.text())
                .requestMatchers(HttpMethod.GET, "/api/v1/municipalities/*/plans/*/versions/*/moves")
                .authenticated()
                .requestMatchers(
                        HttpMethod.POST,
                        "/api/v1/municipalities/*/reporting/periods/*/departments/*",
                        "/api/v1/municipalities/*/reporting/periods/*/departments/*/submission",
                        "/api/v1/municipalities/*/reporting/periods/*/departments/*/workbook")
                .hasAuthority(Permission.ENTRIES_WRITE.text())
                .requestMatchers(HttpMethod.PUT, "/api/v1/municipalities/*/reporting/periods/*/departments/*")
                .hasAuthority(Permission.ENTRIES_WRITE.text())
                .requestMatchers(HttpMethod.GET, "/api/v1/municipalities/*/reporting/periods/*/departments/*/workbook")
                .hasAuthority(Permission.ENTRIES_WRITE.text())
                .requestMatchers(HttpMethod.POST, "/api/v1/municipalities/*/reporting/**")
                .hasAuthority(Permission.REPORTING_RUN.text())
                .requestMatchers(HttpMethod.POST, "/api/v1/municipalities/*/indicators/**")
                .hasAuthority(Permission.INDICATORS_WRITE.text())
                .requestMatchers(
                        HttpMethod.POST, "/api/v1/municipalities/*/person-lists", "/api/v1/municipalities/*/estimates")
                .hasAuthority(Permission.ENTRIES_WRITE.text())
                .requestMatchers(
                        HttpMethod.POST,
                        "/api/v1/municipalities/*/insurance-extracts/**",
                        "/api/v1/municipalities/*/sample-checks/**")
                .hasAuthority(Permission.ENTRIES_VERIFY.text())
                .requestMatchers(HttpMethod.POST, "/api/v1/municipalities/*/coefficients")
                .hasAuthority(Permission.RULES_WRITE.text())
                .requestMatchers(HttpMethod.POST, "/api/v1/municipalities/*/file-mappings/*")
                .hasAnyAuthority(Permission.ENTRIES_WRITE.text(), Permission.ENTRIES_VERIFY.text())
                .requestMatchers(HttpMethod.POST, "/api/v1/municipalities/*/evidence-files")
                .hasAnyAuthority(Permission.ENTRIES_WRITE.text(), Permission.ENTRIES_VERIFY.text())
                .requestMatchers(HttpMethod.POST, "/api/v1/plan-workbooks/**", "/api/v1/municipalities/**")
                .hasAuthority(Permission.PLANS_WRITE.text())
                .requestMatchers(HttpMethod.POST, "/api/v1/entries/*/evidence-files")
                .hasAnyAuthority(Permission.ENTRIES_WRITE.text(), Permission.ENTRIES_VERIFY.text())
                .requestMatchers(HttpMethod.DELETE, "/api/v1/entries/*/evidence-files/*")
                .hasAnyAuthority(Permission.ENTRIES_WRITE.text(), Permission.ENTRIES_VERIFY.text())
                .requestMatchers(HttpMethod.POST, "/api/v1/entries/*/attestation")
                .hasAnyAuthority(Permission.ENTRIES_WRITE.text(), Permission.ENTRIES_VERIFY.text())
                .requestMatchers(HttpMethod.POST, "/api/v1/entries/*/reversal")
                .hasAnyAuthority(Permission.ENTRIES_WRITE.text(), Permission.CORRECTIONS_APPROVE.text())
                .requestMatchers(HttpMethod.POST, "/api/v1/entries/**", "/api/v1/entry-files/**")
                .hasAuthority(Permission.ENTRIES_WRITE.text())
                .requestMatchers("/api/v1/imports/**")
                .hasAnyAuthority(Permission.PLANS_WRITE.text(), Permission.ENTRIES_WRITE.text())
                .requestMatchers(HttpMethod.GET, "/api/**")
                .permitAll()
                .requestMatchers(HttpMethod.HEAD, "/api/**")
                .permitAll()
                .anyRequest()
                .denyAll();
    }

    static void pages(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry routes) {
        routes.dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .requestMatchers("/access/**")
                .hasAuthority(Permission.ACCESS_WRITE.text())
                .requestMatchers("/safety")
                .hasAnyAuthority(Permission.ACCESS_WRITE.text(), Permission.ACCESS_LOG_READ.text())
                .requestMatchers("/persons/keys/**")
                .hasAuthority(Permission.ACCESS_WRITE.text())
                .requestMatchers("/access-log/**")
                .hasAnyAuthority(Permission.ACCESS_LOG_READ.text(), Permission.ACCESS_WRITE.text())
                .requestMatchers(
                        HttpMethod.POST,
                        "/municipalities/*/persons/search",
                        "/municipalities/*/persons/export",
                        "/municipalities/*/persons/*/opening")
                .hasAuthority(Permission.PERSONS_READ.text())
                .requestMatchers(HttpMethod.POST, "/municipalities/*/persons/**")
                .hasAuthority(Permission.PERSONS_WRITE.text())
                .requestMatchers("/municipalities/*/persons/**")
                .hasAuthority(Permission.PERSONS_READ.text())
                .requestMatchers(
                        HttpMethod.POST,
                        "/municipalities/*/rules/drafts/*/publication",
                        "/municipalities/*/rules/*/*/retirement")
                .hasAuthority(Permission.PLANS_DISCLOSE.text())
                .requestMatchers(HttpMethod.POST, "/municipalities/*/rules/**")
                .hasAuthority(Permission.RULES_WRITE.text())
                .requestMatchers("/municipalities/*/rules/drafts/**")
                .hasAnyAuthority(Permission.RULES_WRITE.text(), Permission.PLANS_DISCLOSE.text())
                .requestMatchers(HttpMethod.POST, "/rules/**")
                .hasAuthority(Permission.ACCESS_WRITE.text())
                .requestMatchers("/password", "/second-factor/**", "/my-account/**")
                .authenticated()
                .requestMatchers(HttpMethod.POST, "/passkeys/sign-in/**")
                .permitAll()
                .requestMatchers("/passkeys/**")
                .authenticated()
                .requestMatchers("/plan-workbooks/**")
                .hasAnyAuthority(Permission.PLANS_WRITE.text(), Permission.ENTRIES_WRITE.text())
                .requestMatchers("/entries/new", "/entry-files/**")
                .hasAuthority(Permission.ENTRIES_WRITE.text())
                .requestMatchers(HttpMethod.POST, "/municipalities/*/evidence-files/*/destruction")
                .hasAuthority(Permission.CORRECTIONS_APPROVE.text())
                .requestMatchers(
                        HttpMethod.POST, "/entries/*/evidence-files/**", "/municipalities/*/evidence-files/check")
                .hasAnyAuthority(Permission.ENTRIES_WRITE.text(), Permission.ENTRIES_VERIFY.text())
                .requestMatchers("/municipalities/*/evidence-files/**")
                .authenticated()
                .requestMatchers(HttpMethod.POST, "/municipalities/*/person-lists/**", "/municipalities/*/estimates")
                .hasAuthority(Permission.ENTRIES_WRITE.text())
                .requestMatchers(
                        HttpMethod.POST,
                        "/municipalities/*/insurance-extracts/**",
                        "/municipalities/*/sample-checks/**")
                .hasAuthority(Permission.ENTRIES_VERIFY.text())
                .requestMatchers(HttpMethod.POST, "/municipalities/*/coefficients")
                .hasAuthority(Permission.RULES_WRITE.text())
                .requestMatchers(
                        "/municipalities/*/verification",
                        "/municipalities/*/person-lists/**",
                        "/municipalities/*/insurance-extracts/**",
                        "/municipalities/*/sample-checks/**",
                        "/municipalities/*/coefficients")
                .authenticated()
                .requestMatchers(HttpMethod.POST, "/entries/*/attestation")
                .hasAnyAuthority(Permission.ENTRIES_WRITE.text(), Permission.ENTRIES_VERIFY.text())
                .requestMatchers(HttpMethod.POST, "/entries/*/reversal")
                .hasAnyAuthority(Permission.ENTRIES_WRITE.text(), Permission.CORRECTIONS_APPROVE.text())
                .requestMatchers(HttpMethod.POST, "/entries/**")
                .hasAuthority(Permission.ENTRIES_WRITE.text())
                .requestMatchers(HttpMethod.POST, "/municipalities/*/indicators/**")
                .hasAuthority(Permission.INDICATORS_WRITE.text())
                .requestMatchers(HttpMethod.POST, "/municipalities/*/co-funding/**")
                .hasAuthority(Permission.REPORTING_RUN.text())
                .requestMatchers(
                        HttpMethod.POST,
                        "/municipalities/*/corrections/*/approval",
                        "/municipalities/*/corrections/*/refusal")
                .hasAuthority(Permission.CORRECTIONS_APPROVE.text())
                .requestMatchers("/municipalities/*/corrections/new")
                .hasAuthority(Permission.ENTRIES_WRITE.text())
                .requestMatchers(HttpMethod.POST, "/municipalities/*/corrections/**")
                .hasAuthority(Permission.ENTRIES_WRITE.text())
                .requestMatchers("/municipalities/*/plans/*/desk/slice/**")
                .hasAnyAuthority(Permission.PLANS_WRITE.text(), Permission.PLAN_PARTS_WRITE.text())
                .requestMatchers(HttpMethod.POST, "/municipalities/*/plans/*/desk/**")
                .hasAuthority(Permission.PLANS_WRITE.text())
                .requestMatchers(HttpMethod.POST, "/municipalities/*/plans/*/versions/**")
                .hasAuthority(Permission.PLANS_WRITE.text())
                .requestMatchers(HttpMethod.POST, "/municipalities/*/actions/**")
                .hasAnyAuthority(Permission.REPORTING_RUN.text(), Permission.ENTRIES_WRITE.text())
                .requestMatchers(HttpMethod.POST, "/municipalities/*/briefings/**")
                .hasAuthority(Permission.REPORTING_RUN.text())
                .requestMatchers("/municipalities/*/actions/**", "/municipalities/*/briefings/**")
                .authenticated()
                .requestMatchers("/councils/**")
                .hasAnyAuthority(Permission.COUNCILS_SPEAK.text(), Permission.COUNCILS_WRITE.text())
                .requestMatchers(
                        HttpMethod.POST,
                        "/municipalities/*/meetings/*/items/*/own-opinion",
                        "/municipalities/*/meetings/*/items/*/own-recusal",
                        "/municipalities/*/meetings/*/motions/*/own-vote")
                .hasAuthority(Permission.COUNCILS_SPEAK.text())
                .requestMatchers(HttpMethod.POST, "/municipalities/*/councils/**", "/municipalities/*/meetings/**")
                .hasAuthority(Permission.COUNCILS_WRITE.text())
                .requestMatchers(
                        HttpMethod.POST, "/municipalities/*/disclosure", "/municipalities/*/disclosure-conditions")
                .hasAuthority(Permission.PLANS_DISCLOSE.text())
                .requestMatchers(HttpMethod.POST, "/municipalities/*/plans/*/years/*")
                .hasAuthority(Permission.PLANS_WRITE.text())
                .requestMatchers("/municipalities/*/plans/*/from-last-year")
                .hasAuthority(Permission.PLANS_WRITE.text())
                .requestMatchers(HttpMethod.POST, "/municipalities/*/plans/*/settlement")
                .hasAnyAuthority(Permission.PLANS_WRITE.text(), Permission.PLAN_PARTS_WRITE.text())
                .requestMatchers(HttpMethod.POST, "/municipalities/*/plans/*/round/departments/*/submission")
                .hasAuthority(Permission.PLAN_PARTS_WRITE.text())
                .requestMatchers(
                        HttpMethod.POST, "/municipalities/*/departments/**", "/municipalities/*/plans/*/round/**")
                .hasAuthority(Permission.PLANS_WRITE.text())
                .requestMatchers(
                        HttpMethod.POST,
                        "/municipalities/*/reporting/*/departments/*",
                        "/municipalities/*/reporting/*/departments/*/submission")
                .hasAuthority(Permission.ENTRIES_WRITE.text())
                .requestMatchers("/municipalities/*/reporting/*/departments/*/workbook/**")
                .hasAuthority(Permission.ENTRIES_WRITE.text())
                .requestMatchers(HttpMethod.POST, "/municipalities/*/reporting/**")
                .hasAuthority(Permission.REPORTING_RUN.text())
                .requestMatchers("/notices")
                .authenticated()
                .requestMatchers(HttpMethod.POST, "/invitations/**")
                .permitAll()
                .requestMatchers(HttpMethod.GET, "/**")
                .permitAll()
                .requestMatchers(HttpMethod.HEAD, "/**")
                .permitAll()
                .anyRequest()
                .authenticated();
    }

    /** A one-time password opens nothing but the change of it. */
    static boolean isOpenWithOneTimePassword(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.equals("/password")
                || path.equals("/api/v1/password")
                || path.equals("/sign-in")
                || path.equals("/sign-out")
                || path.equals("/session/keep")
                || path.equals("/display")
                || path.equals("/error")
                || (path.startsWith("/api/") && HttpMethod.GET.matches(request.getMethod()));
    }

    /** With the password alone: the second factor's own pages, and what the public reads. */
    static boolean isOpenBeforeSecondFactor(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith("/second-factor")
                || path.startsWith("/passkeys/")
                || path.startsWith("/api/v1/second-factor")
                || path.equals("/sign-in")
                || path.startsWith("/sign-in/with/")
                || path.equals("/sign-out")
                || path.equals("/session/keep")
                || path.equals("/display")
                || path.equals("/error")
                // A machine that says who it is wants to be that; a page's script reads as the public until then.
                || (path.startsWith("/api/")
                        && HttpMethod.GET.matches(request.getMethod())
                        && request.getHeader(HttpHeaders.AUTHORIZATION) == null);
    }
}
