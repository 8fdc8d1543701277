package dure.desk;

import dure.plan.Drafts;
import dure.plan.Move;
import dure.plan.PlanKind;
import dure.plan.PlanPlace;
import dure.plan.PlanPlaces;
import dure.plan.PlanState;
import dure.plan.PlanVersion;
import dure.plan.Versions;
import dure.web.Refusal;
import dure.web.Wordings;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * 계획 데스크. The page is whole without a script and is read on a telephone; the script of the desk writes what is changed
 * through the API.
 */
@Controller
@RequestMapping("/municipalities/{code}/plans/{period}/desk")
class DeskPages {
    private final PlanPlaces places;
    private final Desk desk;
    private final Drafts drafts;
    private final Versions versions;
    private final Wordings wordings;

    DeskPages(PlanPlaces places, Desk desk, Drafts drafts, Versions versions, Wordings wordings) {
        this.places = places;
        this.desk = desk;
        this.drafts = drafts;
        this.versions = versions;
        this.wordings = wordings;
    }

    /** Before there is a draft. */
    record Start(PlanPlace place, boolean writes, List<PlanVersion> versions) {
        /** What would be amended: the version that is public. */
        @Nullable
        PlanVersion disclosed() {
            return versions.stream()
                    .filter(one -> one.state() == PlanState.DISCLOSED)
                    .findFirst()
                    .orElse(null);
        }

        /** A version that is on its way and stands before a new draft. */
        @Nullable
        PlanVersion underway() {
            return versions.stream()
                    .filter(one -> one.state().isOpen())
                    .findFirst()
                    .orElse(null);
        }
    }

    @GetMapping
    String desk(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(required = false) @Nullable String project,
            Model model) {
        var place = places.any(code, period, dataSet);
        var open = desk.open(place);
        if (open.isEmpty()) {
            model.addAttribute(
                    "start",
                    new Start(place, desk.writesAll(place), versions.all(place.book(), place.kind(), place.period())));
            return "desk/start";
        }
        model.addAttribute("view", desk.view(place, open.get(), true, project));
        return "desk/desk";
    }

    @PostMapping
    String begin(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam String title) {
        var place = places.any(code, period, dataSet);
        if (title.isBlank()) {
            throw Refusal.of(new Refusal.Field("title", "plan.field.required"));
        }
        drafts.begin(place.book(), place.kind(), place.period(), title.strip());
        return "redirect:" + place.href("/desk");
    }

    /** 추경·수정: a draft that begins as what is public. */
    @PostMapping("/amendment")
    String amend(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam String reason) {
        var place = places.any(code, period, dataSet);
        if (reason.isBlank()) {
            throw Refusal.of(new Refusal.Field("reason", "desk.reason.required"));
        }
        var disclosed = versions.all(place.book(), place.kind(), place.period()).stream()
                .filter(one -> one.state() == PlanState.DISCLOSED || one.state() == PlanState.SUBMITTED)
                .findFirst()
                .orElseThrow(Refusal::notThere);
        told(versions.redraft(disclosed.id(), reason.strip()));
        return "redirect:" + place.href("/desk");
    }

    @PostMapping("/submission")
    String submit(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(defaultValue = "") String reason) {
        var place = places.any(code, period, dataSet);
        told(versions.submit(desk.draft(place).id(), reason.strip()));
        return "redirect:" + place.href("/desk");
    }

    static Move.Moved told(Move move) {
        return switch (move) {
            case Move.Moved moved -> moved;
            case Move.NotFrom not ->
                throw Refusal.of(
                        HttpStatus.CONFLICT, "desk.notFrom." + not.plan().state());
            case Move.NotReady not ->
                throw Refusal.of(
                        HttpStatus.CONFLICT, "desk.notReady", not.findings().size());
            case Move.NoPlan none -> throw Refusal.notThere();
        };
    }

    // Parts that the desk's script asks for again

    @GetMapping("/tree")
    String tree(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            Model model) {
        var place = places.any(code, period, dataSet);
        model.addAttribute("view", desk.view(place, desk.draft(place), false, null));
        return "desk/tree";
    }

    @GetMapping("/findings")
    String findings(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            Model model) {
        var place = places.any(code, period, dataSet);
        model.addAttribute("view", desk.view(place, desk.draft(place), true, null));
        return "desk/findings";
    }

    @GetMapping("/head")
    String head(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            Model model) {
        var place = places.any(code, period, dataSet);
        model.addAttribute("view", desk.view(place, desk.draft(place), false, null));
        return "desk/head";
    }

    /** @param as how finely targets are written; null: as they stand */
    @GetMapping("/projects/{project}")
    String project(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable Long project,
            @RequestParam(required = false) @Nullable String dataSet,
            HttpServletRequest request,
            Model model) {
        var place = places.any(code, period, dataSet);
        var view = desk.view(place, desk.draft(place), false, String.valueOf(project));
        Map<String, String> fields = view.draft().projects().get(project);
        if (fields == null || place.kind() == PlanKind.TERM) {
            throw Refusal.notThere();
        }
        model.addAttribute(
                "form",
                DeskForm.project(
                        view.draft(),
                        place.period(),
                        String.valueOf(project),
                        fields,
                        view.departments(),
                        view.writable(fields),
                        wordings.of(request)));
        model.addAttribute("place", place);
        return "desk/project";
    }
}
