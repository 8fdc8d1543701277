package dure.bench;

import dure.access.Access;
import dure.access.Reach;
import dure.access.Role;
import dure.access.Viewer;
import dure.console.Console;
import dure.plan.BudgetSource;
import dure.plan.Drafts;
import dure.plan.Edit;
import dure.plan.Edit.Subject;
import dure.plan.Edited;
import dure.plan.PlanId;
import dure.plan.PlanKind;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.Municipalities;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * {@code ./dure bench desk}: a draft as large as that of a metropolitan city, opened and edited: by one alone, and by twelve
 * at once. At the door, with the totals that every saving answers.
 */
@Component
@ConditionalOnProperty(name = "dure.command", havingValue = "bench")
class DeskBench {
    private static final int STRATEGIES = 5;
    private static final int TASKS = 3;
    private static final int PROJECTS = 200;
    private static final int EDITORS = 12;
    private static final int EDITS = 60;
    private static final int WARM = 20;

    private final Drafts drafts;
    private final Municipalities municipalities;
    private final Report report;
    private final Console console;
    private final Clock clock;

    DeskBench(Drafts drafts, Municipalities municipalities, Report report, Console console, Clock clock) {
        this.drafts = drafts;
        this.municipalities = municipalities;
        this.report = report;
        this.console = console;
        this.clock = clock;
    }

    void run() throws Exception {
        var place = municipalities.all().getLast();
        var book = new Book(place.code(), DataSet.SIMULATED);
        var year = LocalDate.now(clock).getYear() + 1;
        var officer = Viewer.acting("bench", null, Set.of(Role.JOB_POLICY_OFFICER), Reach.of(Set.of(place.code())));
        console.say("bench.desk", PROJECTS, EDITORS);
        var draft = Access.as(officer, () -> drafts.begin(book, PlanKind.YEAR, year, "성능 측정"))
                .id();
        var projects = written(officer, draft, year);
        var found = new ArrayList<Result.Figure>();
        var opened = Times.measure(
                20,
                60,
                () -> Access.as(officer, () -> {
                    drafts.findings(draft);
                    return drafts.read(draft).orElseThrow();
                }));
        found.add(Result.Figure.atMost("opening the draft with its findings, p95", "ms", opened.p95(), 1_000));
        found.add(Result.Figure.peer(
                "one edit saved, one editor, p95",
                "ms",
                saving(officer, draft, projects, 1).p95()));
        found.add(Result.Figure.atMost(
                "one edit saved, %d editors, p95".formatted(EDITORS),
                "ms",
                saving(officer, draft, projects, EDITORS).p95(),
                50));
        report.write(new Result(
                "desk",
                Machine.here(clock.instant()),
                List.of("%d projects, each 12 months and 2 sources, %d editors".formatted(PROJECTS, EDITORS)),
                List.copyOf(found)));
    }

    private List<String> written(Viewer officer, PlanId draft, int year) {
        var ids = new ArrayList<String>();
        for (int strategy = 1; strategy <= STRATEGIES; strategy++) {
            save(officer, draft, added(Subject.STRATEGY, "new", "name", "전략 " + strategy));
            for (int task = 1; task <= TASKS; task++) {
                save(officer, draft, added(Subject.TASK, strategy + ".new", "name", "과제 " + task));
            }
        }
        for (int no = 0; no < PROJECTS; no++) {
            var edits = new ArrayList<>(added(Subject.PROJECT, "new", "name", "사업 " + no));
            edits.add(to("new", "task", (1 + no % STRATEGIES) + "." + (1 + no % TASKS)));
            edits.add(to("new", "department", "부서 " + no % 10));
            for (int month = 1; month <= 12; month++) {
                edits.add(to("new", "target/%d-%02d".formatted(year, month), String.valueOf(no + month)));
            }
            edits.add(to("new", "budget/" + BudgetSource.NATIONAL, "150000000"));
            edits.add(to("new", "budget/" + BudgetSource.MUNICIPAL, "50000000"));
            ids.add(save(officer, draft, edits).added().get("new"));
        }
        return ids;
    }

    /** Each editor has projects of its own, and writes one field at a time. */
    private Times saving(Viewer officer, PlanId draft, List<String> projects, int editors) throws Exception {
        var all = Collections.synchronizedList(new ArrayList<Double>());
        var work = new ArrayList<Callable<Object>>();
        for (int editor = 0; editor < editors; editor++) {
            var project = projects.get(editor * (PROJECTS / EDITORS));
            work.add(() -> {
                var before = Access.as(officer, () -> drafts.read(draft)).orElseThrow().projects().entrySet().stream()
                        .filter(one -> one.getKey().toString().equals(project))
                        .map(one -> one.getValue().get("budget/NATIONAL"))
                        .findFirst()
                        .orElse(null);
                for (int i = 0; i < EDITS + WARM; i++) {
                    var after = String.valueOf(150_000_000 + (long) i * 1000 + (editors == 1 ? 500 : 1));
                    var edit = List.of(new Edit(Subject.PROJECT, project, "budget/NATIONAL", before, after));
                    var took = Times.millisecondsOf(() -> save(officer, draft, edit));
                    before = after;
                    if (i >= WARM) {
                        all.add(took);
                    }
                }
                return all;
            });
        }
        try (var threads = Executors.newFixedThreadPool(editors)) {
            for (var done : threads.invokeAll(work)) {
                done.get(); // throws what it threw
            }
        }
        return Times.of(all);
    }

    private Edited.Saved save(Viewer officer, PlanId draft, List<Edit> edits) {
        return switch (Access.as(officer, () -> drafts.edit(draft, edits))) {
            case Edited.Saved saved -> saved;
            case Edited other -> throw new IllegalStateException("Not saved: " + other);
        };
    }

    private static List<Edit> added(Subject subject, String item, String field, String value) {
        return List.of(new Edit(subject, item, Edit.ITSELF, null, ""), new Edit(subject, item, field, null, value));
    }

    private static Edit to(String item, String field, @Nullable String value) {
        return new Edit(Subject.PROJECT, item, field, null, value);
    }
}
