package dure.retention;

import dure.ledger.Figures;
import dure.ledger.Kept;
import dure.ledger.Question;
import dure.plan.Plans;
import dure.plan.ProgrammeType;
import dure.plan.ProjectId;
import dure.plan.ProjectName;
import dure.recount.Asked;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the ledger what is known of the keeping of jobs. */
@Component
class Retentions {
    private final Figures figures;
    private final Plans plans;

    Retentions(Figures figures, Plans plans) {
        this.figures = figures;
        this.plans = plans;
    }

    /**
     * @param lookedUp the last day on which anybody looked; null: nobody ever did
     * @param byProject of those that have followed jobs, the largest first
     */
    record Answer(
            Question question,
            @Nullable LocalDate lookedUp,
            Retention whole,
            Map<ProgrammeType, Retention> byProgrammeType,
            List<OfProject> byProject) {}

    record OfProject(ProjectName project, Retention retention) {}

    /** The first of the rules says what counts. */
    Answer of(Asked asked) {
        var question = figures.question(
                asked.place().book(),
                asked.scope(),
                asked.first().asOf(),
                asked.first().knownAt(),
                asked.rules().getFirst());
        var jobs = figures.kept(question);
        var lookedUp = figures.lastLookedUp(question).orElse(null);
        return new Answer(
                question,
                lookedUp,
                Retention.of(jobs, question.asOf(), lookedUp),
                new TreeMap<>(by(jobs, Kept::programmeType, question, lookedUp)),
                byProject(jobs, question, lookedUp));
    }

    private List<OfProject> byProject(List<Kept> jobs, Question question, @Nullable LocalDate lookedUp) {
        var ofProjects = jobs.stream().filter(job -> job.project() != null).toList();
        var retentions = by(ofProjects, job -> Objects.requireNonNull(job.project()), question, lookedUp);
        Map<ProjectId, ProjectName> names = plans.names(retentions.keySet());
        return retentions.entrySet().stream()
                .filter(one -> one.getValue().followed() > 0 && names.containsKey(one.getKey()))
                .map(one -> new OfProject(Objects.requireNonNull(names.get(one.getKey())), one.getValue()))
                .sorted(Comparator.comparing((OfProject one) -> -one.retention().followed())
                        .thenComparing(one -> one.project().code()))
                .toList();
    }

    private static <K> Map<K, Retention> by(
            List<Kept> jobs, Function<Kept, K> axis, Question question, @Nullable LocalDate lookedUp) {
        return jobs.stream()
                .collect(Collectors.groupingBy(
                        axis,
                        Collectors.collectingAndThen(
                                Collectors.toList(), some -> Retention.of(some, question.asOf(), lookedUp))));
    }
}
