package dure.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.web.util.WebUtils;

/**
 * How a reader has set the pages.
 *
 * @param size of the text, percent
 */
record Display(int size, boolean highContrast) {
    /** The steps of KRDS's text size, and one below for wide tables. */
    static final List<Integer> SIZES = List.of(90, 100, 110, 130, 150);

    static final String COOKIE = "dure_display";

    private static final Display USUAL = new Display(100, false);

    Display {
        if (!SIZES.contains(size)) {
            throw new IllegalArgumentException("No such size of text: " + size);
        }
    }

    static Display of(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, COOKIE))
                .flatMap(cookie -> parse(cookie.getValue()))
                .orElse(USUAL);
    }

    /** 110-high */
    static Optional<Display> parse(String value) {
        var parts = value.split("-", -1); // "-" alone has no parts otherwise
        return SIZES.stream()
                .filter(size -> parts[0].equals(size.toString()))
                .findFirst()
                .map(size -> new Display(size, parts.length > 1 && parts[1].equals("high")));
    }

    String value() {
        return size + (highContrast ? "-high" : "");
    }
}
