package dure.access;

import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** 2단계 인증 초기화, by an administrator. */
@Controller
@RequestMapping("/access/accounts/{id}/second-factor-reset")
class SecondFactorReset {
    private final SecondFactors secondFactors;

    SecondFactorReset(SecondFactors secondFactors) {
        this.secondFactors = secondFactors;
    }

    @PostMapping
    String reset(@PathVariable UUID id) {
        secondFactors.reset(id);
        return "redirect:/access";
    }

    @GetMapping
    String back() {
        return "redirect:/access";
    }
}
