package dure.recount;

import dure.ledger.Basis;
import dure.ledger.Judged;
import dure.ledger.Question;
import dure.ledger.Verdict;
import dure.plan.ProjectId;
import dure.plan.ProjectName;
import dure.sheet.CsvWriter;
import dure.web.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * 판정표: every entry with what each rule says of it, for whoever counts again by hand. It says what a rule asks for, and neither
 * who somebody is nor where evidence lies, which may name people.
 */
final class VerdictFile {
    /** Where it is fetched, beside the page. */
    static final String PATH = "/entries.csv";

    private final Wording words;
    private final Map<ProjectId, ProjectName> projects;

    VerdictFile(Wording words, Map<ProjectId, ProjectName> projects) {
        this.words = words;
        this.projects = projects;
    }

    byte[] of(List<Question> questions, List<Judged> judged) {
        var file = new CsvWriter();
        file.row(head(questions));
        judged.forEach(one -> file.row(row(one)));
        return file.bytes();
    }

    private List<String> head(List<Question> questions) {
        var head = new ArrayList<String>();
        for (var column : List.of(
                "entry",
                "project",
                "about",
                "from",
                "to",
                "measure",
                "unit",
                "quantity",
                "approximate",
                "basis",
                "type",
                "sector",
                "groups",
                "months",
                "hours",
                "contract",
                "insured",
                "funded",
                "industry",
                "recordedOn")) {
            head.add(words.text("recount.file." + column));
        }
        for (var question : questions) {
            var rule = question.rule();
            head.add(words.text(
                    "recount.file.verdict",
                    rule.name(words.locale()) + " " + rule.key(),
                    question.asOf().toString(),
                    question.known().at().toString()));
        }
        return head;
    }

    private List<@Nullable Object> row(Judged judged) {
        var entry = judged.entry();
        var what = entry.what();
        var terms = what.terms();
        var project = Optional.ofNullable(what.project()).map(projects::get);
        var row = new ArrayList<@Nullable Object>();
        row.add(entry.id().toString());
        row.add(project.map(ProjectName::code).orElse(null));
        row.add(project.map(ProjectName::name).orElse(what.label()));
        row.add(what.from().toString());
        row.add(what.to().toString());
        row.add(words.text("plan.measure", what.quantity().measure()));
        row.add(what.quantity().statedUnit());
        row.add(what.quantity().amount());
        row.add(what.quantity().approximate() ? words.text("recount.file.true") : null);
        row.add(basis(entry.basis()));
        row.add(words.text("plan.programmeType", what.programmeType()));
        row.add(words.text("plan.sector", what.sector()));
        row.add(what.targetGroups().stream()
                .sorted()
                .map(group -> words.text("plan.targetGroup", group))
                .collect(Collectors.joining(", ")));
        row.add(terms.months());
        row.add(terms.weeklyHours());
        row.add(words.text("ledger.contract", terms.contract()));
        row.add(truth(terms.insured()));
        row.add(truth(terms.funded()));
        row.add(terms.industry());
        row.add(entry.recordedAt().toString());
        judged.verdicts().forEach(verdict -> row.add(verdict(verdict)));
        return row;
    }

    private String basis(Basis basis) {
        return words.text("ledger.basis", basis);
    }

    private @Nullable String truth(@Nullable Boolean stated) {
        return stated == null ? null : words.text("recount.file." + stated);
    }

    private String verdict(Optional<Verdict> verdict) {
        if (verdict.isEmpty()) {
            return words.text("recount.file.absent");
        }
        var step = verdict.get().step();
        return step == null ? words.text("recount.file.counts") : words.text("ledger.step", step);
    }

    static String name(Question question) {
        var scope = question.scope();
        return "recount-%s-%d-%d.csv"
                .formatted(
                        question.book().name(),
                        scope.from().getYear(),
                        scope.to().getYear());
    }
}
