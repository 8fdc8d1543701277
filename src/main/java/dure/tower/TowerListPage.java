package dure.tower;

import dure.ledger.CountingRule;
import dure.ledger.Rules;
import dure.plan.PlanHead;
import dure.plan.PlanKind;
import dure.plan.Plans;
import dure.region.Book;
import dure.region.Municipalities;
import dure.region.Municipality;
import dure.region.MunicipalityCode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first page: which municipalities have a plan, how far each is, and all others. */
@Controller
class TowerListPage {
    /** Of a municipality's yearly plans the newest two stand here: this year's, and last year's that has results. */
    private static final int YEARS = 2;

    private final Municipalities municipalities;
    private final Plans plans;
    private final Rules rules;
    private final ListFigures figures;
    private final Clock clock;

    TowerListPage(Municipalities municipalities, Plans plans, Rules rules, ListFigures figures, Clock clock) {
        this.municipalities = municipalities;
        this.plans = plans;
        this.rules = rules;
        this.figures = figures;
        this.clock = clock;
    }

    @GetMapping("/")
    String show(@RequestParam(defaultValue = "") String q, Model model) {
        model.addAttribute("view", view(q.strip()));
        return "tower/list";
    }

    private ListView view(String query) {
        var asOf = LocalDate.now(clock);
        var rule = rules.find(Rules.DEFAULT).orElseThrow();
        var all = municipalities.all();
        var wanted = matching(query);
        var heads = shown(plans.heads());
        var planned = heads.entrySet().stream()
                .filter(entry -> wanted.test(municipalities.get(entry.getKey())))
                .map(entry -> planned(municipalities.get(entry.getKey()), entry.getValue(), rule, asOf))
                .toList();
        return new ListView(
                all.size(), heads.size(), asOf, rule, query, planned, provinces(all, wanted, heads.keySet()));
    }

    /** By municipality, of the one book that is shown of it: the real one if there is one. */
    private static Map<MunicipalityCode, List<PlanHead>> shown(List<PlanHead> heads) {
        var books = heads.stream()
                .map(PlanHead::book)
                .collect(Collectors.toMap(
                        Book::municipality,
                        book -> book,
                        (one, other) -> one.dataSet().compareTo(other.dataSet()) <= 0 ? one : other));
        return heads.stream()
                .filter(head -> head.book().equals(books.get(head.book().municipality())))
                .sorted(Comparator.comparing(head -> head.book().municipality()))
                .collect(Collectors.groupingBy(
                        head -> head.book().municipality(), LinkedHashMap::new, Collectors.toList()));
    }

    private ListView.Planned planned(
            Municipality municipality, List<PlanHead> heads, CountingRule rule, LocalDate asOf) {
        var newest = heads.stream()
                .sorted(Comparator.comparing(PlanHead::period).reversed())
                .toList();
        var lines = Stream.concat(
                        newest.stream()
                                .filter(head -> head.kind() == PlanKind.TERM)
                                .limit(1),
                        newest.stream()
                                .filter(head -> head.kind() == PlanKind.YEAR)
                                .limit(YEARS))
                .map(head -> new ListView.Line(head, figures.of(head, rule, asOf)))
                .toList();
        return new ListView.Planned(municipality, heads.getFirst().book().dataSet(), lines);
    }

    private static List<ListView.Province> provinces(
            List<Municipality> all, Predicate<Municipality> wanted, Set<MunicipalityCode> planned) {
        return all.stream()
                .filter(one -> one.kind().isProvincial())
                .map(province -> new ListView.Province(
                        province,
                        wanted.test(province),
                        all.stream()
                                .filter(one -> province.code().equals(one.parent()))
                                .filter(wanted)
                                .map(one -> new ListView.Place(one, planned.contains(one.code())))
                                .toList(),
                        planned.contains(province.code())))
                .filter(province -> province.found() || !province.below().isEmpty())
                .toList();
    }

    /** Every word of the query stands in the municipality's names or begins its code: "대전 서구", "seo daejeon", "301". */
    private static Predicate<Municipality> matching(String query) {
        var words = Arrays.stream(query.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return one -> {
            var names = (one.fullName() + " " + one.shortName() + " " + one.english()).toLowerCase(Locale.ROOT);
            return words.stream()
                    .allMatch(word -> names.contains(word) || one.code().value().startsWith(word));
        };
    }
}
