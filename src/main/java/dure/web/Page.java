package dure.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.util.UriComponentsBuilder;

/** What every template has as "page": its wording, and what the frame around it needs to know of the request. */
public final class Page extends Wording {
    /** The request's attribute with the number of notices (dure.notice). */
    public static final String NOTICES = "dure.notices";

    private final HttpServletRequest request;
    private final List<Way> ways;
    private final UnaryOperator<String> assets;
    private final Face face;
    private final Display display;
    private int ids;

    Page(
            MessageSource messages,
            Locale locale,
            HttpServletRequest request,
            List<Way> ways,
            UnaryOperator<String> assets,
            Face face) {
        super(messages, locale);
        this.request = request;
        this.ways = ways;
        this.assets = assets;
        this.face = face;
        this.display = Display.of(request);
    }

    /**
     * The name of whoever is signed in; null for the public, and on a page that tells of a fault from before the filter
     * against forgery: no form could be shown there.
     */
    public @Nullable String user() {
        var principal = request.getUserPrincipal();
        return principal == null || request.getAttribute(CsrfToken.class.getName()) == null
                ? null
                : principal.getName();
    }

    /** How many things wait for whoever is signed in; 0 too where nobody counted. */
    public int notices() {
        return request.getAttribute(NOTICES) instanceof Integer count ? count : 0;
    }

    /** Whether anybody can sign in here at all. */
    public boolean hasSignIn() {
        return face != Face.PUBLIC;
    }

    /** After how many seconds without a request the session ends. */
    public int idleSeconds() {
        var session = request.getSession(false);
        return session == null ? 0 : session.getMaxInactiveInterval();
    }

    /** Whether to show a way that only this role may go; whether it may be gone is decided elsewhere. */
    public boolean is(String role) {
        return request.isUserInRole(role);
    }

    /** Against forged forms; asked for only where a form is shown, as it begins a session. */
    public CsrfToken csrf() {
        return (CsrfToken) Objects.requireNonNull(
                request.getAttribute(CsrfToken.class.getName()), "No CSRF filter stands before this page");
    }

    /** The address of an asset with the hash of its content, so that browsers may keep it for ever. */
    public String asset(String name) {
        return assets.apply("/assets/" + name);
    }

    /** An id that is used once on the page. */
    public String newId() {
        ids++;
        return "d" + ids;
    }

    /** The address of this page with a parameter set to another value, or taken away by null. */
    public String here(String parameter, @Nullable Object value) {
        var uri = UriComponentsBuilder.fromPath(path());
        Optional.ofNullable(request.getQueryString()).ifPresent(uri::query);
        return uri.replaceQueryParam(parameter, value == null ? new Object[0] : new Object[] {value})
                .build()
                .toUriString();
    }

    /** An address with a parameter. */
    public String with(String path, String parameter, String value) {
        return UriComponentsBuilder.fromPath(path)
                .queryParam(parameter, "{value}")
                .encode()
                .buildAndExpand(value)
                .toUriString();
    }

    String path() {
        return Problems.path(request);
    }

    List<Way> ways() {
        return ways.stream().filter(way -> isOpen(way.role())).toList();
    }

    private boolean isOpen(@Nullable String role) {
        return role == null || (role.isEmpty() ? user() != null : is(role));
    }

    boolean isAt(Way way) {
        return isAt(way.href()) || (!way.href().equals("/") && path().startsWith(way.href() + "/"));
    }

    boolean isAt(String path) {
        return path().equals(path);
    }

    Display display() {
        return display;
    }

    String displayed(Display other) {
        return UriComponentsBuilder.fromPath("/display")
                .queryParam("as", other.value())
                .queryParam("next", "{next}")
                .encode()
                .buildAndExpand(here("lang", null))
                .toUriString();
    }
}
