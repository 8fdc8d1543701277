package dure.web;

import org.jspecify.annotations.Nullable;

/** Where a form or a link may send somebody afterwards: within this site only, whatever the address says. */
public final class LocalPath {
    private LocalPath() {}

    /** The path, or "/" where it leads elsewhere. */
    public static String of(@Nullable String path) {
        // "//host" and "/\host" are another site to a browser; control characters split headers or are dropped.
        return path != null && path.matches("/(?![/\\\\])[^\\p{Cntrl}\\\\]*") ? path : "/";
    }
}
