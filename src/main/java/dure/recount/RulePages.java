package dure.recount;

import dure.access.Access;
import dure.access.Permission;
import dure.ledger.CountingRule;
import dure.ledger.Figures;
import dure.ledger.Publication;
import dure.ledger.RuleDraft;
import dure.ledger.RuleKey;
import dure.ledger.RuleWords;
import dure.ledger.Rules;
import dure.ledger.Scope;
import dure.plan.Places;
import dure.web.Crumb;
import dure.web.Refusal;
import dure.web.Wording;
import dure.web.Wordings;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 집계기준: the rules in words; and where a municipality writes, publishes and ends its own. */
@Controller
class RulePages {
    private static final String DRAFT = "/municipalities/{code:[0-9]{5}}/rules/drafts/{rule:[a-z][a-z0-9-]*}";
    private static final int LONGEST_REASON = 300;

    private final Rules rules;
    private final RuleWords words;
    private final Figures figures;
    private final RecountAsking asking;
    private final Access access;
    private final Wordings wordings;

    RulePages(Rules rules, RuleWords words, Figures figures, RecountAsking asking, Access access, Wordings wordings) {
        this.rules = rules;
        this.words = words;
        this.figures = figures;
        this.asking = asking;
        this.access = access;
        this.wordings = wordings;
    }

    /** @param administers whether the viewer publishes and ends rules of the installation */
    record AllView(
            List<CountingRule> rules,
            LocalDate today,
            boolean administers,
            @Nullable String fault) {
        List<CountingRule> ofAll() {
            return rules.stream().filter(rule -> rule.owner() == null).toList();
        }

        List<CountingRule> ofMunicipalities() {
            return rules.stream().filter(rule -> rule.owner() != null).toList();
        }
    }

    /** The rules in words. */
    @GetMapping("/rules")
    ModelAndView all(@RequestParam(required = false) @Nullable String fault) {
        return new ModelAndView(
                "recount/rules",
                Map.of(
                        "view",
                        new AllView(
                                rules.all(),
                                asking.today(),
                                access.viewer().may(Permission.ACCESS_WRITE),
                                known(fault))));
    }

    /** 전체 적용: a municipality's rule becomes one of the installation. */
    @PostMapping("/rules/{rule:[a-z][a-z0-9-]*}/{version:[0-9]{1,6}}/adoption")
    String adopt(
            @PathVariable String rule,
            @PathVariable int version,
            @RequestParam String name,
            RedirectAttributes redirect) {
        if (!name.matches("[a-z][a-z0-9-]{1,39}") || name.matches(".*-[0-9]{5}")) {
            redirect.addAttribute("fault", "name");
            return "redirect:/rules";
        }
        return after(rules.adopt(new RuleKey(rule, version), name), "/rules", redirect);
    }

    /** 폐지, of a rule of the installation. */
    @PostMapping("/rules/{rule:[a-z][a-z0-9-]*}/{version:[0-9]{1,6}}/retirement")
    String retire(
            @PathVariable String rule,
            @PathVariable int version,
            @RequestParam String from,
            @RequestParam String reason,
            RedirectAttributes redirect) {
        return retire(new RuleKey(rule, version), from, reason, "/rules", redirect);
    }

    private String retire(RuleKey key, String from, String reason, String back, RedirectAttributes redirect) {
        var day = Moment.date(from);
        if (day == null || reason.isBlank() || reason.strip().length() > LONGEST_REASON) {
            redirect.addAttribute("fault", "retirement");
            return "redirect:" + back;
        }
        return after(rules.retire(key, day, reason.strip()), back, redirect);
    }

    /** What is refused is told on the page to which this leads back. */
    private static String after(Publication publication, String back, RedirectAttributes redirect) {
        var fault = switch (publication) {
            case Publication.Published published -> null;
            case Publication.Retired retired -> null;
            case Publication.NotThere none -> throw Refusal.notThere();
            case Publication.Changed changed -> "changed";
            case Publication.OwnDraft own -> "ownDraft";
            case Publication.Unnamed unnamed -> "unnamed";
            case Publication.SameAsBefore same -> "sameAsBefore";
            case Publication.NameTaken taken -> "nameTaken";
            case Publication.AlreadyRetired already -> "alreadyRetired";
            case Publication.IsDefault isDefault -> "isDefault";
        };
        if (fault != null) {
            redirect.addAttribute("fault", fault);
        }
        return "redirect:" + back;
    }

    private static final List<String> FAULTS = List.of(
            "changed",
            "ownDraft",
            "unnamed",
            "sameAsBefore",
            "nameTaken",
            "alreadyRetired",
            "isDefault",
            "name",
            "retirement");

    private static @Nullable String known(@Nullable String fault) {
        return fault != null && FAULTS.contains(fault) ? fault : null;
    }

    /**
     * @param own every version of the municipality's rules
     * @param offered what a new rule can begin with
     */
    record View(
            Places.Place place,
            List<CountingRule> own,
            List<CountingRule> offered,
            List<RuleDraft> drafts,
            LocalDate today,
            boolean writes,
            boolean publishes,
            @Nullable String fault) {
        String href() {
            return place.href() + "/rules";
        }

        List<Crumb> crumbs(Wording page) {
            return RulePages.crumbs(place, page);
        }
    }

    static List<Crumb> crumbs(Places.Place place, Wording page, Crumb... more) {
        var crumbs = new ArrayList<Crumb>();
        crumbs.add(new Crumb(page.text("web.home"), "/"));
        crumbs.add(new Crumb(place.name(page), place.href()));
        crumbs.add(new Crumb(page.text("recount.rules"), more.length == 0 ? null : place.href() + "/rules"));
        crumbs.addAll(Arrays.asList(more));
        return crumbs;
    }

    @GetMapping("/municipalities/{code:[0-9]{5}}/rules")
    ModelAndView ofMunicipality(@PathVariable String code, @RequestParam(required = false) @Nullable String fault) {
        var place = asking.place(code, null);
        var municipality = place.municipality().code();
        var viewer = access.viewer();
        return new ModelAndView(
                "recount/municipality",
                Map.of(
                        "view",
                        new View(
                                place,
                                rules.of(municipality),
                                rules.offered(municipality),
                                rules.drafts(municipality),
                                asking.today(),
                                viewer.may(Permission.RULES_WRITE, municipality),
                                viewer.may(Permission.PLANS_DISCLOSE, municipality),
                                known(fault))));
    }

    /**
     * Begins a draft.
     *
     * @param name of a new rule; empty: the next version of the rule on which it is based
     * @param basedOn a rule whose criteria it begins with
     */
    @PostMapping("/municipalities/{code:[0-9]{5}}/rules/drafts")
    String begin(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String name,
            @RequestParam String basedOn,
            RedirectAttributes redirect) {
        var place = asking.place(code, null);
        var municipality = place.municipality().code();
        var base = asking.rule(basedOn, municipality);
        var next = name.isBlank() && municipality.equals(base.owner());
        if (!next && !name.strip().matches("[a-z][a-z0-9-]{1,39}")) {
            redirect.addAttribute("fault", "name");
            return "redirect:" + place.href() + "/rules";
        }
        var rule = next ? base.key().id() : Rules.nameOf(name.strip(), municipality);
        var begun = rules.begin(
                municipality,
                rule,
                new RuleDraft.Content(
                        next ? base.nameKo() : "",
                        next ? base.nameEn() : "",
                        next ? base.textKo() : "",
                        next ? base.textEn() : "",
                        base.criteria()));
        if (begun.isEmpty()) {
            redirect.addAttribute("fault", "nameTaken");
            return "redirect:" + place.href() + "/rules";
        }
        return "redirect:" + place.href() + "/rules/drafts/" + rule;
    }

    /**
     * @param saved whether it was just saved
     * @param changed whether somebody else saved it meanwhile
     */
    record DraftView(
            Places.Place place,
            RuleDraft draft,
            RuleForm form,
            @Nullable Preview preview,
            List<CountingRule> offered,
            List<Integer> years,
            String previewRule,
            int previewYear,
            String previewCode,
            boolean writes,
            boolean publishes,
            boolean saved,
            @Nullable String fault) {
        String href() {
            return place.href() + "/rules/drafts/" + draft.rule();
        }

        List<Crumb> crumbs(Wording page) {
            return RulePages.crumbs(place, page, new Crumb(page.text("recount.draft.title", draft.rule())));
        }
    }

    @GetMapping(DRAFT)
    ModelAndView draft(
            @PathVariable String code,
            @PathVariable String rule,
            @RequestParam(required = false) @Nullable String fault,
            @RequestParam(required = false) @Nullable String saved,
            @RequestParam MultiValueMap<String, String> asked,
            HttpServletRequest request) {
        var place = asking.place(code, null);
        var draft = rules.draft(place.municipality().code(), rule).orElseThrow(Refusal::notThere);
        return show(place, draft, RuleForm.of(draft.content()), asked, saved != null, known(fault), request);
    }

    private ModelAndView show(
            Places.Place place,
            RuleDraft draft,
            RuleForm form,
            MultiValueMap<String, String> asked,
            boolean saved,
            @Nullable String fault,
            HttpServletRequest request) {
        var municipality = place.municipality().code();
        var viewer = access.viewer();
        var where = asking.place(
                asked.getFirst("previewCode") == null
                        ? place.municipality().code().value()
                        : said(asked, "previewCode"),
                null);
        var scope = asking.scope(year(asked), null, where.book());
        var against = said(asked, "previewRule").isEmpty() ? Rules.DEFAULT : said(asked, "previewRule");
        var view = new DraftView(
                place,
                draft,
                form,
                form.content()
                        .map(content -> preview(where, scope, against, draft, content, request))
                        .orElse(null),
                rules.offered(municipality),
                asking.years(where.book(), scope),
                against,
                scope.from().getYear(),
                where.municipality().code().value(),
                viewer.may(Permission.RULES_WRITE, municipality),
                viewer.may(Permission.PLANS_DISCLOSE, municipality),
                saved,
                fault);
        return new ModelAndView(
                "recount/draft",
                Map.of("view", view),
                form.faults().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static String said(MultiValueMap<String, String> asked, String field) {
        var said = asked.getFirst(field);
        return said == null ? "" : said;
    }

    private static @Nullable Integer year(MultiValueMap<String, String> asked) {
        var year = said(asked, "previewYear");
        return year.matches("[0-9]{4}") ? Integer.valueOf(year) : null;
    }

    private Preview preview(
            Places.Place where,
            Scope scope,
            String against,
            RuleDraft draft,
            RuleDraft.Content content,
            HttpServletRequest request) {
        var rule = new CountingRule(
                new RuleKey(draft.rule(), 0),
                content.nameKo(),
                content.nameEn(),
                content.textKo(),
                content.textEn(),
                content.criteria(),
                asking.today(),
                draft.owner(),
                null,
                null);
        var other = asking.rule(against, draft.owner());
        var asked = new Asked(where, scope, List.of(other), new Moment(null, null), null);
        var question = figures.question(where.book(), scope, null, null, rule);
        return new Preview(
                asked,
                rule,
                figures.summary(question),
                figures.examples(question),
                figures.bridge(question.with(other), question),
                RuleWords.sentences(content.criteria(), wordings.of(request)));
    }

    /** @param step what the button says: save, preview, or propose the texts */
    @PostMapping(DRAFT)
    ModelAndView save(
            @PathVariable String code,
            @PathVariable String rule,
            @RequestParam int revision,
            @RequestParam(defaultValue = "save") String step,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var place = asking.place(code, null);
        var municipality = place.municipality().code();
        access.require(Permission.RULES_WRITE, municipality);
        var draft = rules.draft(municipality, rule).orElseThrow(Refusal::notThere);
        var form = RuleForm.of(typed);
        var content = form.content();
        if (step.equals("propose") && content.isPresent()) {
            typed.set("textKo", words.text(content.get().criteria(), Locale.KOREAN));
            typed.set("textEn", words.text(content.get().criteria(), Locale.ENGLISH));
            form = RuleForm.of(typed);
        }
        if (!step.equals("save") || htmx != null || content.isEmpty()) {
            return show(place, draft, form, typed, false, null, request);
        }
        if (rules.save(municipality, rule, revision, content.get()).isEmpty()) {
            return show(place, draft, form, typed, false, "changed", request);
        }
        redirect.addAttribute("saved", "");
        for (var kept : List.of("previewCode", "previewYear", "previewRule")) {
            redirect.addAttribute(kept, said(typed, kept));
        }
        return new ModelAndView("redirect:" + place.href() + "/rules/drafts/" + rule);
    }

    @PostMapping(DRAFT + "/discard")
    String discard(@PathVariable String code, @PathVariable String rule) {
        var place = asking.place(code, null);
        rules.discard(place.municipality().code(), rule);
        return "redirect:" + place.href() + "/rules";
    }

    @PostMapping(DRAFT + "/publication")
    String publish(
            @PathVariable String code,
            @PathVariable String rule,
            @RequestParam int revision,
            RedirectAttributes redirect) {
        var place = asking.place(code, null);
        var published = rules.publish(place.municipality().code(), rule, revision);
        return published instanceof Publication.Published
                ? "redirect:" + place.href() + "/rules"
                : after(published, place.href() + "/rules/drafts/" + rule, redirect);
    }

    /** 폐지, of a rule of the municipality. */
    @PostMapping("/municipalities/{code:[0-9]{5}}/rules/{rule:[a-z][a-z0-9-]*}/{version:[0-9]{1,6}}/retirement")
    String retireOwn(
            @PathVariable String code,
            @PathVariable String rule,
            @PathVariable int version,
            @RequestParam String from,
            @RequestParam String reason,
            RedirectAttributes redirect) {
        var place = asking.place(code, null);
        var key = new RuleKey(rule, version);
        if (rules.of(place.municipality().code()).stream()
                .noneMatch(own -> own.key().equals(key))) {
            throw Refusal.notThere();
        }
        return retire(key, from, reason, place.href() + "/rules", redirect);
    }
}
