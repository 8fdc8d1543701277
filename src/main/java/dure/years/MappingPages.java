package dure.years;

import dure.plan.PlanPlace;
import dure.plan.PlanPlaces;
import dure.plan.Succession;
import dure.plan.Successions;
import dure.web.Wording;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** 전년 대비: what became of last year's projects, in jobs and money. */
@Controller
class MappingPages {
    private final PlanPlaces places;
    private final Successions successions;

    MappingPages(PlanPlaces places, Successions successions) {
        this.places = places;
        this.successions = successions;
    }

    record View(PlanPlace place, @Nullable Succession mapping) {
        static @Nullable Long of(OptionalLong amount) {
            return amount.isEmpty() ? null : Long.valueOf(amount.getAsLong());
        }

        String jobs(Wording page, Succession.@Nullable Side side) {
            return page.number(side == null ? null : of(side.jobs()));
        }

        String won(Wording page, Succession.@Nullable Side side) {
            return page.won(side == null ? null : of(side.won()));
        }
    }

    @GetMapping("/municipalities/{code}/plans/{period}/mapping")
    String show(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            Model model) {
        var place = places.year(code, period, dataSet);
        model.addAttribute(
                "view",
                new View(place, successions.of(place.book(), place.period()).orElse(null)));
        return "years/mapping";
    }
}
