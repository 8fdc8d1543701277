package dure.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * Pages speak the language of the reader's switch (?lang=, kept in a cookie), machines that of Accept-Language. A
 * browser's Accept-Language is not asked for pages: offices' browsers often say English and mean nothing by it.
 */
@Component("localeResolver")
class Language implements LocaleResolver {
    private static final String PARAMETER = "lang";
    private static final String COOKIE = "dure_lang";

    private final WebSettings settings;

    Language(WebSettings settings) {
        this.settings = settings;
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return of(request.getParameter(PARAMETER))
                .or(() -> Problems.isForMachines(request) ? accepted(request) : kept(request))
                .orElse(settings.language());
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("The language is set by its switch");
    }

    /** Keeps what the switch says for the visits that follow. */
    void keep(HttpServletRequest request, HttpServletResponse response) {
        of(request.getParameter(PARAMETER))
                .ifPresent(language -> response.addHeader(
                        HttpHeaders.SET_COOKIE,
                        cookie(request, COOKIE, language.getLanguage()).toString()));
    }

    static ResponseCookie cookie(HttpServletRequest request, String name, String value) {
        return ResponseCookie.from(name, value)
                .path("/")
                .maxAge(Duration.ofDays(365))
                .sameSite("Lax")
                .httpOnly(true)
                .secure(request.isSecure())
                .build();
    }

    private static Optional<Locale> kept(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, COOKIE))
                .map(Cookie::getValue)
                .flatMap(Language::of);
    }

    private static Optional<Locale> accepted(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null) {
            return Optional.empty();
        }
        return Collections.list(request.getLocales()).stream()
                .flatMap(locale -> of(locale.getLanguage()).stream())
                .findFirst();
    }

    private static Optional<Locale> of(@Nullable String language) {
        return Stream.of(Locale.KOREAN, Locale.ENGLISH)
                .filter(known -> known.getLanguage().equals(language))
                .findFirst();
    }
}
