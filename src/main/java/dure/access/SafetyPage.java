package dure.access;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** 개인정보 안전조치 점검표: each row of the standard, how Dure keeps it, and what its operator must still do. */
@Controller
class SafetyPage {
    /** The rows, in the order of the articles; their words are messages (access.safety.…). */
    static final List<String> ROWS = List.of(
            "plan",
            "rights",
            "control",
            "remote",
            "idle",
            "encryption",
            "numbers",
            "log",
            "reasons",
            "malware",
            "place",
            "disaster",
            "copies",
            "destruction",
            "consent",
            "public");

    @GetMapping("/safety")
    String show(Model model) {
        model.addAttribute("rows", ROWS);
        return "access/safety";
    }
}
