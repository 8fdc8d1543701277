package dure.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.regex.Pattern;

/** What a request costs, and so how many of it somebody may make. */
enum RequestKind {
    SIGN_IN,
    ANONYMOUS,
    READING,
    WRITING,
    UPLOAD,
    DOWNLOAD;

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern FILES_IN = Pattern.compile(
            "(?:/api/v1)?/(?:plan-workbooks|entry-files|municipalities/[0-9]{5}/meetings/[^/]+/(?:minutes/)?papers)");
    private static final Pattern FILES_OUT = Pattern.compile(".*/(?:template|export|download)(?:/.*|\\.\\w+)?");

    static RequestKind of(HttpServletRequest request, boolean isSignedIn) {
        var path = request.getRequestURI();
        if (!READS.contains(request.getMethod())) {
            return FILES_IN.matcher(path).matches() ? UPLOAD : WRITING;
        }
        if (FILES_OUT.matcher(path).matches()) {
            return DOWNLOAD;
        }
        return isSignedIn ? READING : ANONYMOUS;
    }
}
