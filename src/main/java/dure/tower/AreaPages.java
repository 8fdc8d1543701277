package dure.tower;

import dure.access.Access;
import dure.access.Permission;
import dure.cofunding.Area;
import dure.cofunding.CoFunded;
import dure.cofunding.CoFunding;
import dure.ledger.Scope;
import dure.plan.Plans;
import dure.plan.ProjectId;
import dure.plan.ProjectName;
import dure.region.Book;
import dure.region.Municipalities;
import dure.region.Municipality;
import dure.region.MunicipalityCode;
import dure.web.Refusal;
import dure.web.Wording;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 광역 합산: a province with its cities, each job once; and for the job offices of both the links that it rests on. */
@Controller
@RequestMapping("/municipalities/{code}")
class AreaPages {
    private final Asking asking;
    private final CoFunding coFunding;
    private final Plans plans;
    private final Municipalities municipalities;
    private final Access access;

    AreaPages(Asking asking, CoFunding coFunding, Plans plans, Municipalities municipalities, Access access) {
        this.asking = asking;
        this.coFunding = coFunding;
        this.plans = plans;
        this.municipalities = municipalities;
        this.access = access;
    }

    record AreaView(Municipality municipality, Book book, Asked asked, Area area) {
        String name(Wording page) {
            return named(page, municipality);
        }

        Links links(Municipality of) {
            return new Links(of.code().value(), asked, new Book(of.code(), book.dataSet()));
        }

        String entries(Municipality of) {
            return switch (area.question().scope()) {
                case Scope.InYear year -> links(of).year(year.year());
                case Scope.InTerm term -> links(of).term(term.term().no());
            };
        }

        String scope(Wording page) {
            return switch (area.question().scope()) {
                case Scope.InYear year -> page.text("tower.scope.year", String.valueOf(year.year()));
                case Scope.InTerm term ->
                    page.text("tower.scope.term", String.valueOf(term.term().no()));
            };
        }
    }

    static String named(Wording page, Municipality municipality) {
        return page.isEnglish() ? municipality.english() : municipality.fullName();
    }

    /**
     * @param runs whether the viewer proposes, confirms and ends here
     * @param alike likely pairs of the newest year, of a province
     */
    record LinksView(
            Municipality municipality,
            Book book,
            int year,
            List<CoFunded> links,
            Map<ProjectId, ProjectName> projects,
            Map<MunicipalityCode, Municipality> places,
            List<CoFunding.Pair> alike,
            boolean runs,
            @Nullable String fault) {
        String name(Wording page) {
            return named(page, municipality);
        }

        String project(ProjectId id) {
            var name = projects.get(id);
            return name == null ? "–" : name.code() + " " + name.name();
        }

        String place(Wording page, Book of) {
            return named(page, java.util.Objects.requireNonNull(places.get(of.municipality())));
        }

        boolean isProvince() {
            return municipality.kind().isProvincial();
        }

        /** Whether this side confirms it. */
        boolean confirms(CoFunded link) {
            return runs
                    && link.confirmedAt() == null
                    && link.byProvince() != link.province().equals(book);
        }

        String href(String rest) {
            return "/municipalities/" + municipality.code() + "/co-funding" + rest + "?dataSet=" + book.dataSet();
        }
    }

    @GetMapping("/area")
    String area(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable Integer term,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String rule,
            @RequestParam(required = false) @Nullable String dataSet,
            Model model) {
        var municipality = asking.municipality(code);
        if (!municipality.kind().isProvincial()) {
            throw Refusal.notThere();
        }
        var asked = asking.asked(asOf, knownAt, rule, null);
        var book = asking.shownBook(municipality, dataSet);
        var scope = asking.scope(year, term, book, asked.asOf());
        var area = coFunding.area(book, scope, asked.asOf(), asked.knownAt(), asked.rule());
        model.addAttribute("view", new AreaView(municipality, book, asked, area));
        return "tower/area";
    }

    @GetMapping("/co-funding")
    String links(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(required = false) @Nullable String fault,
            Model model) {
        var municipality = asking.municipality(code);
        if (!access.viewer().reads().includes(municipality.code())) {
            throw Refusal.notThere();
        }
        var book = asking.shownBook(municipality, dataSet);
        var links = coFunding.links(book);
        var scope = (Scope.InYear) asking.scope(null, null, book, null);
        model.addAttribute(
                "view",
                new LinksView(
                        municipality,
                        book,
                        scope.year(),
                        links,
                        plans.names(links.stream()
                                .flatMap(link -> Stream.of(link.project(), link.counterpartProject()))
                                .collect(Collectors.toSet())),
                        links.stream()
                                .flatMap(link -> Stream.of(link.province(), link.counterpart()))
                                .map(Book::municipality)
                                .distinct()
                                .collect(Collectors.toMap(one -> one, municipalities::get)),
                        municipality.kind().isProvincial() ? coFunding.alike(book, scope.year()) : List.of(),
                        access.viewer().may(Permission.REPORTING_RUN, municipality.code()),
                        fault));
        return "tower/co-funding";
    }

    @PostMapping("/co-funding")
    String propose(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam int year,
            @RequestParam String project,
            @RequestParam String municipality,
            @RequestParam String counterpart,
            RedirectAttributes redirect) {
        var book = asking.shownBook(asking.municipality(code), dataSet);
        var other = Optional.of(municipality.strip())
                .filter(text -> text.matches("[0-9]{5}"))
                .flatMap(text -> municipalities.find(new MunicipalityCode(text)));
        if (other.isEmpty()) {
            return back(book, "notAbove", redirect);
        }
        return done(
                book,
                () -> coFunding.propose(
                        book,
                        Asking.year(year),
                        project.strip(),
                        new Book(other.get().code(), book.dataSet()),
                        counterpart.strip()),
                redirect);
    }

    @PostMapping("/co-funding/{id}/confirmation")
    String confirm(
            @PathVariable String code,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet,
            RedirectAttributes redirect) {
        var book = asking.shownBook(asking.municipality(code), dataSet);
        return done(book, () -> coFunding.confirm(book, id), redirect);
    }

    @PostMapping("/co-funding/{id}/ending")
    String end(
            @PathVariable String code,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        var book = asking.shownBook(asking.municipality(code), dataSet);
        if (reason.isBlank()) {
            return back(book, "whyMissing", redirect);
        }
        return done(book, () -> coFunding.end(book, id, AreaApi.why(reason.strip())), redirect);
    }

    private static String done(
            Book book, java.util.function.Supplier<dure.cofunding.CoFundingMove> move, RedirectAttributes redirect) {
        try {
            AreaApi.done(move.get());
            return back(book, null, redirect);
        } catch (Refusal refusal) {
            if (!refusal.key().startsWith("tower.coFunding.")) {
                throw refusal;
            }
            return back(book, refusal.key().substring("tower.coFunding.".length()), redirect);
        }
    }

    private static String back(Book book, @Nullable String fault, RedirectAttributes redirect) {
        redirect.addAttribute("dataSet", book.dataSet());
        if (fault != null) {
            redirect.addAttribute("fault", fault);
        }
        return "redirect:/municipalities/" + book.municipality() + "/co-funding";
    }
}
