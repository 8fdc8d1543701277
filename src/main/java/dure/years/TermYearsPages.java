package dure.years;

import dure.access.Access;
import dure.access.Permission;
import dure.plan.CarryingATermDown;
import dure.plan.CarryingATermDown.Outcome;
import dure.plan.PlanHead;
import dure.plan.PlanPlace;
import dure.plan.PlanPlaces;
import dure.plan.TermYears;
import dure.web.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 종합계획과 연차별 계획: a term's plan beside those of its years, and a draft of a year by a button. */
@Controller
class TermYearsPages {
    private final PlanPlaces places;
    private final CarryingATermDown carrying;
    private final Access access;

    TermYearsPages(PlanPlaces places, CarryingATermDown carrying, Access access) {
        this.places = places;
        this.carrying = carrying;
        this.access = access;
    }

    /** @param writes whether the viewer makes drafts here */
    record View(PlanPlace place, @Nullable TermYears years, boolean writes) {
        static @Nullable Long target(@Nullable PlanHead plan) {
            return plan == null || plan.target() == null
                    ? null
                    : Long.valueOf(plan.target().amount());
        }

        static boolean isAbout(@Nullable PlanHead plan) {
            return plan != null && plan.target() != null && plan.target().approximate();
        }

        /** Years of which both say something, and something else. */
        long disagreeing() {
            return years == null
                    ? 0
                    : years.years().stream()
                            .filter(year -> year.difference() != null && year.difference() != 0)
                            .count();
        }
    }

    @GetMapping("/municipalities/{code}/plans/{period}/years")
    String show(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            Model model) {
        var place = places.term(code, period, dataSet);
        model.addAttribute(
                "view",
                new View(
                        place,
                        carrying.years(place.book(), place.period()).orElse(null),
                        access.viewer()
                                .may(
                                        Permission.PLANS_WRITE,
                                        place.municipality().code())));
        return "years/years";
    }

    @PostMapping("/municipalities/{code}/plans/{period}/years/{year}")
    String draft(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable int year,
            @RequestParam(required = false) @Nullable String dataSet) {
        var place = places.term(code, period, dataSet);
        return switch (carrying.draft(place.book(), place.period(), year)) {
            case Outcome.Drafted drafted -> "redirect:" + place.href("/years");
            case Outcome.InTheWay inTheWay -> throw inTheWay(inTheWay.plan());
            case Outcome.NoPlan none -> throw Refusal.notThere();
            case Outcome.OutsideTheTerm outside -> throw Refusal.notThere();
        };
    }

    static Refusal inTheWay(PlanHead plan) {
        return Refusal.of(HttpStatus.CONFLICT, "years.inTheWay", String.valueOf(plan.period()), plan.version());
    }
}
