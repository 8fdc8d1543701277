package dure.council;

import dure.plan.DisclosureCondition;
import dure.plan.PlanState;
import dure.plan.Plans;
import dure.plan.Versions;
import dure.region.Book;
import dure.region.DataSet;
import dure.web.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 공시 요건: what a municipality asks for before a plan becomes public, and what each open plan still lacks. */
@Controller
@RequestMapping("/municipalities/{code:[0-9]{5}}/disclosure-conditions")
class ConditionPages {
    private final Place.Finder places;
    private final Plans plans;
    private final Versions versions;
    private final Clock clock;

    ConditionPages(Place.Finder places, Plans plans, Versions versions, Clock clock) {
        this.places = places;
        this.plans = plans;
        this.versions = versions;
        this.clock = clock;
    }

    /** @param valid of each kind what counts today */
    record View(
            Place place,
            LocalDate today,
            List<DisclosureCondition> valid,
            List<DisclosureCondition> all,
            List<Standing> standing,
            List<Refusal.Field> faults,
            Map<String, String> typed) {
        String typed(String field) {
            return typed.getOrDefault(field, "");
        }
    }

    @GetMapping
    ModelAndView show(@PathVariable String code) {
        return show(places.place(code), List.of(), Map.of());
    }

    private ModelAndView show(Place place, List<Refusal.Field> faults, Map<String, String> typed) {
        var today = LocalDate.now(clock.withZone(Meeting.SEOUL));
        var all = versions.conditions(place.code());
        var valid = Arrays.stream(DisclosureCondition.Kind.values())
                .map(kind -> all.stream()
                        .filter(one -> one.kind() == kind && !one.validFrom().isAfter(today))
                        .findFirst()
                        .orElse(new DisclosureCondition(kind, LocalDate.EPOCH, false, false)))
                .toList();
        return CouncilPages.view(
                "council/conditions",
                new View(place, today, valid, all, place.reads() ? standing(place) : List.of(), faults, typed),
                faults);
    }

    private List<Standing> standing(Place place) {
        return Arrays.stream(DataSet.values())
                .flatMap(dataSet -> plans.heads(new Book(place.code(), dataSet)).stream())
                .filter(head -> head.state().isOpen() || head.state() == PlanState.REJECTED)
                .map(head -> Standing.of(versions.find(head.id()).orElseThrow(), versions.condition(head)))
                .toList();
    }

    @PostMapping
    ModelAndView set(@PathVariable String code, @RequestParam Map<String, String> form) {
        var place = places.place(code);
        try {
            var asks = Given.one("asks", Asks.class, form.get("asks"));
            versions.require(
                    place.code(),
                    new DisclosureCondition(
                            Given.one("conditionKind", DisclosureCondition.Kind.class, form.get("conditionKind")),
                            Given.day("validFrom", form.get("validFrom")),
                            asks != Asks.NOTHING,
                            asks == Asks.DOCUMENT));
            return new ModelAndView("redirect:" + place.conditions());
        } catch (Refusal refusal) {
            return show(place, CouncilPages.faults(refusal), form);
        }
    }

    /** What may be asked for: a document's number beside a resolution only. */
    enum Asks {
        NOTHING,
        /** 의결 */
        RESOLUTION,
        /** 의결과 결재 문서번호 */
        DOCUMENT;

        static Asks of(DisclosureCondition condition) {
            return condition.approvalDocument() ? DOCUMENT : condition.resolution() ? RESOLUTION : NOTHING;
        }
    }
}
