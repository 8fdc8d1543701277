package dure.access;

import java.nio.charset.StandardCharsets;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.www.BasicAuthenticationConverter;

/** The header that says who asks. */
public final class FuzzingCredentials {
    private static final BasicAuthenticationConverter BASIC = new BasicAuthenticationConverter();

    private FuzzingCredentials() {}

    public static void fuzzerTestOneInput(byte[] data) {
        var header = new String(data, StandardCharsets.ISO_8859_1);
        var request = new MockHttpServletRequest("GET", "/api/v1/rules");
        request.addHeader("Authorization", header);
        if (BearerFilter.isBearer(header) && header.length() < "Bearer ".length()) {
            throw new AssertionError("A token without one");
        }
        try {
            BASIC.convert(request);
        } catch (AuthenticationException told) {
            // 401
        }
    }
}
