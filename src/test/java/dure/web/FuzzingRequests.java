package dure.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.mock.web.MockHttpServletRequest;

/** Where a link leads, how pages are shown, whose request it is. */
public final class FuzzingRequests {
    private FuzzingRequests() {}

    public static void fuzzerTestOneInput(byte[] data) {
        var text = new String(data, StandardCharsets.UTF_8);
        var local = LocalPath.of(text);
        if (!local.startsWith("/") || local.startsWith("//") || local.startsWith("/\\")) {
            throw new AssertionError("Leads elsewhere: " + local);
        }
        try {
            var resolved = URI.create("http://dure.example/").resolve(local);
            if (!"dure.example".equals(resolved.getHost())) {
                throw new AssertionError("Leads elsewhere: " + resolved);
            }
        } catch (IllegalArgumentException e) {
            // no URI, as with blanks: a browser escapes them
        }
        Display.parse(text);
        var request = new MockHttpServletRequest("GET", "/x");
        request.setRemoteAddr(text);
        if (Asker.address(request).length() > text.length() + 4) {
            throw new AssertionError("An address that grows: " + Asker.address(request));
        }
        request.setRequestURI("/" + text);
        RequestKind.of(request, true);
    }
}
