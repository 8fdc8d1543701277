package dure.access;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a browser says it is, in the two words by which its owner knows it. */
final class Device {
    // The first that fits: most browsers name the ones they are made from, too.
    private static final Map<String, String> BROWSERS = ordered(
            "Whale/",
            "Whale",
            "SamsungBrowser/",
            "Samsung Internet",
            "Edg",
            "Edge",
            "OPR/",
            "Opera",
            "Firefox/",
            "Firefox",
            "Chrome/",
            "Chrome",
            "Safari/",
            "Safari");

    private static final Map<String, String> SYSTEMS = ordered(
            "Windows",
            "Windows",
            "Android",
            "Android",
            "iPhone",
            "iPhone",
            "iPad",
            "iPad",
            "Mac OS X",
            "macOS",
            "Linux",
            "Linux");

    private Device() {}

    static String of(@Nullable String userAgent) {
        return name(BROWSERS, userAgent) + " · " + name(SYSTEMS, userAgent);
    }

    private static String name(Map<String, String> names, @Nullable String userAgent) {
        return names.entrySet().stream()
                .filter(one -> userAgent != null && userAgent.contains(one.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("?");
    }

    private static Map<String, String> ordered(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (var i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
