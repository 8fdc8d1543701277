package dure.ledger;

import dure.finding.Checks;
import dure.finding.Checks.Cover;
import dure.finding.Finding;
import dure.finding.Stated;
import dure.finding.Text;
import dure.ledger.ContradictionStore.Alike;
import dure.ledger.ContradictionStore.Divided;
import dure.plan.AnnualPlan;
import dure.plan.Measure;
import dure.plan.Project;
import dure.plan.ProjectId;
import dure.region.Book;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What entries say against themselves, their plan and the rule that counts them. What an entry says (its items, its
 * unit) contradicts under every rule; what a figure rests on (pledges, persons, evidence) is asked of what the rule
 * counts. Each method is one criterion.
 */
@Component
class EntryContradictions {
    private final ContradictionStore store;

    EntryContradictions(ContradictionStore store) {
        this.store = store;
    }

    List<Finding> in(YearProgress year) {
        var question = year.count().question();
        var findings = in(question);
        var plan = year.plan();
        if (plan != null) {
            findings.addAll(entriesBeyondTheirTarget(question, plan));
        }
        return List.copyOf(findings);
    }

    List<Finding> in(TermProgress term) {
        var findings = in(term.count().question());
        theGoalCanBeMet(term).ifPresent(findings::add);
        return List.copyOf(findings);
    }

    private List<Finding> in(Question question) {
        var findings = new ArrayList<Finding>();
        findings.addAll(itemsStayWithinTheirEntry(question));
        var alike = store.alike(question);
        findings.addAll(sitesAreNoJobs(question.book(), alike));
        pledgesAreNotCounted(question, alike).ifPresent(findings::add);
        personsCountOnce(question).ifPresent(findings::add);
        evidenceIsThere(question.book(), alike).ifPresent(findings::add);
        evidenceIsThereForAll(question, alike).ifPresent(findings::add);
        statedUnitsAreOne(alike).ifPresent(findings::add);
        return findings;
    }

    /** Two entries whose items fit each other are one finding, and not two sums that differ. */
    private List<Finding> itemsStayWithinTheirEntry(Question question) {
        var divided = store.divided(question);
        var exceeding = new LinkedHashMap<Divided, Finding>();
        for (var one : divided) {
            Checks.sum(stated(one), items(one), Cover.WITHIN)
                    .ifPresent(finding -> exceeding.put(one, finding.about(names(question.book(), one))));
        }
        var explained = new HashSet<Divided>();
        var findings = new ArrayList<Finding>();
        for (var one : exceeding.keySet()) {
            divided.stream()
                    .filter(other -> !explained.contains(one) && !explained.contains(other))
                    .filter(other -> other.sector() != one.sector()
                            && other.from().equals(one.from())
                            && other.to().equals(one.to()))
                    .flatMap(other -> swapped(question.book(), one, other).stream()
                            .peek(found -> {
                                explained.add(one);
                                explained.add(other);
                            }))
                    .findFirst()
                    .ifPresent(findings::add);
        }
        exceeding.keySet().removeAll(explained);
        findings.addAll(exceeding.values());
        return findings;
    }

    /** In the order in which they stand in the ledger, whichever of them exceeds. */
    private static Optional<Finding> swapped(Book book, Divided exceeding, Divided other) {
        var isFirst = exceeding.entry().position() < other.entry().position();
        var one = isFirst ? exceeding : other;
        var two = isFirst ? other : exceeding;
        return Checks.swapped(stated(one), items(one), stated(two), items(two))
                .map(finding -> finding.about(names(book, one, two)));
    }

    private static Stated stated(Divided divided) {
        return stated(divided.entry());
    }

    private static Stated stated(ContradictionStore.Line entry) {
        return new Stated(
                Text.of("ledger.said.entry", entry.label()), entry.quantity(), entry.approximate(), entry.statedUnit());
    }

    private static List<Stated> items(Divided divided) {
        return divided.items().stream()
                .map(item -> new Stated(
                        Text.of("ledger.said.item", item.label()),
                        item.quantity(),
                        item.approximate(),
                        divided.entry().statedUnit()))
                .toList();
    }

    private static List<String> names(Book book, Divided... entries) {
        return names(
                book,
                List.of(entries).stream().map(one -> one.entry().position()).toList());
    }

    private static List<String> names(Book book, List<Long> positions) {
        return positions.stream()
                .sorted()
                .map(position -> new EntryId(book, position).toString())
                .toList();
    }

    private static List<Finding> sitesAreNoJobs(Book book, List<Alike> alike) {
        return alike.stream()
                .filter(one -> one.measure() == Measure.JOBS)
                .flatMap(one -> Checks.sitesAsJobs(
                        Stated.exactly(Text.of("ledger.said.counted"), one.counted(), one.statedUnit()),
                        Measure.isOfSites(one.statedUnit()))
                        .map(finding -> finding.about(names(book, List.of(one.first()))))
                        .stream())
                .toList();
    }

    private static Optional<Finding> pledgesAreNotCounted(Question question, List<Alike> alike) {
        var pledged = alike.stream()
                .filter(one -> one.basis() == Basis.PLEDGED && one.counted() > 0)
                .toList();
        return Checks.pledges(
                        counted(question, alike),
                        amount(
                                question,
                                "ledger.basis.PLEDGED",
                                pledged.stream().mapToLong(Alike::counted).sum()))
                .map(finding -> finding.about(names(question.book(), named(pledged))));
    }

    private static Stated counted(Question question, List<Alike> alike) {
        return amount(
                question,
                "ledger.said.counted",
                alike.stream().mapToLong(Alike::counted).sum());
    }

    private static Stated amount(Question question, String key, long amount) {
        var measure = question.rule().criteria().measures().stream().sorted().findFirst();
        return Stated.exactly(Text.of(key), amount, measure.orElse(Measure.JOBS).usualUnit());
    }

    private static List<Long> named(List<Alike> alike) {
        return alike.stream().flatMap(one -> one.named().stream()).toList();
    }

    private Optional<Finding> personsCountOnce(Question question) {
        if (question.rule().criteria().oncePerPerson()) {
            return Optional.empty();
        }
        var twice = store.personsTwice(question);
        return Checks.personTwice(twice.persons(), twice.entries(), names(question.book(), twice.named()));
    }

    private static Optional<Finding> evidenceIsThere(Book book, List<Alike> alike) {
        var claiming = alike.stream()
                .filter(one -> one.written().compareTo(Basis.EVIDENCED) >= 0 && !one.isAttested())
                .filter(one -> one.entriesWithoutEvidence() > 0)
                .toList();
        return Checks.evidenceMissing(
                claiming.stream().mapToLong(Alike::entriesWithoutEvidence).sum(), names(book, named(claiming)));
    }

    private static Optional<Finding> evidenceIsThereForAll(Question question, List<Alike> alike) {
        var without = alike.stream()
                .filter(one -> !one.isAttested())
                .mapToLong(Alike::countedWithoutEvidence)
                .sum();
        return Checks.withoutEvidence(
                counted(question, alike), amount(question, "ledger.said.withoutEvidence", without));
    }

    private static Optional<Finding> statedUnitsAreOne(List<Alike> alike) {
        return Checks.mixedUnits(alike.stream()
                .filter(one -> one.measure() == Measure.JOBS && one.counted() > 0)
                .map(Alike::statedUnit)
                .distinct()
                .sorted()
                .toList());
    }

    private List<Finding> entriesBeyondTheirTarget(Question question, AnnualPlan plan) {
        var projects = plan.projects().stream()
                .filter(project -> project.target(Measure.JOBS).orElse(0) > 0)
                .collect(Collectors.toMap(Project::id, project -> project));
        Map<ProjectId, Long> targets = projects.values().stream()
                .collect(Collectors.toMap(
                        Project::id, project -> project.target(Measure.JOBS).getAsLong()));
        return store.beyond(question, targets).stream()
                .flatMap(entry -> {
                    var project = Objects.requireNonNull(projects.get(Objects.requireNonNull(entry.project())));
                    var target = Stated.exactly(
                            Text.of("ledger.said.target", project.name()),
                            project.target(Measure.JOBS).getAsLong(),
                            entry.statedUnit());
                    return Checks.entryBeyondTarget(stated(entry), target)
                            .map(finding -> finding.about(names(question.book(), List.of(entry.position()))))
                            .stream();
                })
                .toList();
    }

    /** Only where every year that remains has a target is it known what is still planned. */
    private static Optional<Finding> theGoalCanBeMet(TermProgress term) {
        var planned = term.stillPlanned();
        var goal = term.plan() == null ? null : term.plan().target();
        if (planned.isEmpty() || goal == null) {
            return Optional.empty();
        }
        var actual = term.count().total();
        return Checks.goal(
                new Stated(Text.of("ledger.said.soFar"), actual.quantity(), actual.approximate(), goal.statedUnit()),
                Stated.exactly(Text.of("ledger.said.stillPlanned"), planned.getAsLong(), goal.statedUnit()),
                goal.stated(Text.of("ledger.said.goal")));
    }
}
