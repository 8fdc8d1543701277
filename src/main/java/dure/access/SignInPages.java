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
    private final AccessSettings settings;

    SignInPages(AccessSettings settings) {
        this.settings = settings;
    }

    @GetMapping("/sign-in")
    String show(@RequestParam Map<String, String> asked, Model model) {
        model.addAttribute("next", LocalPath.of(asked.get("next")));
        model.addAttribute("fault", fault(asked));
        model.addAttribute("attempts", settings.attempts());
        model.addAttribute("minutes", settings.lock().toMinutes());
        return "access/sign-in";
    }

    private static @Nullable String fault(Map<String, String> asked) {
        for (var reason : new String[] {"failed", "locked", "expired", "invited"}) {
            if (asked.containsKey(reason)) {
                return "access.signIn." + reason;
            }
        }
        return null;
    }
}
