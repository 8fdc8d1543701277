package dure.access;

import dure.web.LocalPath;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class SignInPages {
    /** What a minute count of an address may say: more than any lock lasts is no minute count. */
    private static final String MINUTES = "[1-9][0-9]{0,3}";

    private final AccessSettings settings;
    private final OidcSignIn oidc;

    SignInPages(AccessSettings settings, OidcSignIn oidc) {
        this.settings = settings;
        this.oidc = oidc;
    }

    @GetMapping("/sign-in")
    String show(@RequestParam Map<String, String> asked, Model model) {
        model.addAttribute("next", LocalPath.of(asked.get("next")));
        model.addAttribute("fault", fault(asked));
        model.addAttribute("invited", asked.containsKey("invited"));
        model.addAttribute("attempts", settings.attempts());
        model.addAttribute("minutes", minutes(asked.getOrDefault("locked", "")));
        model.addAttribute("providers", oidc.providers());
        return "access/sign-in";
    }

    private static @Nullable String fault(Map<String, String> asked) {
        for (var reason : new String[] {"failed", "locked", "expired", "again", "busy", "unlinked", "provider"}) {
            if (asked.containsKey(reason)) {
                return "access.signIn." + reason;
            }
        }
        return null;
    }

    private long minutes(String told) {
        return told.matches(MINUTES)
                ? Long.parseLong(told)
                : Math.max(1, settings.lock().toMinutes());
    }
}
