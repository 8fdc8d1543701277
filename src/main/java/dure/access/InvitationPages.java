package dure.access;

import dure.web.Refusal;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 초대: the first password, for whoever has the link. */
@Controller
@RequestMapping("/invitations/{secret:[A-Za-z0-9_-]{43}}")
class InvitationPages {
    private final Accounts accounts;

    InvitationPages(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping
    ModelAndView show(@PathVariable String secret) {
        return form(secret, "", HttpStatus.OK);
    }

    @PostMapping
    ModelAndView accept(@PathVariable String secret, @RequestParam String newPassword, @RequestParam String again) {
        if (!newPassword.equals(again)) {
            return form(secret, "access.password.again.differs", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            accounts.accept(secret, newPassword);
        } catch (Refusal refusal) {
            if (refusal.fields().isEmpty()) {
                throw refusal;
            }
            return form(secret, refusal.fields().getFirst().key(), refusal.status());
        }
        return new ModelAndView("redirect:/sign-in?invited");
    }

    /** One page for what is open; what was used, is over or never was is not there, told alike. */
    private ModelAndView form(String secret, String fault, HttpStatus status) {
        var invited = accounts.invitation(secret).orElseThrow(Refusal::notThere);
        return new ModelAndView(
                "access/invitation", Map.of("invited", invited, "secret", secret, "fault", fault), status);
    }
}
