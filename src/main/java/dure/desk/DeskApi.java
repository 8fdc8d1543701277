package dure.desk;

import dure.finding.Finding;
import dure.finding.Severity;
import dure.finding.Text;
import dure.plan.BudgetSource;
import dure.plan.Change;
import dure.plan.DraftTotals;
import dure.plan.Drafts;
import dure.plan.Edit;
import dure.plan.Edited;
import dure.plan.PlanPlaces;
import dure.plan.PlanState;
import dure.plan.Strategy;
import dure.web.Refusal;
import dure.web.Wording;
import dure.web.Wordings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Drafts for machines, and for the desk's own script. */
@RestController
@RequestMapping("/api/v1/municipalities/{code}/plans/{period}/draft")
@Tag(name = "plans")
class DeskApi {
    /** More than a desk sends at once; a whole plan comes in as a workbook. */
    private static final int EDITS = 500;

    private final PlanPlaces places;
    private final Desk desk;
    private final Drafts drafts;
    private final Wordings wordings;

    DeskApi(PlanPlaces places, Desk desk, Drafts drafts, Wordings wordings) {
        this.places = places;
        this.desk = desk;
        this.drafts = drafts;
        this.wordings = wordings;
    }

    /**
     * @param remainder target − itemised; null without a target
     * @param appropriated by source [won]
     */
    record TotalsAnswer(
            @Nullable Long target,
            long itemised,
            @Nullable Long remainder,
            int projects,
            Map<BudgetSource, Long> appropriated,
            long money,
            long carriedIn,
            List<DraftTotals.Part> parts) {
        static TotalsAnswer of(DraftTotals totals) {
            return new TotalsAnswer(
                    totals.target(),
                    totals.itemised(),
                    totals.remainder(),
                    totals.projects(),
                    totals.appropriated(),
                    totals.money(),
                    totals.carriedIn(),
                    totals.parts());
        }
    }

    record ProjectAnswer(String id, Map<String, String> fields) {}

    /** @param fields of the plan itself, as edits name them */
    record DraftAnswer(
            String id,
            int version,
            PlanState state,
            long revision,
            Map<String, String> fields,
            Map<String, Map<String, String>> goals,
            Map<String, Long> years,
            List<Strategy> strategies,
            List<ProjectAnswer> projects,
            List<String> openParts,
            TotalsAnswer totals) {}

    @GetMapping
    @Operation(operationId = "draft", summary = "The open draft of a plan, field by field as it is edited")
    DraftAnswer draft(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet) {
        var place = places.any(code, period, dataSet);
        return answer(drafts.read(desk.draft(place).id()).orElseThrow(Refusal::notThere));
    }

    private static DraftAnswer answer(Drafts.Draft draft) {
        var goals = new LinkedHashMap<String, Map<String, String>>();
        draft.goals().forEach((no, fields) -> goals.put(String.valueOf(no), fields));
        var years = new LinkedHashMap<String, Long>();
        draft.years().forEach(year -> years.put(String.valueOf(year.year()), year.quantity()));
        var projects = new ArrayList<ProjectAnswer>();
        draft.projects().forEach((id, fields) -> projects.add(new ProjectAnswer(String.valueOf(id), fields)));
        return new DraftAnswer(
                draft.version().id().value().toString(),
                draft.version().head().version(),
                draft.version().state(),
                draft.version().revision(),
                draft.plan(),
                goals,
                years,
                draft.strategies(),
                projects,
                draft.open().stream().sorted().toList(),
                TotalsAnswer.of(draft.totals()));
    }

    record BeginRequest(@Nullable String title) {}

    @PostMapping
    @Operation(
            operationId = "beginDraft",
            summary = "Begins an empty draft; where a version is open already, says which")
    ResponseEntity<DraftAnswer> begin(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody BeginRequest request) {
        var place = places.any(code, period, dataSet);
        if (request.title() == null || request.title().isBlank()) {
            throw Refusal.of(new Refusal.Field("title", "plan.field.required"));
        }
        var plan = drafts.begin(
                place.book(), place.kind(), place.period(), request.title().strip());
        if (plan.state() != PlanState.DRAFT) {
            throw Refusal.of(HttpStatus.CONFLICT, "desk.notFrom." + plan.state());
        }
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(answer(drafts.read(plan.id()).orElseThrow()));
    }

    record EditRequest(
            Edit.@Nullable Subject subject,
            @Nullable String item,
            @Nullable String field,
            @Nullable String from,
            @Nullable String to) {
        Edit edit() {
            if (subject == null || field == null || field.isEmpty()) {
                throw Refusal.of(new Refusal.Field("edits", "desk.edit.incomplete"));
            }
            return new Edit(subject, item == null ? "" : item, field, from, to);
        }
    }

    /** @param draft the version that the editor has before it; refused where another has taken its place */
    record EditsRequest(@Nullable String draft, @Nullable List<EditRequest> edits) {}

    /** @param label what people call the field */
    record ChangeAnswer(
            long revision,
            Edit.Subject subject,
            String item,
            String field,
            String label,
            @Nullable String before,
            @Nullable String after,
            Instant at,
            String by) {
        static ChangeAnswer of(Change change, Wording wording) {
            return new ChangeAnswer(
                    change.revision(),
                    change.subject(),
                    change.item(),
                    change.field(),
                    DeskForm.label(change.field(), wording),
                    change.before(),
                    change.after(),
                    change.at(),
                    change.by());
        }
    }

    /** @param theirs what stands there now */
    record ClashAnswer(
            Edit.Subject subject,
            String item,
            String field,
            @Nullable String mine,
            @Nullable String theirs,
            @Nullable String by,
            @Nullable Instant at,
            String message) {}

    record FaultAnswer(Edit.Subject subject, String item, String field, String message) {}

    /**
     * @param outcome SAVED, CLASHING (409) or WRONG (422): of the latter two nothing was saved
     * @param added ids of what was added, by the word that the edit named it with
     */
    record EditedAnswer(
            String outcome,
            long revision,
            List<ChangeAnswer> changes,
            Map<String, String> added,
            @Nullable TotalsAnswer totals,
            List<ClashAnswer> clashes,
            List<FaultAnswer> faults) {}

    @PostMapping("/edits")
    @Operation(
            operationId = "editDraft",
            summary = "Writes edits, all or none; where something else stands than the edit saw, nothing (409)")
    ResponseEntity<EditedAnswer> edit(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody EditsRequest request,
            HttpServletRequest http) {
        var place = places.any(code, period, dataSet);
        var draft = desk.draft(place);
        var edits = request.edits() == null ? List.<EditRequest>of() : request.edits();
        if (edits.isEmpty() || edits.size() > EDITS) {
            throw Refusal.of(new Refusal.Field("edits", "desk.edit.count", EDITS));
        }
        if (request.draft() != null
                && !request.draft().equals(draft.id().value().toString())) {
            throw Refusal.of(HttpStatus.CONFLICT, "desk.replaced", draft.head().version());
        }
        var edited =
                drafts.edit(draft.id(), edits.stream().map(EditRequest::edit).toList());
        return switch (edited) {
            case Edited.Saved saved ->
                ResponseEntity.ok(new EditedAnswer(
                        "SAVED",
                        saved.revision(),
                        changes(saved.changes(), http),
                        saved.added(),
                        TotalsAnswer.of(saved.totals()),
                        List.of(),
                        List.of()));
            case Edited.Clashing clashing ->
                ResponseEntity.status(HttpStatus.CONFLICT)
                        .body(new EditedAnswer(
                                "CLASHING",
                                clashing.revision(),
                                List.of(),
                                Map.of(),
                                null,
                                clashing.clashes().stream()
                                        .map(clash -> clash(clash, http))
                                        .toList(),
                                List.of()));
            case Edited.Wrong wrong ->
                ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
                        .body(new EditedAnswer(
                                "WRONG",
                                draft.revision(),
                                List.of(),
                                Map.of(),
                                null,
                                List.of(),
                                wrong.faults().stream()
                                        .map(fault -> new FaultAnswer(
                                                fault.subject(),
                                                fault.item(),
                                                fault.field(),
                                                say(fault.message(), http)))
                                        .toList()));
            case Edited.NoDraft none -> throw Refusal.of(HttpStatus.CONFLICT, "desk.frozen");
        };
    }

    private ClashAnswer clash(Edited.Clash clash, HttpServletRequest http) {
        var edit = clash.edit();
        var wording = wordings.of(http);
        var who = clash.by() == null ? "" : clash.by();
        return new ClashAnswer(
                edit.subject(),
                edit.item(),
                edit.field(),
                edit.to(),
                clash.theirs(),
                clash.by(),
                clash.at(),
                edit.field().equals(Edit.ITSELF)
                        ? wording.text("desk.clash.gone", who, wording.moment(clash.at()))
                        : wording.text("desk.clash", who, wording.moment(clash.at())));
    }

    private List<ChangeAnswer> changes(List<Change> changes, HttpServletRequest http) {
        var wording = wordings.of(http);
        return changes.stream().map(change -> ChangeAnswer.of(change, wording)).toList();
    }

    private String say(Text text, HttpServletRequest http) {
        return wordings.of(http).text(text.key(), text.values().toArray());
    }

    /** @param totals null where nothing was edited since */
    record ChangesAnswer(
            String draft,
            long revision,
            List<ChangeAnswer> changes,
            @Nullable TotalsAnswer totals) {}

    @GetMapping("/changes")
    @Operation(operationId = "draftChanges", summary = "What was edited after a revision, the oldest first")
    ChangesAnswer changes(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(defaultValue = "0") long after,
            HttpServletRequest http) {
        var draft = desk.draft(places.any(code, period, dataSet));
        var changes = changes(drafts.since(draft.id(), after), http);
        return new ChangesAnswer(
                draft.id().value().toString(),
                draft.revision(),
                changes,
                changes.isEmpty() ? null : TotalsAnswer.of(drafts.totals(draft.id())));
    }

    record FindingAnswer(Finding.Kind kind, Severity severity, String message, Map<String, Object> figures) {}

    record FindingsAnswer(long revision, TotalsAnswer totals, List<FindingAnswer> findings) {}

    @GetMapping("/findings")
    @Operation(operationId = "draftFindings", summary = "Totals of the draft, and what it says against itself")
    FindingsAnswer findings(
            @PathVariable String code,
            @PathVariable String period,
            @RequestParam(required = false) @Nullable String dataSet,
            HttpServletRequest http) {
        var draft = desk.draft(places.any(code, period, dataSet));
        return new FindingsAnswer(
                draft.revision(),
                TotalsAnswer.of(drafts.totals(draft.id())),
                drafts.findings(draft.id()).stream()
                        .map(finding -> new FindingAnswer(
                                finding.kind(), finding.severity(), say(finding.message(), http), finding.figures()))
                        .toList());
    }
}
