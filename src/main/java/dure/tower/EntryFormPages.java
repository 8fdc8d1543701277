package dure.tower;

import dure.access.Access;
import dure.access.Permission;
import dure.ledger.Basis;
import dure.ledger.Contract;
import dure.ledger.Ledger;
import dure.ledger.Origin;
import dure.ledger.Recording;
import dure.plan.Departments;
import dure.plan.Measure;
import dure.plan.Plans;
import dure.plan.ProgrammeType;
import dure.plan.Project;
import dure.plan.Sector;
import dure.plan.TargetGroup;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.Municipality;
import dure.web.Refusal;
import dure.web.Wording;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 실적 한 건 적기: one entry by hand. What was typed stays in the form until it is right. */
@Controller
class EntryFormPages {
    private final Asking asking;
    private final EntryRequests requests;
    private final Plans plans;
    private final Ledger ledger;
    private final Access access;
    private final Departments departments;

    EntryFormPages(
            Asking asking, EntryRequests requests, Plans plans, Ledger ledger, Access access, Departments departments) {
        this.asking = asking;
        this.requests = requests;
        this.plans = plans;
        this.ledger = ledger;
        this.access = access;
        this.departments = departments;
    }

    /** What the form's fields hold, as typed. */
    record Form(
            @Nullable String municipality,
            @Nullable String dataSet,
            @Nullable String project,
            @Nullable String label,
            @Nullable String from,
            @Nullable String occurredOn,
            @Nullable String measure,
            @Nullable String quantity,
            @Nullable String statedUnit,
            @Nullable String basis,
            @Nullable String programmeType,
            @Nullable String sector,
            @Nullable List<String> targetGroups,
            @Nullable String months,
            @Nullable String weeklyHours,
            @Nullable String contract,
            @Nullable String evidence) {

        EntryRequest request() {
            return new EntryRequest(
                    municipality,
                    dataSet,
                    project,
                    label,
                    from,
                    occurredOn,
                    measure,
                    whole(quantity),
                    statedUnit,
                    null,
                    basis,
                    programmeType,
                    sector,
                    targetGroups,
                    new EntryRequest.TermsRequest(
                            months == null || months.isBlank()
                                    ? null
                                    : (int) Math.min(
                                            Optional.ofNullable(whole(months)).orElse(0L), Integer.MAX_VALUE),
                            decimal(weeklyHours),
                            contract,
                            null,
                            null,
                            null,
                            null,
                            null),
                    null,
                    null,
                    evidence,
                    null,
                    null);
        }

        /** What is no whole number reads as 0, which the field's own rule then refuses. */
        private static @Nullable Long whole(@Nullable String text) {
            if (text == null || text.isBlank()) {
                return null;
            }
            var digits = text.replace(",", "").strip();
            return digits.matches("[0-9]{1,15}") ? Long.valueOf(digits) : Long.valueOf(0);
        }

        private static @Nullable BigDecimal decimal(@Nullable String text) {
            if (text == null || text.isBlank()) {
                return null;
            }
            return text.strip().matches("[0-9]{1,3}(\\.[0-9])?") ? new BigDecimal(text.strip()) : BigDecimal.ZERO;
        }

        String value(@Nullable String field) {
            return field == null ? "" : field;
        }

        boolean hasGroup(TargetGroup group) {
            return targetGroups != null && targetGroups.contains(group.name());
        }
    }

    /** @param projects of the newest plan of the book, to choose from */
    record View(Municipality municipality, Book book, Form form, List<Project> projects, List<Refusal.Field> faults) {
        String name(Wording page) {
            return page.isEnglish() ? municipality.english() : municipality.fullName();
        }

        /** What the form calls a field of the request. */
        String label(Wording page, String field) {
            return switch (field) {
                case "label" -> page.text("tower.entry.about");
                case "project" -> page.text("tower.project");
                case "from" -> page.text("tower.entry.new.from");
                case "occurredOn" -> page.text("tower.entry.new.to");
                case "quantity" -> page.text("tower.quantity");
                case "measure" -> page.text("tower.measure");
                case "statedUnit" -> page.text("tower.statedUnit");
                case "basis" -> page.text("tower.entry.basis");
                case "terms.months" -> page.text("tower.rules.months");
                case "terms.weeklyHours" -> page.text("tower.rules.hours");
                default -> field;
            };
        }

        List<Measure> measures() {
            return List.of(Measure.values());
        }

        List<Basis> bases() {
            return List.of(
                    Basis.REPORTED, Basis.EVIDENCED, Basis.VERIFIED, Basis.RETAINED, Basis.ESTIMATED, Basis.PLEDGED);
        }

        List<ProgrammeType> types() {
            return List.of(ProgrammeType.values());
        }

        List<Sector> sectors() {
            return List.of(Sector.values());
        }

        List<Contract> contracts() {
            return List.of(Contract.values());
        }

        List<TargetGroup> groups() {
            return List.of(TargetGroup.values());
        }
    }

    @GetMapping("/entries/new")
    String blank(
            @RequestParam String municipality,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(required = false) @Nullable String project,
            Model model) {
        var form = new Form(
                municipality,
                dataSet,
                project,
                null,
                null,
                null,
                "JOBS",
                null,
                null,
                "REPORTED",
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return show(form, List.of(), model);
    }

    @PostMapping("/entries/new")
    String record(@ModelAttribute Form form, Model model) {
        try {
            var understood = requests.understand(form.request());
            return switch (ledger.record(understood.book(), List.of(understood.entry()), new Origin.Form())) {
                case Recording.Recorded recorded ->
                    "redirect:/entries/" + recorded.entries().getFirst();
                case Recording.AlreadyRecorded already ->
                    "redirect:/entries/" + already.entries().getFirst();
                case Recording.KeyUsed used -> throw Refusal.of(HttpStatus.CONFLICT, "tower.entry.keyUsed", used.key());
                case Recording.MonthClosed closed ->
                    throw Refusal.of(
                            HttpStatus.CONFLICT,
                            "tower.entry.monthClosed",
                            closed.months().getFirst().toString());
            };
        } catch (Refusal refusal) {
            if (refusal.fields().isEmpty()) {
                throw refusal;
            }
            return show(form, refusal.fields(), model);
        }
    }

    private String show(Form form, List<Refusal.Field> faults, Model model) {
        var municipality = asking.municipality(form.value(form.municipality()));
        var book = asking.book(municipality, form.dataSet()).orElse(new Book(municipality.code(), DataSet.REAL));
        var granted = access.viewer().departmentsIn(municipality.code(), Permission.ENTRIES_WRITE);
        var own = departments.standingFor(book, granted);
        var projects = plans.heads(book).stream()
                .filter(head -> head.kind() == dure.plan.PlanKind.YEAR)
                .map(dure.plan.PlanHead::period)
                .max(Integer::compareTo)
                .flatMap(year -> plans.annual(book, year))
                .map(plan -> plan.projects())
                .orElse(List.of())
                .stream()
                .filter(project -> granted.isEmpty() || own.contains(String.valueOf(project.department())))
                .toList();
        model.addAttribute("view", new View(municipality, book, form, projects, faults));
        return "tower/entry-form";
    }
}
