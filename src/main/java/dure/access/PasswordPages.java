package dure.access;

import dure.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

@Controller
class PasswordPages {
    private final Accounts accounts;
    private final AccessStore store;

    PasswordPages(Accounts accounts, AccessStore store) {
        this.accounts = accounts;
        this.store = store;
    }

    @GetMapping("/password")
    ModelAndView show(@AuthenticationPrincipal SignedIn who) {
        return form(who, "", HttpStatus.OK);
    }

    @PostMapping("/password")
    ModelAndView change(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam String current,
            @RequestParam String newPassword,
            @RequestParam String again,
            HttpServletRequest request) {
        if (!newPassword.equals(again)) {
            return form(who, "access.password.again.differs", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            accounts.changePassword(
                    who, current, newPassword, request.getSession().getId());
            request.changeSessionId();
        } catch (Refusal refusal) {
            return form(who, refusal.fields().getFirst().key(), refusal.status());
        }
        return new ModelAndView("redirect:/?password");
    }

    private ModelAndView form(SignedIn who, String fault, HttpStatus status) {
        var oneTime = store.account(who.account()).stream().anyMatch(Account::mustChangePassword);
        return new ModelAndView(
                "access/password", Map.of("login", who.login(), "oneTime", oneTime, "fault", fault), status);
    }
}
