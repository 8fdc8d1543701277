package dure.years;

import dure.access.Access;
import dure.access.Permission;
import dure.plan.CopyingAPlan;
import dure.plan.CopyingAPlan.Asked;
import dure.plan.CopyingAPlan.Fate;
import dure.plan.CopyingAPlan.Fault;
import dure.plan.CopyingAPlan.LastYear;
import dure.plan.CopyingAPlan.Money;
import dure.plan.CopyingAPlan.Outcome;
import dure.plan.CopyingAPlan.Targets;
import dure.plan.PlanHead;
import dure.plan.PlanPlace;
import dure.plan.PlanPlaces;
import dure.plan.ProjectId;
import dure.web.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 전년도 계획 이어 쓰기: last year's projects in a table, and of each what becomes of it. */
@Controller
class CopyPages {
    private final PlanPlaces places;
    private final CopyingAPlan copying;
    private final Access access;

    CopyPages(PlanPlaces places, CopyingAPlan copying, Access access) {
        this.places = places;
        this.copying = copying;
        this.access = access;
    }

    /** @param sent what was typed, where something of it was wrong */
    record View(PlanPlace place, @Nullable LastYear last, Map<String, String> sent, List<Fault> faults) {
        String fate(ProjectId project) {
            return sent.getOrDefault("fate-" + project.value(), "KEPT");
        }

        String code(ProjectId project, String otherwise) {
            return sent.getOrDefault("code-" + project.value(), otherwise);
        }

        String reason(ProjectId project) {
            return sent.getOrDefault("reason-" + project.value(), "");
        }

        String asked(String name, String otherwise) {
            return sent.getOrDefault(name, otherwise);
        }

        /** Whom a fault is about, by its code; empty where it is about all. */
        String about(Fault fault) {
            var id = fault.project();
            return last == null || id == null
                    ? ""
                    : last.projects().stream()
                            .filter(one -> one.project().id().equals(id))
                            .map(one ->
                                    one.project().code() + " " + one.project().name() + ": ")
                            .findFirst()
                            .orElse("");
        }

        @Nullable
        PlanHead inTheWay() {
            return last == null ? null : last.inTheWay();
        }
    }

    @GetMapping("/municipalities/{code}/plans/{period}/from-last-year")
    ModelAndView show(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet) {
        var place = places.year(code, period, dataSet);
        access.require(Permission.PLANS_WRITE, place.municipality().code());
        return view(place, Map.of(), List.of());
    }

    private ModelAndView view(PlanPlace place, Map<String, String> sent, List<Fault> faults) {
        var last = copying.lastYear(place.book(), place.period()).orElse(null);
        return new ModelAndView(
                "years/from-last-year",
                Map.of("view", new View(place, last, sent, faults)),
                faults.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/municipalities/{code}/plans/{period}/from-last-year")
    ModelAndView copy(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam Map<String, String> sent,
            Model model) {
        var place = places.year(code, period, dataSet);
        access.require(Permission.PLANS_WRITE, place.municipality().code());
        var last = copying.lastYear(place.book(), place.period()).orElseThrow(Refusal::notThere);
        return switch (copying.copy(place.book(), place.period(), asked(new Fields(sent), last))) {
            case Outcome.Copied copied -> new ModelAndView("redirect:" + place.href("/mapping"));
            case Outcome.InTheWay inTheWay -> view(place, sent, List.of());
            case Outcome.NothingBefore nothing -> throw Refusal.notThere();
            case Outcome.Wrong wrong -> view(place, sent, wrong.faults());
        };
    }

    /** A project that is merged names the code of the one that it goes into. */
    private static Asked asked(Fields fields, LastYear last) {
        var codes = fields.of("code");
        var reasons = fields.of("reason");
        var byCode = new LinkedHashMap<String, ProjectId>();
        last.projects()
                .forEach(one -> byCode.put(one.project().code(), one.project().id()));
        var fates = new LinkedHashMap<ProjectId, Fate>();
        fields.of("fate").forEach((row, fate) -> {
            if (!row.matches("[0-9]{1,18}")) {
                return;
            }
            var id = new ProjectId(Long.parseLong(row));
            var code = codes.getOrDefault(row, "");
            var reason = reasons.getOrDefault(row, "");
            fates.put(
                    id,
                    switch (fate) {
                        case "ENDED" -> new Fate.Ended(reason);
                        case "MERGED" -> new Fate.Merged(byCode.getOrDefault(code, new ProjectId(0)), reason);
                        default -> new Fate.Continued(code);
                    });
        });
        var targets = targets(fields.one("targets"));
        return new Asked(
                fates,
                targets,
                (int) Fields.whole(fields.one("percent")).orElse(targets == Targets.SCALED ? 0 : 100),
                fields.one("money").equals("EMPTY") ? Money.EMPTY : Money.AS_IT_WAS,
                fields.one("goals").equals("true"));
    }

    private static Targets targets(String name) {
        return switch (name) {
            case "SCALED" -> Targets.SCALED;
            case "EMPTY" -> Targets.EMPTY;
            default -> Targets.AS_THEY_WERE;
        };
    }
}
