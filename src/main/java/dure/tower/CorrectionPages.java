package dure.tower;

import dure.access.Access;
import dure.access.Permission;
import dure.ledger.CorrectionMove;
import dure.ledger.CorrectionRequest;
import dure.ledger.Corrections;
import dure.ledger.Entry;
import dure.ledger.EntryId;
import dure.ledger.Ledger;
import dure.ledger.NewEntry;
import dure.plan.Plans;
import dure.plan.ProjectId;
import dure.plan.ProjectName;
import dure.region.Book;
import dure.region.Municipality;
import dure.web.Refusal;
import dure.web.Wording;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 정정: what was asked to be corrected, old and new side by side, and the decision on it. */
@Controller
@RequestMapping("/municipalities/{code}/corrections")
class CorrectionPages {
    private static final int MOST = 200;

    private final Asking asking;
    private final CorrectionRequests requests;
    private final Corrections corrections;
    private final Ledger ledger;
    private final Plans plans;
    private final Access access;
    private final Clock clock;

    CorrectionPages(
            Asking asking,
            CorrectionRequests requests,
            Corrections corrections,
            Ledger ledger,
            Plans plans,
            Access access,
            Clock clock) {
        this.asking = asking;
        this.requests = requests;
        this.corrections = corrections;
        this.ledger = ledger;
        this.plans = plans;
        this.access = access;
        this.clock = clock;
    }

    /** What all pages of corrections show. */
    record Place(Municipality municipality, Book book, Map<ProjectId, ProjectName> projects) {
        String name(Wording page) {
            return page.isEnglish() ? municipality.english() : municipality.fullName();
        }

        String href(String rest) {
            return "/municipalities/" + municipality.code() + "/corrections" + rest + "?dataSet=" + book.dataSet();
        }

        String about(NewEntry line) {
            var named = line.project() == null ? null : projects.get(line.project());
            return named == null ? line.label() : named.name();
        }
    }

    record ListView(Place place, List<CorrectionRequest> corrections) {
        List<CorrectionRequest> open() {
            return corrections.stream()
                    .filter(one -> one.state() == CorrectionRequest.State.REQUESTED)
                    .toList();
        }
    }

    /** @param fault a message key that says why the last decision was refused; null where none was */
    record View(
            Place place,
            CorrectionRequest correction,
            boolean decides,
            boolean withdraws,
            @Nullable String fault) {}

    /** As it was typed. */
    record Form(
            @Nullable String entry,
            @Nullable String quantity,
            @Nullable String from,
            @Nullable String occurredOn,
            @Nullable String months,
            @Nullable String weeklyHours,
            @Nullable String reason) {
        String value(@Nullable String text) {
            return text == null ? "" : text;
        }

        CorrectionRequests.Change change() {
            return new CorrectionRequests.Change(
                    entry,
                    whole(quantity),
                    from,
                    occurredOn,
                    months == null || months.isBlank() ? null : Math.toIntExact(Math.min(whole(months), 9_999L)),
                    hours());
        }

        /** What is no whole number reads as -1, which the field's own rule then refuses; nothing as 0. */
        private static long whole(@Nullable String text) {
            if (text == null || text.isBlank()) {
                return 0;
            }
            var digits = text.replace(",", "").strip();
            return digits.matches("[0-9]{1,15}") ? Long.parseLong(digits) : -1;
        }

        private @Nullable BigDecimal hours() {
            if (weeklyHours == null || weeklyHours.isBlank()) {
                return null;
            }
            return weeklyHours.strip().matches("[0-9]{1,3}(\\.[0-9])?")
                    ? new BigDecimal(weeklyHours.strip())
                    : BigDecimal.ZERO;
        }
    }

    record FormView(Place place, Entry entry, Form form, List<Refusal.Field> faults) {
        /** The field's own name, without the place in a request of many. */
        static String field(Refusal.Field fault) {
            return fault.name().substring(fault.name().lastIndexOf('.') + 1);
        }
    }

    @GetMapping
    String list(@PathVariable String code, @RequestParam(required = false) @Nullable String dataSet, Model model) {
        var municipality = asking.municipality(code);
        var book = book(municipality, dataSet);
        var found = corrections.list(book, MOST);
        model.addAttribute("view", new ListView(place(municipality, book, found), found));
        return "tower/corrections";
    }

    @GetMapping("/{no:[0-9]{1,9}}")
    String one(
            @PathVariable String code,
            @PathVariable int no,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(required = false) @Nullable String fault,
            Model model) {
        var municipality = asking.municipality(code);
        var book = book(municipality, dataSet);
        var found = corrections.find(book, no).orElseThrow(Refusal::notThere);
        var viewer = access.viewer();
        var open = found.state() == CorrectionRequest.State.REQUESTED;
        model.addAttribute(
                "view",
                new View(
                        place(municipality, book, List.of(found)),
                        found,
                        open && viewer.may(Permission.CORRECTIONS_APPROVE, municipality.code()),
                        open && viewer.may(Permission.ENTRIES_WRITE, municipality.code()),
                        fault));
        return "tower/correction";
    }

    @GetMapping("/new")
    String form(@PathVariable String code, @RequestParam String entry, Model model) {
        var municipality = asking.municipality(code);
        access.require(Permission.ENTRIES_WRITE, municipality.code());
        var found = EntryId.parse(entry)
                .flatMap(id -> ledger.find(id, clock.instant()))
                .orElseThrow(Refusal::notThere);
        var what = found.what();
        return show(
                municipality,
                found,
                new Form(
                        entry,
                        String.valueOf(what.quantity().amount()),
                        what.from().toString(),
                        what.to().toString(),
                        what.terms().months() == null
                                ? null
                                : String.valueOf(what.terms().months()),
                        what.terms().weeklyHours() == null
                                ? null
                                : what.terms().weeklyHours().toPlainString(),
                        null),
                List.of(),
                model);
    }

    @PostMapping
    String request(@PathVariable String code, @ModelAttribute Form form, Model model) {
        var municipality = asking.municipality(code);
        access.require(Permission.ENTRIES_WRITE, municipality.code());
        var found = EntryId.parse(String.valueOf(form.entry()))
                .flatMap(id -> ledger.find(id, clock.instant()))
                .filter(entry -> entry.id().book().municipality().equals(municipality.code()))
                .orElseThrow(Refusal::notThere);
        var book = found.id().book();
        try {
            var move = requests.ask(
                    book, new CorrectionRequests.Request(List.of(form.change()), List.of(), form.reason()));
            var done = (CorrectionMove.Requested) CorrectionRequests.done(move);
            return "redirect:/municipalities/" + code + "/corrections/" + done.no() + "?dataSet=" + book.dataSet();
        } catch (Refusal refusal) {
            var faults = refusal.fields().isEmpty()
                    ? List.of(new Refusal.Field("entry", refusal.key(), refusal.arguments()))
                    : refusal.fields();
            return show(municipality, found, form, faults, model);
        }
    }

    @PostMapping("/{no:[0-9]{1,9}}/approval")
    String approve(
            @PathVariable String code,
            @PathVariable int no,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(defaultValue = "") String remark,
            RedirectAttributes redirect) {
        var book = book(asking.municipality(code), dataSet);
        return decided(book, no, () -> corrections.approve(book, no, CorrectionApi.remark(remark.strip())), redirect);
    }

    @PostMapping("/{no:[0-9]{1,9}}/refusal")
    String refuse(
            @PathVariable String code,
            @PathVariable int no,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(defaultValue = "") String remark,
            RedirectAttributes redirect) {
        var book = book(asking.municipality(code), dataSet);
        if (remark.isBlank()) {
            return back(book, no, "tower.correction.remarkMissing", redirect);
        }
        return decided(book, no, () -> corrections.refuse(book, no, CorrectionApi.remark(remark.strip())), redirect);
    }

    @PostMapping("/{no:[0-9]{1,9}}/withdrawal")
    String withdraw(
            @PathVariable String code,
            @PathVariable int no,
            @RequestParam(required = false) @Nullable String dataSet,
            RedirectAttributes redirect) {
        var book = book(asking.municipality(code), dataSet);
        return decided(book, no, () -> corrections.withdraw(book, no), redirect);
    }

    private static String decided(
            Book book, int no, java.util.function.Supplier<CorrectionMove> decision, RedirectAttributes redirect) {
        try {
            CorrectionRequests.done(decision.get());
            return back(book, no, null, redirect);
        } catch (Refusal refusal) {
            if (refusal.status() != org.springframework.http.HttpStatus.CONFLICT) {
                throw refusal;
            }
            return back(book, no, refusal.key(), redirect);
        }
    }

    private static String back(Book book, int no, @Nullable String fault, RedirectAttributes redirect) {
        redirect.addAttribute("dataSet", book.dataSet());
        if (fault != null) {
            redirect.addAttribute("fault", fault.substring("tower.correction.".length()));
        }
        return "redirect:/municipalities/" + book.municipality() + "/corrections/" + no;
    }

    private String show(Municipality municipality, Entry entry, Form form, List<Refusal.Field> faults, Model model) {
        var project = entry.what().project();
        model.addAttribute(
                "view",
                new FormView(
                        new Place(
                                municipality,
                                entry.id().book(),
                                project == null ? Map.of() : plans.names(List.of(project))),
                        entry,
                        form,
                        faults));
        return "tower/correction-form";
    }

    private Book book(Municipality municipality, @Nullable String dataSet) {
        if (!access.viewer().reads().includes(municipality.code())) {
            throw Refusal.notThere();
        }
        return asking.shownBook(municipality, dataSet);
    }

    private Place place(Municipality municipality, Book book, Collection<CorrectionRequest> found) {
        return new Place(
                municipality,
                book,
                plans.names(found.stream()
                        .flatMap(one -> Stream.concat(one.takesBack().stream().map(Entry::what), one.writes().stream())
                                .map(NewEntry::project))
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet())));
    }
}
