package dure.version;

import dure.plan.Aspect;
import dure.plan.BudgetSource;
import dure.plan.Continuity;
import dure.plan.Delta;
import dure.plan.ExpectedTerms;
import dure.plan.Measure;
import dure.plan.PlanDifference;
import dure.plan.ProgrammeType;
import dure.plan.Quantity;
import dure.plan.Resolution;
import dure.plan.Sector;
import dure.plan.SourceKind;
import dure.plan.TargetGroup;
import dure.web.Wording;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what a comparison found, for the page and for the file. */
final class Words {
    private Words() {}

    /** One line: what, what it said before and says now. */
    record Said(
            String what,
            @Nullable String before,
            @Nullable String after,
            @Nullable Long difference) {}

    static List<Said> said(Wording page, List<PlanDifference.Change> changes) {
        return changes.stream()
                .map(change -> new Said(
                        page.text("version.aspect", change.aspect()),
                        value(page, change.aspect(), change.before()),
                        value(page, change.aspect(), change.after()),
                        difference(change)))
                .toList();
    }

    /** Everything that is said otherwise of a project. */
    static List<Said> said(Wording page, PlanDifference.OfProject project) {
        var said = new ArrayList<>(said(page, project.changes()));
        project.targets()
                .forEach(target -> said.add(new Said(
                        page.text(
                                "version.targetOf",
                                page.text("plan.measure", target.measure()),
                                period(page, target.from(), target.to())),
                        quantity(page, target.before()),
                        quantity(page, target.after()),
                        new Delta(amount(target.before()), amount(target.after())).difference())));
        project.groups()
                .forEach(group -> said.add(new Said(
                        page.text("version.groupTarget", page.text("plan.targetGroup", group.group())),
                        orNull(page, group.before()),
                        orNull(page, group.after()),
                        new Delta(group.before(), group.after()).difference())));
        said.addAll(money(page, project.budget()));
        return said;
    }

    static List<Said> money(Wording page, List<PlanDifference.Money> budget) {
        return budget.stream()
                .map(money -> new Said(
                        page.text(
                                money.year() == null ? "version.money" : "version.money.year",
                                page.text("plan.budgetSource", money.source()),
                                page.text("version.amount", money.amount()),
                                String.valueOf(money.year())),
                        money.before() == null ? null : page.won(money.before()),
                        money.after() == null ? null : page.won(money.after()),
                        money.delta().difference()))
                .toList();
    }

    private static @Nullable String orNull(Wording page, @Nullable Long number) {
        return number == null ? null : page.number(number);
    }

    private static @Nullable Long amount(@Nullable Quantity quantity) {
        return quantity == null ? null : Long.valueOf(quantity.amount());
    }

    private static @Nullable Long difference(PlanDifference.Change change) {
        return switch (change.aspect().form()) {
            case QUANTITY ->
                new Delta(amount((Quantity) change.before()), amount((Quantity) change.after())).difference();
            default -> null;
        };
    }

    static @Nullable String quantity(Wording page, @Nullable Quantity quantity) {
        return quantity == null
                ? null
                : page.number(quantity.amount(), quantity.approximate())
                        + (page.isEnglish() ? " " : "")
                        + quantity.statedUnit();
    }

    /** A year, a quarter or a month where it is one; else its days. */
    static String period(Wording page, LocalDate from, LocalDate to) {
        var months = to.getYear() * 12 + to.getMonthValue() - from.getYear() * 12 - from.getMonthValue() + 1;
        var whole = from.getDayOfMonth() == 1 && to.equals(to.withDayOfMonth(to.lengthOfMonth()));
        var year = String.valueOf(from.getYear());
        if (whole && months == 12 && from.getMonthValue() == 1) {
            return page.text("version.period.year", year);
        }
        if (whole && months == 3 && from.getMonthValue() % 3 == 1) {
            return page.text("version.period.quarter", year, from.getMonthValue() / 3 + 1);
        }
        if (whole && months == 1) {
            return page.text("version.period.month", year, from.getMonthValue());
        }
        return page.date(from) + " – " + page.date(to);
    }

    static @Nullable String value(Wording page, Aspect aspect, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (aspect.form()) {
            case WORDS -> value.toString();
            case NUMBER -> page.number((Number) value);
            case RATIO -> page.percent((BigDecimal) value);
            case WON -> page.won((Long) value);
            case DAY -> page.date((LocalDate) value);
            case YES_OR_NO -> page.text((Boolean) value ? "version.yes" : "version.no.word");
            case QUANTITY -> quantity(page, (Quantity) value);
            case PLACE -> place((PlanDifference.Place) value);
            case TARGET_GROUPS ->
                ((Set<?>) value)
                        .stream()
                                .map(group -> page.text("plan.targetGroup", (TargetGroup) group))
                                .collect(Collectors.joining(", "));
            case RESOLUTION -> page.text("plan.resolution", (Resolution) value);
            case SOURCE_KIND -> page.text("plan.sourceKind", (SourceKind) value);
            case PROGRAMME_TYPE -> page.text("plan.programmeType", (ProgrammeType) value);
            case SECTOR -> page.text("plan.sector", (Sector) value);
            case CONTINUITY -> page.text("plan.continuity", (Continuity) value);
            case CONTRACT -> page.text("version.contract", (ExpectedTerms.Contract) value);
            case MEASURE -> page.text("plan.measure", (Measure) value);
        };
    }

    private static String place(PlanDifference.Place place) {
        return place.strategy() + ". " + place.strategyName()
                + (place.task() == null ? "" : " › " + place.strategy() + "-" + place.task() + ". " + place.taskName());
    }

    /** A difference to read: +146. */
    static String signed(Wording page, Delta delta) {
        return page.signed(delta.difference());
    }

    /** A difference of money to read: +6억 원. */
    static String signedWon(Wording page, Delta delta) {
        var difference = delta.difference();
        return difference == null ? Wording.UNKNOWN : (difference > 0 ? "+" : "") + page.won(difference);
    }

    /** By source, as far as either version has money of it. */
    static List<BudgetSource> sources(PlanDifference difference) {
        return java.util.Arrays.stream(BudgetSource.values())
                .filter(source -> difference.appropriated(source).difference() != null)
                .toList();
    }
}
