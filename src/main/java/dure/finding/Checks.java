package dure.finding;

import dure.finding.Finding.Kind;
import dure.finding.Stated.Sum;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * 점검: one contradiction each, over values as a source states them. What an approximate amount may be off by is never
 * a contradiction. A finding says the numbers, what to do, and no place: whoever asks knows it.
 */
public final class Checks {
    /** The minimum wage of one hour (10,320 won in 2026) is more: no job costs less than an hour of it. */
    private static final long LEAST_WON_PER_JOB = 10_000;

    /** Ten times what the dearest plants have cost for each job that they brought. */
    private static final long MOST_WON_PER_JOB = 10_000_000_000L;

    private static final long THOUSAND = 1_000;
    private static final long MILLION = 1_000_000;

    /** A month may well bring more than a year's target; ten years of it are a digit too many. */
    private static final long TARGETS_IN_ONE_ENTRY = 10;

    /** Sites must be this much more than what the figures may be off by, or else anything agrees with them. */
    private static final long CLEARLY = 4;

    private Checks() {}

    /** How parts stand to their total. */
    public enum Cover {
        /** They are some of it: the rest is a remainder, and only an excess contradicts. */
        WITHIN,
        /** They are all of it: every difference contradicts. */
        WHOLE
    }

    /** 합계: parts against their total; where a power of ten explains the difference, that is what it says. */
    public static Optional<Finding> sum(Stated total, List<Stated> parts, Cover cover) {
        var sum = Sum.of(parts);
        var tolerance = PowersOfTen.plus(total.tolerance(), sum.tolerance());
        var difference = sum.amount() - total.amount();
        if (parts.isEmpty() || Math.abs(difference) <= tolerance) {
            return Optional.empty();
        }
        var contradicts = difference > 0 || cover == Cover.WHOLE;
        return slip(total, parts, sum, contradicts).or(() -> contradicts ? mismatch(total, parts, sum) : none());
    }

    private static Optional<Finding> mismatch(Stated total, List<Stated> parts, Sum sum) {
        var difference = sum.amount() - total.amount();
        var values = new Object[] {
            total.name(), total.text(), sumText(total, sum), total.text(Math.abs(difference)), parts.size()
        };
        return Optional.of(warning(
                Kind.SUM_MISMATCH,
                Text.of(difference > 0 ? "finding.sum.exceeds" : "finding.sum.lacks", values),
                Text.of("finding.sum.fix", values),
                Map.of("declared", total.amount(), "found", sum.amount(), "difference", difference)));
    }

    private static Text sumText(Stated total, Sum sum) {
        return new Stated(total.name(), sum.amount(), sum.approximate(), total.unit()).text();
    }

    private static Optional<Finding> slip(Stated total, List<Stated> parts, Sum sum, boolean contradicts) {
        var whole = sum.amount() > total.amount()
                ? PowersOfTen.between(sum.amount(), sum.tolerance(), total.amount(), total.tolerance())
                : PowersOfTen.between(total.amount(), total.tolerance(), sum.amount(), sum.tolerance());
        if (whole.isPresent() && (contradicts || isTelling(sum.amount(), parts))) {
            var values =
                    new Object[] {total.name(), total.text(), sumText(total, sum), whole.getAsLong(), parts.size()};
            return Optional.of(warning(
                    Kind.UNIT_SLIP,
                    Text.of("finding.slip.whole", values),
                    Text.of("finding.slip.whole.fix", values),
                    Map.of("declared", total.amount(), "found", sum.amount(), "power", whole.getAsLong())));
        }
        return sum.amount() > total.amount() ? tooLarge(total, parts, sum) : tooSmall(total, parts, sum, contradicts);
    }

    private static Optional<Finding> tooLarge(Stated total, List<Stated> parts, Sum sum) {
        var tolerance = PowersOfTen.plus(total.tolerance(), sum.tolerance());
        for (var part : parts) {
            var power = PowersOfTen.tooLarge(part, sum.amount() - total.amount(), tolerance);
            if (power.isPresent()) {
                return Optional.of(slipOfPart(
                        total, sum, part, part.amount() / power.getAsLong(), power.getAsLong(), parts.size()));
            }
        }
        return none();
    }

    /** Where a remainder is allowed, only one part may fit, and tellingly. */
    private static Optional<Finding> tooSmall(Stated total, List<Stated> parts, Sum sum, boolean contradicts) {
        var tolerance = PowersOfTen.plus(total.tolerance(), sum.tolerance());
        var found = new ArrayList<Finding>();
        for (var part : parts) {
            var power = PowersOfTen.tooSmall(part, total.amount() - sum.amount(), tolerance);
            if (power.isPresent() && (contradicts || isTelling(part.amount(), parts))) {
                found.add(slipOfPart(
                        total, sum, part, part.amount() * power.getAsLong(), power.getAsLong(), parts.size()));
            }
        }
        return found.size() == 1 || contradicts && !found.isEmpty() ? Optional.of(found.getFirst()) : none();
    }

    /**
     * Where a remainder is allowed, lacking something is no contradiction by itself: 1,000 of 10,000 may well be all that
     * is named, and of many parts one fits by chance. It takes two significant digits, and more where there are many.
     */
    private static boolean isTelling(long amount, List<Stated> parts) {
        var digits = amount;
        while (digits > 0 && digits % 10 == 0) {
            digits /= 10;
        }
        return Math.pow(10, String.valueOf(digits).length()) > Math.max(10, parts.size());
    }

    private static Finding slipOfPart(Stated total, Sum sum, Stated part, long meant, long power, int parts) {
        var values = new Object[] {
            total.name(), total.text(), sumText(total, sum), part.name(), part.text(), part.text(meant), power, parts
        };
        return warning(
                Kind.UNIT_SLIP,
                Text.of("finding.slip.part", values),
                Text.of("finding.slip.part.fix", values),
                Map.of(
                        "declared",
                        total.amount(),
                        "found",
                        sum.amount(),
                        "part",
                        part.amount(),
                        "meant",
                        meant,
                        "power",
                        power));
    }

    /** 자릿수: one amount that is a power of ten of what it should be. */
    public static Optional<Finding> unitSlip(Stated found, Stated expected) {
        var power = found.amount() > expected.amount()
                ? PowersOfTen.between(found.amount(), found.tolerance(), expected.amount(), expected.tolerance())
                : PowersOfTen.between(expected.amount(), expected.tolerance(), found.amount(), found.tolerance());
        if (power.isEmpty()) {
            return none();
        }
        var values = new Object[] {found.name(), found.text(), expected.name(), expected.text(), power.getAsLong()};
        return Optional.of(warning(
                Kind.UNIT_SLIP,
                Text.of("finding.slip", values),
                Text.of("finding.slip.fix", values),
                Map.of("found", found.amount(), "expected", expected.amount(), "power", power.getAsLong())));
    }

    /** 비율: a stated percent against the two amounts that it is of. */
    public static Optional<Finding> rate(Text name, BigDecimal percent, Stated part, Stated whole) {
        var ratio = Ratio.of(part, whole).filter(one -> !one.agreesWith(percent));
        if (ratio.isEmpty()) {
            return none();
        }
        var computed = ratio.get().besides(percent);
        var power = ratio.get().slipOf(percent);
        var values = new Object[] {
            name, shown(percent), part.name(), part.text(), whole.name(), whole.text(), shown(computed), power
        };
        var key = power > 0 ? "finding.rate.slip" : "finding.rate";
        return Optional.of(warning(
                power > 0 ? Kind.UNIT_SLIP : Kind.RATIO_MISMATCH,
                Text.of(key, values),
                Text.of(key + ".fix", values),
                Map.of("stated", percent, "computed", computed, "part", part.amount(), "whole", whole.amount())));
    }

    /** 증감률: a stated growth in percent against the two targets that it is of. */
    public static Optional<Finding> growth(BigDecimal percent, Stated target, Stated before) {
        var growth = Ratio.of(target, before).map(Ratio::growth).filter(one -> !one.agreesWith(percent));
        if (growth.isEmpty()) {
            return none();
        }
        var computed = growth.get().besides(percent);
        var slipped = growth.get().slipOf(percent) > 0 || powerOfTenExplains(percent, target, before);
        var values = new Object[] {
            shown(percent), target.name(), target.text(), before.name(), before.text(), shown(computed)
        };
        var key = slipped ? "finding.growth.slip" : "finding.growth";
        return Optional.of(warning(
                slipped ? Kind.UNIT_SLIP : Kind.GROWTH_MISMATCH,
                Text.of(key, values),
                Text.of(key + ".fix", values),
                Map.of("stated", percent, "computed", computed, "target", target.amount(), "before", before.amount())));
    }

    private static boolean powerOfTenExplains(BigDecimal percent, Stated target, Stated before) {
        for (var power = 10L; power <= MILLION; power *= 10) {
            if (agrees(percent, times(target, power), before) || agrees(percent, target, times(before, power))) {
                return true;
            }
        }
        return false;
    }

    private static boolean agrees(BigDecimal percent, Stated target, Stated before) {
        return Ratio.of(target, before)
                .map(Ratio::growth)
                .filter(one -> one.agreesWith(percent))
                .isPresent();
    }

    private static Stated times(Stated one, long power) {
        return new Stated(one.name(), PowersOfTen.times(one.amount(), power), one.approximate(), one.unit());
    }

    /** 뒤바뀜: each total has the parts of the other. */
    public static Optional<Finding> swapped(
            Stated one, List<Stated> partsOfOne, Stated other, List<Stated> partsOfOther) {
        var ofOne = Sum.of(partsOfOne);
        var ofOther = Sum.of(partsOfOther);
        if (partsOfOne.isEmpty()
                || partsOfOther.isEmpty()
                || agree(ofOne, one)
                || agree(ofOther, other)
                || !agree(ofOne, other)
                || !agree(ofOther, one)) {
            return none();
        }
        var values = new Object[] {
            one.name(), one.text(), sumText(one, ofOne), other.name(), other.text(), sumText(other, ofOther)
        };
        return Optional.of(warning(
                Kind.SWAPPED_LABELS,
                Text.of("finding.swapped", values),
                Text.of("finding.swapped.fix", values),
                Map.of(
                        "one",
                        one.amount(),
                        "partsOfOne",
                        ofOne.amount(),
                        "other",
                        other.amount(),
                        "partsOfOther",
                        ofOther.amount())));
    }

    private static boolean agree(Sum sum, Stated total) {
        return Math.abs(sum.amount() - total.amount()) <= PowersOfTen.plus(sum.tolerance(), total.tolerance());
    }

    /** 누계: what there was and what was added against the cumulative figure. */
    public static Optional<Finding> cumulative(Stated before, Stated added, Stated cumulative) {
        var sum = Sum.of(List.of(before, added));
        if (agree(sum, cumulative)) {
            return none();
        }
        var difference = cumulative.amount() - sum.amount();
        var values = new Object[] {
            before.name(),
            before.text(),
            added.name(),
            added.text(),
            cumulative.name(),
            cumulative.text(),
            sumText(cumulative, sum),
            cumulative.text(Math.abs(difference))
        };
        return Optional.of(warning(
                Kind.CUMULATIVE_MISMATCH,
                Text.of("finding.cumulative", values),
                Text.of("finding.cumulative.fix", values),
                Map.of("declared", cumulative.amount(), "found", sum.amount(), "difference", difference)));
    }

    /** 임기 목표: what came about and what is still planned against the goal of the term. */
    public static Optional<Finding> goal(Stated actual, Stated stillPlanned, Stated goal) {
        var reached = Sum.of(List.of(actual, stillPlanned));
        var lacking = goal.amount() - reached.amount();
        if (lacking <= PowersOfTen.plus(goal.tolerance(), reached.tolerance())) {
            return none();
        }
        var values = new Object[] {
            actual.name(), actual.text(), stillPlanned.text(), goal.name(), goal.text(), goal.text(lacking)
        };
        return Optional.of(warning(
                Kind.CUMULATIVE_MISMATCH,
                Text.of("finding.goal", values),
                Text.of("finding.goal.fix", values),
                Map.of("goal", goal.amount(), "reached", reached.amount(), "lacking", lacking)));
    }

    /** 일자리당 금액: money that is too little or too much for the jobs that it is planned for. */
    public static Optional<Finding> costPerJob(Stated jobs, Stated won) {
        if (jobs.amount() == 0 || won.amount() == 0) {
            return none();
        }
        var cost = won.amount() / jobs.amount();
        var little = cost < LEAST_WON_PER_JOB;
        if (!little && cost <= MOST_WON_PER_JOB) {
            return none();
        }
        var thousandIsEnough = little
                ? PowersOfTen.times(won.amount(), THOUSAND) / jobs.amount() >= LEAST_WON_PER_JOB
                : cost / THOUSAND <= MOST_WON_PER_JOB;
        var power = thousandIsEnough ? THOUSAND : MILLION;
        var meant = little ? PowersOfTen.times(won.amount(), power) : won.amount() / power;
        var values = new Object[] {
            won.name(),
            won.text(),
            jobs.name(),
            jobs.text(),
            won.text(cost),
            Text.of(thousandIsEnough ? "finding.cost.thousand" : "finding.cost.million"),
            won.text(meant / jobs.amount())
        };
        var key = little ? "finding.cost.little" : "finding.cost.much";
        return Optional.of(warning(
                Kind.UNIT_SLIP,
                Text.of(key, values),
                Text.of(key + ".fix", values),
                Map.of("won", won.amount(), "jobs", jobs.amount(), "wonPerJob", cost, "power", power)));
    }

    /** 목표의 열 배: one entry that says more than ten years of its project's target. */
    public static Optional<Finding> entryBeyondTarget(Stated entry, Stated target) {
        if (target.amount() == 0 || entry.amount() / TARGETS_IN_ONE_ENTRY <= target.amount()) {
            return none();
        }
        var values = new Object[] {
            entry.name(),
            entry.text(),
            target.name(),
            target.text(),
            ratio(entry.amount(), target.amount()).setScale(0, RoundingMode.DOWN)
        };
        return Optional.of(warning(
                Kind.UNIT_SLIP,
                Text.of("finding.beyondTarget", values),
                Text.of("finding.beyondTarget.fix", values),
                Map.of("found", entry.amount(), "target", target.amount())));
    }

    /** 개소: a total that comes out only when sites, all or one line of them, are added to the jobs. An error. */
    public static Optional<Finding> sites(Stated total, List<Stated> jobs, List<Stated> sites) {
        var sum = Sum.of(jobs);
        if (agree(sum, total)) {
            return none();
        }
        if (sites.size() > 1) {
            var all = Sum.of(sites);
            var together = new Stated(
                    Text.of("finding.sites.all"),
                    all.amount(),
                    all.approximate(),
                    sites.getFirst().unit());
            if (explain(total, sum, all)) {
                return Optional.of(sitesAdded(total, sum, together));
            }
        }
        return sites.stream()
                .filter(line -> explain(total, sum, Sum.of(List.of(line))))
                .findFirst()
                .map(line -> sitesAdded(total, sum, line));
    }

    private static boolean explain(Stated total, Sum jobs, Sum sites) {
        var tolerance = PowersOfTen.plus(total.tolerance(), PowersOfTen.plus(jobs.tolerance(), sites.tolerance()));
        return Math.abs(total.amount() - jobs.amount() - sites.amount()) <= tolerance
                && PowersOfTen.times(tolerance, CLEARLY) <= sites.amount()
                && sites.amount() > 0;
    }

    private static Finding sitesAdded(Stated total, Sum jobs, Stated sites) {
        var values = new Object[] {total.name(), total.text(), sumText(total, jobs), sites.name(), sites.text()};
        return Finding.error(Kind.SITES, null, Text.of("finding.sites", values), Text.of("finding.sites.fix", values))
                .with(Map.of("declared", total.amount(), "jobs", jobs.amount(), "sites", sites.amount()));
    }

    /** 개소로 적은 일자리: the unit of an amount of jobs counts places. */
    public static Optional<Finding> sitesAsJobs(Stated amount, boolean countsPlaces) {
        return countsPlaces
                ? Optional.of(warning(
                        Kind.SITES,
                        Text.of("finding.sitesAsJobs", amount.name(), amount.text()),
                        Text.of("finding.sitesAsJobs.fix", amount.name(), amount.text()),
                        Map.of("found", amount.amount(), "unit", amount.unit())))
                : none();
    }

    /** 기준 연령: an employment rate says nothing without the ages that it is of. */
    public static Optional<Finding> rateWithoutAgeBase(Text name, BigDecimal percent) {
        return Optional.of(warning(
                Kind.MISSING_AGE_BASE,
                Text.of("finding.ageBase", name, shown(percent)),
                Text.of("finding.ageBase.fix"),
                Map.of("stated", percent)));
    }

    /** 약정: pledges among what a rule counts. */
    public static Optional<Finding> pledges(Stated counted, Stated pledged) {
        return pledged.amount() == 0
                ? none()
                : Optional.of(warning(
                        Kind.PLEDGE_COUNTED,
                        Text.of("finding.pledges", share(counted, pledged)),
                        Text.of("finding.pledges.fix"),
                        Map.of("counted", counted.amount(), "pledged", pledged.amount())));
    }

    private static Object[] share(Stated whole, Stated part) {
        return new Object[] {
            whole.name(),
            whole.text(),
            part.text(),
            whole.amount() == 0
                    ? BigDecimal.ZERO
                    : ratio(part.amount(), whole.amount()).movePointRight(2).setScale(1, RoundingMode.HALF_UP)
        };
    }

    /** 표기 단위: 개, 명 and 건 under one total are all jobs and add up; the reader should know. */
    public static Optional<Finding> mixedUnits(Collection<String> units) {
        var different = new LinkedHashSet<>(units);
        return different.size() < 2
                ? none()
                : Optional.of(Finding.information(
                                Kind.MIXED_UNITS, null, Text.of("finding.mixedUnits", String.join(" · ", different)))
                        .with(Map.of("units", List.copyOf(different))));
    }

    /**
     * 같은 사람: counted in more than one entry.
     *
     * @param persons who are; @param entries that count them, all together
     */
    public static Optional<Finding> personTwice(long persons, long entries, List<String> named) {
        return persons == 0
                ? none()
                : Optional.of(warning(
                        Kind.PERSON_TWICE,
                        Text.of("finding.personTwice", persons, entries, entries - persons),
                        Text.of("finding.personTwice.fix"),
                        Map.of(
                                "persons",
                                persons,
                                "counted",
                                entries,
                                "more",
                                entries - persons,
                                Finding.ENTRIES,
                                named)));
    }

    /** 증빙 없음: entries that claim evidence and show none. */
    public static Optional<Finding> evidenceMissing(long entries, List<String> named) {
        return entries == 0
                ? none()
                : Optional.of(warning(
                        Kind.EVIDENCE_MISSING,
                        Text.of("finding.evidenceMissing", entries),
                        Text.of("finding.evidenceMissing.fix"),
                        Map.of("count", entries, Finding.ENTRIES, named)));
    }

    /**
     * 증빙 없는 실적: how much of a figure has no evidence. Where that is all of it, its basis (자체보고) says so already.
     */
    public static Optional<Finding> withoutEvidence(Stated counted, Stated without) {
        return without.amount() == 0 || without.amount() >= counted.amount()
                ? none()
                : Optional.of(Finding.information(
                                Kind.EVIDENCE_MISSING,
                                null,
                                Text.of("finding.withoutEvidence", share(counted, without)))
                        .with(Map.of("counted", counted.amount(), "without", without.amount())));
    }

    /** 서로 다른 목표: what two plans say of the same year. */
    public static Optional<Finding> sameTarget(Stated here, Stated there) {
        var difference = here.amount() - there.amount();
        if (Math.abs(difference) <= PowersOfTen.plus(here.tolerance(), there.tolerance())) {
            return none();
        }
        return Optional.of(Finding.information(
                        Kind.TARGET_DIFFERS,
                        null,
                        Text.of(
                                "finding.targetDiffers",
                                here.name(),
                                here.text(),
                                there.name(),
                                there.text(),
                                here.text(Math.abs(difference))))
                .with(Map.of("here", here.amount(), "there", there.amount(), "difference", difference)));
    }

    /** 집행: more spent than appropriated. */
    public static Optional<Finding> spent(Stated appropriated, Stated executed) {
        var over = executed.amount() - appropriated.amount();
        if (over <= PowersOfTen.plus(appropriated.tolerance(), executed.tolerance())) {
            return none();
        }
        return unitSlip(executed, appropriated).or(() -> {
            var values = new Object[] {
                appropriated.name(), appropriated.text(), executed.name(), executed.text(), appropriated.text(over)
            };
            return Optional.of(warning(
                    Kind.SUM_MISMATCH,
                    Text.of("finding.spent", values),
                    Text.of("finding.spent.fix", values),
                    Map.of("declared", appropriated.amount(), "found", executed.amount(), "difference", over)));
        });
    }

    /** 결산: spent and carried over are more than there was. An error. */
    public static Optional<Finding> settled(Stated available, Stated spent, Stated carriedOver) {
        var used = Sum.of(List.of(spent, carriedOver));
        var over = used.amount() - available.amount();
        if (over <= PowersOfTen.plus(available.tolerance(), used.tolerance())) {
            return none();
        }
        var values = new Object[] {
            available.name(),
            available.text(),
            spent.text(),
            carriedOver.text(),
            sumText(available, used),
            available.text(over)
        };
        return Optional.of(Finding.error(
                        Kind.SUM_MISMATCH,
                        null,
                        Text.of("finding.settled", values),
                        Text.of("finding.settled.fix", values))
                .with(Map.of("declared", available.amount(), "found", used.amount(), "difference", over)));
    }

    /** 이월: what one year carries over and what the next has from it. */
    public static Optional<Finding> carried(Stated over, Stated in) {
        var difference = in.amount() - over.amount();
        if (Math.abs(difference) <= PowersOfTen.plus(over.tolerance(), in.tolerance())) {
            return none();
        }
        var values = new Object[] {over.name(), over.text(), in.name(), in.text(), over.text(Math.abs(difference))};
        return Optional.of(warning(
                Kind.CARRY_OVER_DIFFERS,
                Text.of("finding.carried", values),
                Text.of("finding.carried.fix", values),
                Map.of("carriedOver", over.amount(), "carriedIn", in.amount(), "difference", difference)));
    }

    private static BigDecimal ratio(long part, long whole) {
        return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), MathContext.DECIMAL64);
    }

    /** As a percent is written: 67, 8.7. */
    private static String shown(BigDecimal percent) {
        return percent.stripTrailingZeros().toPlainString();
    }

    private static Finding warning(Kind kind, Text message, Text fix, Map<String, Object> figures) {
        return Finding.warning(kind, null, message, fix).with(figures);
    }

    private static Optional<Finding> none() {
        return Optional.empty();
    }
}
