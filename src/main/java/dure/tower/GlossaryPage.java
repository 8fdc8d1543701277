package dure.tower;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** 용어: the words of the office, each with one line that explains it. */
@Controller
class GlossaryPage {
    /** The texts are tower.term.{name} and tower.term.{name}.means. */
    record Group(String name, List<String> terms) {}

    static final List<Group> GROUPS = List.of(
            new Group(
                    "planning",
                    List.of(
                            "municipality",
                            "term",
                            "termPlan",
                            "annualPlan",
                            "strategy",
                            "task",
                            "project",
                            "target",
                            "declaredTotal",
                            "remainder",
                            "budget",
                            "programmeType",
                            "sector",
                            "targetGroup",
                            "employmentRate",
                            "ageBase",
                            "personsNeeded",
                            "council",
                            "passedAsDrafted",
                            "disclosure")),
            new Group(
                    "counting",
                    List.of(
                            "ledger",
                            "entry",
                            "reversal",
                            "measure",
                            "jobs",
                            "persons",
                            "personDays",
                            "statedUnit",
                            "approximate",
                            "inferred",
                            "basis",
                            "pledged",
                            "estimated",
                            "reported",
                            "evidenced",
                            "verified",
                            "retained",
                            "countingRule",
                            "recount",
                            "asOf",
                            "knownAt",
                            "achievement",
                            "termProgress",
                            "growth",
                            "projected",
                            "costPerJob",
                            "finding",
                            "sample")));

    @GetMapping("/glossary")
    String show(Model model) {
        model.addAttribute("groups", GROUPS);
        return "tower/glossary";
    }
}
