package dure.briefing;

import dure.action.ActionItem;
import dure.action.ActionState;
import dure.document.Block;
import dure.document.Block.Cell;
import dure.document.Block.Item;
import dure.document.Block.Item.Mark;
import dure.document.Block.Paragraph;
import dure.document.Block.Picture;
import dure.document.Block.Row;
import dure.document.Block.Table;
import dure.document.Document;
import dure.finding.Text;
import dure.ledger.Quality;
import dure.ledger.Tally;
import dure.ledger.YearProgress;
import dure.plan.Measure;
import dure.plan.Project;
import dure.plan.ProjectId;
import dure.region.DataSet;
import dure.region.Municipality;
import dure.web.Wording;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says a pack in one language: short lines by their marks (개조식), tables with their units, and whence each figure is. */
final class PackWriter {
    /** As many laggards as a meeting can speak of. */
    private static final int LAGGARDS = 15;

    private static final int FINDINGS = 30;

    /** An annex of a few lines begins no page of its own. */
    private static final int FEW = 20;

    private static final long MILLION = 1_000_000;

    private final Briefing briefing;
    private final Municipality place;
    private final Gathered all;
    private final Map<Section, String> remarks;
    private final Wording words;
    private final YearProgress year;

    PackWriter(Briefing briefing, Municipality place, Gathered all, Map<Section, String> remarks, Wording words) {
        this.briefing = briefing;
        this.place = place;
        this.all = all;
        this.remarks = remarks;
        this.words = words;
        this.year = all.year();
    }

    Pack pack() {
        var sections = new EnumMap<Section, List<Block>>(Section.class);
        for (var section : Section.values()) {
            var blocks = new ArrayList<Block>();
            var no = section.ordinal() + 1;
            blocks.add(new Block.Heading(
                    1,
                    section == Section.PROJECTS
                            ? say("annex", say("section." + section))
                            : say("numbered", String.valueOf(no), say("section." + section))));
            blocks.addAll(
                    switch (section) {
                        case PROGRESS -> progress();
                        case LAGGARDS -> laggards();
                        case FORECAST -> forecast();
                        case BUDGET -> budget();
                        case COST -> cost();
                        case QUALITY -> quality();
                        case GROUPS -> groups();
                        case FINDINGS -> findings();
                        case ACTIONS -> actions();
                        case PROJECTS -> projects();
                    });
            if (remarks.containsKey(section)) {
                blocks.add(new Paragraph(
                        Paragraph.Style.REMARK, say("remark.said", Objects.requireNonNull(remarks.get(section)))));
            }
            sections.put(section, List.copyOf(blocks));
        }
        var answer = answer();
        return new Pack(briefing, all.question(), answer, sections, document(answer, sections));
    }

    private Document document(String answer, Map<Section, List<Block>> sections) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Paragraph(Paragraph.Style.ANSWER, answer));
        sections.forEach((section, one) -> {
            if (section == Section.PROJECTS && projectsOfThePlan().size() > FEW) {
                blocks.add(new Block.PageBreak());
            }
            blocks.addAll(one);
        });
        var name = words.isEnglish() ? place.english() : place.fullName();
        var dataSet = briefing.book().dataSet();
        return new Document(
                words.locale(),
                briefing.title(),
                briefing.attendees().isEmpty() ? null : say("attendees", briefing.attendees()),
                name + " · " + words.date(briefing.heldOn()),
                briefing.heldOn(),
                say("running", name, briefing.title(), words.date(all.question().asOf())),
                dataSet == DataSet.REAL ? null : say("watermark." + dataSet),
                blocks);
    }

    /** 집계기준 · 기준일 · 장부 시점: without these a figure is nobody's. */
    private Block whence() {
        var known = all.question().known();
        return new Item(
                Mark.NOTE,
                say(
                        "whence",
                        rule(),
                        words.date(all.question().asOf()),
                        known.position() == 0 ? Wording.UNKNOWN : words.moment(known.at()),
                        known.position()));
    }

    private String rule() {
        var rule = all.question().rule();
        return rule.name(words.locale()) + " v" + rule.key().version();
    }

    private String answer() {
        var total = year.count().total();
        var target = year.target();
        var asOf = words.date(all.question().asOf());
        return target.isEmpty() || year.progress().isEmpty()
                ? say("answer.noTarget", asOf, number(total), rule())
                : say(
                        "answer",
                        asOf,
                        number(total),
                        words.number(target.getAsLong()),
                        words.percent(year.progress().getAsDouble()),
                        rule());
    }

    private List<Block> progress() {
        var blocks = new ArrayList<Block>();
        var count = year.count();
        if (year.plan() == null) {
            blocks.add(item(Mark.SQUARE, "progress.noPlan"));
        } else if (year.target().isPresent()) {
            var left = year.target().getAsLong() - count.total().quantity();
            blocks.add(
                    left > 0
                            ? item(Mark.SQUARE, "progress.left", alike(left))
                            : item(Mark.SQUARE, "progress.met", alike(-left)));
        }
        if (count.total().entries() == 0) {
            blocks.add(item(Mark.CIRCLE, "progress.nothing"));
            blocks.add(whence());
            return blocks;
        }
        if (year.rank() != null && year.rank().of() > 1) {
            blocks.add(item(
                    Mark.CIRCLE,
                    "progress.rank",
                    year.rank().place(),
                    year.rank().of()));
        }
        blocks.add(item(
                Mark.CIRCLE,
                "progress.basis",
                count.byBasis().entrySet().stream()
                        .map(one -> say("of", words.text("ledger.basis", one.getKey()), number(one.getValue())))
                        .collect(Collectors.joining(", "))));
        blocks.add(slices());
        trend().ifPresent(blocks::add);
        if (!count.excluded().isEmpty()) {
            blocks.add(item(
                    Mark.CIRCLE,
                    "progress.excluded",
                    count.excluded().stream()
                            .map(one -> say(
                                    "excluded.one",
                                    words.text("ledger.step", one.step()),
                                    words.text("plan.measure", one.measure()),
                                    number(one.tally())))
                            .collect(Collectors.joining(", "))));
        }
        blocks.add(whence());
        return blocks;
    }

    /** By strategy; of a plan without any by sector: what the plan is divided into. */
    private Table slices() {
        var strategies = year.plan() == null
                ? List.<dure.plan.Strategy>of()
                : year.plan().strategies();
        var rows = new ArrayList<Row>();
        rows.add(slice(
                true,
                say("total"),
                year.target().isPresent() ? year.target().getAsLong() : null,
                year.count().total()));
        var byStrategy = year.byStrategy();
        // One slice without a strategy says nothing that the total does not.
        if (byStrategy.stream()
                .anyMatch(one -> one.key().isPresent() && one.actual().entries() > 0)) {
            for (var slice : byStrategy) {
                var name = slice.key()
                        .flatMap(no -> strategies.stream()
                                .filter(one -> one.no() == no)
                                .findFirst())
                        .map(one -> one.no() + ". " + one.name())
                        .orElse(say("strategy.none"));
                rows.add(slice(false, name, slice.target(), slice.actual()));
            }
            return table(
                    "progress.byStrategy",
                    "unit.jobs",
                    List.of(8, 3, 3, 2),
                    heads("strategy", "target", "actual", "rate"),
                    rows);
        }
        for (var slice : year.bySector()) {
            rows.add(slice(false, words.text("plan.sector", slice.key()), slice.target(), slice.actual()));
        }
        return table(
                "progress.bySector",
                "unit.jobs",
                List.of(8, 3, 3, 2),
                heads("sector", "target", "actual", "rate"),
                rows);
    }

    private Row slice(boolean total, String name, @Nullable Long target, Tally actual) {
        var cells = List.of(
                Cell.head(name),
                Cell.number(words.number(target)),
                Cell.number(number(actual)),
                rate(actual.quantity(), target));
        return new Row(total, cells);
    }

    private Cell rate(long actual, @Nullable Long target) {
        return Cell.number(target == null || target == 0 ? Wording.UNKNOWN : words.percent((double) actual / target));
    }

    /** 월별 누계 beside the even pace; empty where no month is known by itself. */
    private Optional<Picture> trend() {
        var count = year.count();
        var last = count.lastDay();
        if (last == null) {
            return Optional.empty();
        }
        var labels = new ArrayList<String>();
        var actual = new ArrayList<@Nullable Long>();
        var pace = new ArrayList<@Nullable Long>();
        var target = year.target();
        var known = 0;
        var sum = 0L;
        for (var month = 1; month <= 12; month++) {
            var first = LocalDate.of(year.year(), month, 1);
            sum += count.byMonth().getOrDefault(first, Tally.NONE).quantity();
            // Inside a period that is only stated as a whole, what had come about is not known, and not 0.
            var inside = count.spanning().entrySet().stream()
                    .anyMatch(span -> !first.isBefore(span.getValue()) && first.isBefore(span.getKey()));
            var said = !first.isAfter(last) && !inside;
            known += said ? 1 : 0;
            labels.add(words.text("tower.month." + month));
            actual.add(said ? Long.valueOf(sum) : null);
            pace.add(target.isEmpty() ? null : Long.valueOf(Math.round(target.getAsLong() * month / 12.0)));
        }
        if (known == 0) {
            return Optional.empty();
        }
        var series = new ArrayList<Block.Series>();
        var rows = new ArrayList<Row>();
        if (target.isPresent()) {
            series.add(new Block.Series(say("trend.pace"), pace));
            rows.add(months(say("trend.pace"), pace, false));
        }
        series.add(new Block.Series(say("trend.actual"), actual));
        rows.add(months(say("trend.actual"), actual, count.total().approximate()));
        var widths = new ArrayList<Integer>(List.of(30));
        var heads = new ArrayList<Cell>(List.of(Cell.head(say("head.month"))));
        labels.forEach(label -> {
            widths.add(17);
            heads.add(Cell.head(label));
        });
        return Optional.of(new Picture(
                Picture.Kind.LINES,
                say("trend"),
                say("trend.alternative", words.date(last), alike(sum)),
                say("jobs"),
                labels,
                series,
                target.isEmpty() ? null : new Block.Target(say("head.target"), target.getAsLong()),
                new Table("", say("unit.onlyJobs"), widths, List.of(new Row(false, heads)), rows)));
    }

    private Row months(String name, List<@Nullable Long> values, boolean approximate) {
        var cells = new ArrayList<Cell>(List.of(Cell.head(name)));
        values.forEach(value -> cells.add(Cell.number(words.number(value, approximate))));
        return new Row(false, cells);
    }

    private List<Block> laggards() {
        var blocks = new ArrayList<Block>();
        var behind = all.laggards();
        if (behind.isEmpty()) {
            var targets = year.plan() != null
                    && year.plan().projects().stream()
                            .anyMatch(one -> one.target(Measure.JOBS).isPresent());
            blocks.add(item(Mark.SQUARE, targets ? "laggards.none" : "laggards.noTargets"));
            return blocks;
        }
        blocks.add(item(
                Mark.SQUARE,
                "laggards.lead",
                behind.size(),
                behind.stream().mapToLong(one -> Math.max(0, one.shortfall())).sum()));
        var causes = all.actions().stream()
                .filter(one -> one.project() != null && one.state().isOpen())
                .collect(Collectors.toMap(
                        one -> Objects.requireNonNull(one.project()), one -> one, (one, other) -> one));
        var rows = behind.stream()
                .limit(LAGGARDS)
                .map(one -> Row.of(
                        Cell.head(one.project().name()),
                        Cell.text(Objects.requireNonNullElse(one.project().department(), Wording.UNKNOWN)),
                        Cell.number(words.number(one.target())),
                        Cell.number(words.number(one.due())),
                        Cell.number(words.number(one.actual())),
                        Cell.number(one.shortfall() > 0 ? words.signed(-one.shortfall()) : words.number(0)),
                        Cell.number(one.expected() > 0 ? words.signed(-one.expected()) : words.number(0)),
                        Cell.text(cause(causes.get(one.project().id())))))
                .toList();
        blocks.add(table(
                "laggards.table",
                "unit.onlyJobs",
                List.of(7, 4, 3, 3, 3, 3, 4, 6),
                heads("project", "department", "target", "due", "actual", "shortfall", "expected", "cause"),
                rows));
        if (behind.size() > LAGGARDS) {
            blocks.add(item(Mark.NOTE, "laggards.more", behind.size() - LAGGARDS));
        }
        blocks.add(item(Mark.NOTE, "laggards.pace"));
        blocks.add(whence());
        return blocks;
    }

    private String cause(@Nullable ActionItem action) {
        if (action == null) {
            return say("cause.none");
        }
        var named = words.text("action.cause", action.cause());
        return action.causeText().isEmpty() ? named : named + ": " + action.causeText();
    }

    private List<Block> forecast() {
        var forecast = all.forecast();
        if (forecast == null) {
            return List.of(item(Mark.SQUARE, "outlook.none"));
        }
        var blocks = new ArrayList<Block>();
        blocks.add(item(Mark.SQUARE, "outlook.lead", forecast.p50(), forecast.p10(), forecast.p90()));
        var rows = new ArrayList<Row>();
        rows.add(Row.of(
                Cell.head(say("outlook.total")),
                Cell.number(words.number(forecast.p10())),
                Cell.number(words.number(forecast.p50())),
                Cell.number(words.number(forecast.p90()))));
        if (forecast.goalDate() != null) {
            rows.add(Row.of(
                    Cell.head(say("outlook.goal")),
                    goal(forecast.goalDate().p10()),
                    goal(forecast.goalDate().p50()),
                    goal(forecast.goalDate().p90())));
        }
        blocks.add(table(
                "outlook.table", "unit.onlyJobs", List.of(6, 4, 4, 4), heads("forecast", "p10", "p50", "p90"), rows));
        if (forecast.target() != null && forecast.probability() != null) {
            blocks.add(item(
                    Mark.CIRCLE,
                    "outlook.probability",
                    words.number(forecast.target()),
                    words.percent(forecast.probability())));
        }
        blocks.add(new Item(Mark.NOTE, text(forecast.basis())));
        blocks.add(whence());
        return blocks;
    }

    private Cell goal(@Nullable LocalDate day) {
        return Cell.number(day == null ? say("outlook.never") : words.date(day));
    }

    private List<Block> budget() {
        var money = all.money();
        var blocks = new ArrayList<Block>();
        if (money.whole().appropriated() == null && money.whole().executed() == null) {
            blocks.add(item(Mark.SQUARE, "budget.none"));
            return blocks;
        }
        blocks.add(
                money.whole().rate() == null
                        ? item(
                                Mark.SQUARE,
                                "budget.lead.appropriated",
                                words.won(money.whole().appropriated()))
                        : item(
                                Mark.SQUARE,
                                "budget.lead",
                                words.won(money.whole().appropriated()),
                                words.won(money.whole().executed()),
                                words.percent(money.whole().rate())));
        var rows = new ArrayList<Row>();
        rows.add(money(true, say("total"), money.whole()));
        money.bySource()
                .forEach((source, part) -> rows.add(money(false, words.text("plan.budgetSource", source), part)));
        blocks.add(table(
                "budget.table",
                "unit.money",
                List.of(6, 4, 4, 3),
                heads("source", "appropriated", "executed", "execution"),
                rows));
        blocks.add(item(
                Mark.NOTE,
                switch (money.said()) {
                    case SETTLED -> "budget.settled";
                    case REPORTED -> "budget.reported";
                    case PLANNED -> "budget.asPlanned";
                }));
        return blocks;
    }

    private Row money(boolean total, String name, Money.Part part) {
        return new Row(
                total,
                List.of(
                        Cell.head(name),
                        Cell.number(millions(part.appropriated())),
                        Cell.number(millions(part.executed())),
                        Cell.number(words.percent(part.rate()))));
    }

    /** 백만원, half up; what is less than one is said as such, for it is not nothing. */
    private String millions(@Nullable Long won) {
        return won == null
                ? Wording.UNKNOWN
                : won > 0 && won < MILLION / 2 ? "< 1" : words.number((won + MILLION / 2) / MILLION);
    }

    private List<Block> cost() {
        var blocks = new ArrayList<Block>();
        var actual = year.count().total().quantity();
        var executed = all.money().whole().executed();
        var planned = year.appropriatedPerTargetJob();
        if ((executed == null || actual == 0) && planned.isEmpty()) {
            blocks.add(item(Mark.SQUARE, "cost.none"));
            return blocks;
        }
        blocks.add(item(
                Mark.SQUARE,
                "cost.lead",
                perJob(executed, actual),
                planned.isEmpty() ? Wording.UNKNOWN : words.won(Math.round(planned.getAsDouble()))));
        var plan = Objects.requireNonNull(year.plan());
        if (!plan.strategies().isEmpty() && !all.money().byProject().isEmpty()) {
            var rows = new ArrayList<Row>();
            rows.add(Row.total(
                    Cell.head(say("total")),
                    Cell.number(millions(executed)),
                    Cell.number(number(year.count().total())),
                    Cell.number(perJob(executed, actual))));
            for (var strategy : plan.strategies()) {
                var ids = plan.projects().stream()
                        .filter(one -> Objects.equals(one.strategy(), strategy.no()))
                        .map(Project::id)
                        .toList();
                var part = all.money().of(ids);
                var tally = year.count().of(ids);
                rows.add(Row.of(
                        Cell.head(strategy.no() + ". " + strategy.name()),
                        Cell.number(millions(part.executed())),
                        Cell.number(number(tally)),
                        Cell.number(perJob(part.executed(), tally.quantity()))));
            }
            blocks.add(table(
                    "cost.table",
                    "unit.cost",
                    List.of(7, 4, 3, 5),
                    heads("strategy", "executed", "actual", "perJob"),
                    rows));
        }
        blocks.add(item(Mark.NOTE, "cost.note"));
        blocks.add(whence());
        return blocks;
    }

    private String perJob(@Nullable Long won, long jobs) {
        return won == null || jobs <= 0 ? Wording.UNKNOWN : words.won(Math.round((double) won / jobs));
    }

    private List<Block> quality() {
        var quality = all.quality();
        if (quality.total().entries() == 0) {
            return List.of(item(Mark.SQUARE, "progress.nothing"));
        }
        var blocks = new ArrayList<Block>();
        blocks.add(item(
                Mark.SQUARE,
                "quality.lead",
                share(quality.lasting()),
                share(quality.insured()),
                share(quality.fullTime())));
        blocks.add(table(
                "quality.table",
                "unit.jobs",
                List.of(8, 3, 3, 3, 3, 4),
                heads("quality", "yes", "notSo", "unspecified", "share", "shareOfStated"),
                List.of(
                        quality("quality.lasting", quality.lasting()),
                        quality("quality.insured", quality.insured()),
                        quality("quality.fullTime", quality.fullTime()))));
        blocks.add(item(Mark.NOTE, "quality.note"));
        blocks.add(whence());
        return blocks;
    }

    /** Where it is stated of nobody there is no share to speak of. */
    private String share(Quality.Stated stated) {
        return stated.yes() + stated.no() == 0 ? say("unspecified") : percent(stated.share());
    }

    private Row quality(String name, Quality.Stated stated) {
        return Row.of(
                Cell.head(say(name)),
                Cell.number(alike(stated.yes())),
                Cell.number(alike(stated.no())),
                Cell.number(alike(stated.unspecified())),
                Cell.number(percent(stated.share())),
                Cell.number(percent(stated.shareOfStated())));
    }

    private String percent(OptionalDouble ratio) {
        return ratio.isEmpty() ? Wording.UNKNOWN : words.percent(ratio.getAsDouble());
    }

    private List<Block> groups() {
        var groups = year.byTargetGroup();
        if (groups.stream().allMatch(one -> one.key().group() == null)) {
            return List.of(item(Mark.SQUARE, "groups.none"), whence());
        }
        var rows = groups.stream()
                .map(one -> slice(
                        false,
                        one.key().group() == null
                                ? say("unspecified")
                                : words.text("plan.targetGroup", one.key().group()),
                        one.target(),
                        one.actual()))
                .toList();
        return List.of(
                table(
                        "groups.table",
                        "unit.jobs",
                        List.of(8, 3, 3, 2),
                        heads("group", "target", "actual", "rate"),
                        rows),
                item(Mark.NOTE, "groups.note"),
                whence());
    }

    private List<Block> findings() {
        if (all.findings().isEmpty()) {
            return List.of(item(Mark.SQUARE, "findings.none"), whence());
        }
        var blocks = new ArrayList<Block>();
        blocks.add(item(Mark.SQUARE, "findings.lead", all.findings().size()));
        for (var finding : all.findings().stream().limit(FINDINGS).toList()) {
            blocks.add(new Item(
                    Mark.CIRCLE,
                    say(
                            "finding",
                            words.text("finding.kind", finding.kind()),
                            words.text("finding.severity", finding.severity()),
                            text(finding.message()))));
            if (finding.fix() != null) {
                blocks.add(new Item(Mark.DASH, text(finding.fix())));
            }
            if (!finding.entries().isEmpty()) {
                blocks.add(item(Mark.NOTE, "findings.entries", String.join(", ", finding.entries())));
            }
        }
        if (all.findings().size() > FINDINGS) {
            blocks.add(item(Mark.NOTE, "findings.more", all.findings().size() - FINDINGS));
        }
        blocks.add(whence());
        return blocks;
    }

    private String text(Text text) {
        return words.text(text.key(), text.getArguments());
    }

    private List<Block> actions() {
        var since = all.lastMeeting() == null
                ? say("actions.everSince", String.valueOf(briefing.year()))
                : say("actions.since", words.date(all.lastMeeting()));
        if (all.actions().isEmpty()) {
            return List.of(new Item(Mark.SQUARE, say("actions.none", since)));
        }
        var done = all.actions().stream()
                .filter(one -> one.state() == ActionState.DONE)
                .count();
        var open = all.actions().stream().filter(one -> one.state().isOpen()).count();
        var late = all.actions().stream()
                .filter(one -> one.isLate(briefing.heldOn()))
                .count();
        var rows = all.actions().stream()
                .map(one -> {
                    var after = Objects.requireNonNull(all.afterwards().get(one.id()));
                    return Row.of(
                            Cell.head(one.name()),
                            Cell.text(say("actions.said", subject(one), one.problem(), cause(one), one.countermeasure())
                                    + (one.outcome().isEmpty() ? "" : "\n" + say("actions.outcome", one.outcome()))),
                            Cell.text(
                                    Objects.requireNonNullElse(all.departments().get(one.department()), Wording.UNKNOWN)
                                            + "\n" + one.owner()),
                            Cell.text(words.date(one.dueOn()) + "\n"
                                    + (one.isLate(briefing.heldOn())
                                            ? say("late")
                                            : words.text("action.state", one.state()))),
                            Cell.number(words.number(
                                    after.opened().actual(), after.opened().approximate())),
                            Cell.number(
                                    after.due() == null
                                            ? Wording.UNKNOWN
                                            : words.number(
                                                    after.due().actual(),
                                                    after.due().approximate())),
                            Cell.number(words.number(
                                    after.now().actual(), after.now().approximate())),
                            Cell.number(words.signed(after.grownBy())));
                })
                .toList();
        return List.of(
                new Item(Mark.SQUARE, say("actions.lead", since, all.actions().size(), done, open, late)),
                table(
                        "actions.table",
                        "unit.onlyJobs",
                        List.of(3, 12, 5, 4, 3, 3, 3, 3),
                        List.of(
                                Row.of(
                                        Cell.head(say("head.no")).spanning(1, 2),
                                        Cell.head(say("head.action")).spanning(1, 2),
                                        Cell.head(say("head.owner")).spanning(1, 2),
                                        Cell.head(say("head.dueOn")).spanning(1, 2),
                                        Cell.head(say("head.ledger")).spanning(4, 1)),
                                Row.of(
                                        Cell.head(say("head.opened")),
                                        Cell.head(say("head.atDue")),
                                        Cell.head(say("head.now")),
                                        Cell.head(say("head.grown")))),
                        rows),
                item(Mark.NOTE, "actions.note"),
                whence());
    }

    private String subject(ActionItem item) {
        if (item.project() != null) {
            return projectsOfThePlan().stream()
                    .filter(one -> one.id().equals(item.project()))
                    .map(Project::name)
                    .findFirst()
                    .orElse(Wording.UNKNOWN);
        }
        return item.strategy() == null
                ? words.text("action.subject.year", String.valueOf(item.year()))
                : words.text("action.strategy.no", String.valueOf(item.strategy()));
    }

    private List<Project> projectsOfThePlan() {
        return year.plan() == null ? List.of() : year.plan().projects();
    }

    private List<Block> projects() {
        if (projectsOfThePlan().isEmpty()) {
            return List.of(item(Mark.SQUARE, "projects.none"));
        }
        var rows = new ArrayList<Row>();
        rows.add(Row.total(
                Cell.head(say("total")).spanning(3, 1),
                Cell.number(words.number(
                        year.target().isPresent() ? Long.valueOf(year.target().getAsLong()) : null)),
                Cell.number(number(year.count().total())),
                rate(
                        year.count().total().quantity(),
                        year.target().isPresent() ? Long.valueOf(year.target().getAsLong()) : null),
                Cell.number(millions(all.money().whole().appropriated())),
                Cell.number(millions(all.money().whole().executed()))));
        for (var project : projectsOfThePlan()) {
            var target = project.target(Measure.JOBS);
            var tally = year.count().of(List.<ProjectId>of(project.id()));
            var money = all.money().byProject().getOrDefault(project.id(), Money.Part.NONE);
            rows.add(Row.of(
                    Cell.number(String.valueOf(project.no())),
                    Cell.text(project.name()),
                    Cell.text(Objects.requireNonNullElse(project.department(), Wording.UNKNOWN)),
                    Cell.number(words.number(target.isEmpty() ? null : Long.valueOf(target.getAsLong()))),
                    Cell.number(tally.entries() == 0 ? Wording.UNKNOWN : number(tally)),
                    tally.entries() == 0
                            ? Cell.number(Wording.UNKNOWN)
                            : rate(tally.quantity(), target.isEmpty() ? null : Long.valueOf(target.getAsLong())),
                    Cell.number(millions(money.appropriated())),
                    Cell.number(millions(money.executed()))));
        }
        return List.of(
                table(
                        "projects.table",
                        "unit.projects",
                        List.of(2, 9, 5, 3, 3, 3, 3, 3),
                        heads("no", "project", "department", "target", "actual", "rate", "appropriated", "executed"),
                        rows),
                item(Mark.NOTE, "projects.note"),
                whence());
    }

    private Table table(String title, String unit, List<Integer> widths, List<Row> head, List<Row> body) {
        return new Table(say(title), say(unit), widths, head, body);
    }

    private List<Row> heads(String... names) {
        return List.of(new Row(
                false,
                Arrays.stream(names).map(name -> Cell.head(say("head." + name))).toList()));
    }

    private Item item(Mark mark, String key, Object... values) {
        return new Item(mark, say(key, values));
    }

    /** A number that comes of the total keeps the mark of an approximate one; nothing is not about nothing. */
    private String alike(long number) {
        return words.number(number, number != 0 && year.count().total().approximate());
    }

    private String number(Tally tally) {
        return words.number(tally.quantity(), tally.approximate());
    }

    private String say(String key, Object... values) {
        return words.text("briefing." + key, values);
    }
}
