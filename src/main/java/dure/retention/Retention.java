package dure.retention;

import dure.ledger.Basis;
import dure.ledger.Kept;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 고용유지율 of some jobs.
 *
 * <p>Followed is what is verified (고용보험 등 확인) or seen to be kept: of a job that nobody verified nobody can say whether it is
 * still there, and it stays out, by its number. A check at k months is <b>due</b> when the job counted k months before the last
 * day on which anybody looked (until then nobody could know), or was already seen to be kept that long.
 *
 * <pre>retention(k) = seen to be kept for k months or more / due at k</pre>
 *
 * What is not due is shown by its number and counts in neither: either its k months have not passed by the day asked for, or
 * they have and nobody looked since.
 *
 * @param followed how many are followed
 * @param others how many are not
 */
record Retention(long followed, long others, List<Check> checks, Survival survival) {
    /** 1·3·6·12개월 */
    static final List<Integer> MONTHS = List.of(1, 3, 6, 12);

    private static final int LONGEST = 24;

    /**
     * 점검: how many are still there after so many months.
     *
     * @param retained of the due
     * @param notLookedUp passed, but nobody looked since
     * @param notYetDue not passed by the day asked for
     */
    record Check(int months, long due, long retained, long notLookedUp, long notYetDue) {
        /** Empty where nothing is due. */
        Optional<Double> share() {
            return due == 0 ? Optional.empty() : Optional.of((double) retained / due);
        }

        Optional<Interval> interval() {
            return due == 0 ? Optional.empty() : Optional.of(Interval.wilson(retained, due));
        }
    }

    /**
     * @param asOf the day asked for
     * @param lookedUp the last day on which anybody looked; null: nobody ever did
     */
    static Retention of(Collection<Kept> jobs, LocalDate asOf, @Nullable LocalDate lookedUp) {
        var followed = jobs.stream()
                .filter(one -> one.basis().compareTo(Basis.VERIFIED) >= 0)
                .toList();
        var all = jobs.stream().mapToLong(Kept::quantity).sum();
        var count = followed.stream().mapToLong(Kept::quantity).sum();
        var horizon = lookedUp == null || asOf.isBefore(lookedUp) ? asOf : lookedUp;
        return new Retention(
                count,
                all - count,
                MONTHS.stream()
                        .map(months -> check(followed, months, asOf, lookedUp == null ? LocalDate.MIN : horizon))
                        .toList(),
                Survival.of(
                        followed.stream()
                                .map(job -> observation(job, lookedUp == null ? LocalDate.MIN : horizon))
                                .toList(),
                        LONGEST));
    }

    private static Check check(List<Kept> jobs, int months, LocalDate asOf, LocalDate horizon) {
        long due = 0;
        long retained = 0;
        long notLookedUp = 0;
        long notYetDue = 0;
        for (var job : jobs) {
            var day = job.began().plusMonths(months);
            if (seen(job) >= months) {
                due += job.quantity();
                retained += job.quantity();
            } else if (!day.isAfter(horizon)) {
                due += job.quantity();
            } else if (!day.isAfter(asOf)) {
                notLookedUp += job.quantity();
            } else {
                notYetDue += job.quantity();
            }
        }
        return new Check(months, due, retained, notLookedUp, notYetDue);
    }

    private static int seen(Kept job) {
        return job.retainedMonths() == null ? 0 : job.retainedMonths();
    }

    /**
     * Lost is what was not seen at the first check that is due after it was last seen; and what was to last so many months,
     * once those have passed and nobody saw it kept beyond them.
     */
    private static Survival.Observation observation(Kept job, LocalDate horizon) {
        var seen = seen(job);
        var missed = MONTHS.stream()
                .filter(months -> months > seen)
                .findFirst()
                .filter(months -> !job.began().plusMonths(months).isAfter(horizon));
        if (missed.isPresent()) {
            var stated = job.months();
            // It ended with its term where that lies before the check that missed it.
            var kept = stated == null ? seen : Math.max(seen, Math.min(stated, missed.get() - 1));
            return new Survival.Observation(kept, true, job.quantity());
        }
        if (job.months() != null) {
            var kept = Math.max(seen, job.months());
            if (!job.began().plusMonths(kept + 1L).isAfter(horizon)) {
                return new Survival.Observation(kept, true, job.quantity());
            }
        }
        return new Survival.Observation(seen, false, job.quantity());
    }
}
