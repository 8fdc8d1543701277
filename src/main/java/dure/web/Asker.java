package dure.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Who a request counts for. */
final class Asker {
    private Asker() {}

    static String of(HttpServletRequest request) {
        var name = name(request);
        return name == null ? address(request) : "n:" + name;
    }

    static @Nullable String name(HttpServletRequest request) {
        var principal = request.getUserPrincipal();
        return principal == null ? null : principal.getName();
    }

    /** Of IPv6 the network: one subscriber has 2⁶⁴ addresses of it. */
    static String address(HttpServletRequest request) {
        var address = request.getRemoteAddr();
        if (address.indexOf(':') < 0) {
            return "a:" + address;
        }
        var parts = address.split(":", -1);
        var network = new StringBuilder("a:");
        for (var i = 0; i < Math.min(4, parts.length) && !parts[i].isEmpty(); i++) {
            network.append(parts[i]).append(':');
        }
        return network.append(":").toString();
    }
}
