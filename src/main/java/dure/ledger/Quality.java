package dure.ledger;

import java.util.OptionalDouble;

/**
 * 일자리의 질: of what a figure counts, how long the jobs last, how long the weeks are, and whether they are insured. What is
 * not stated stands apart and is neither yes nor no.
 *
 * @param lasting of {@value #MONTHS} months and more
 * @param insured 고용보험
 * @param fullTime of {@value #HOURS} hours a week and more
 */
public record Quality(Question question, Tally total, Stated lasting, Stated insured, Stated fullTime) {
    /** 6개월: below it a job was not counted by those who recounted (domain: Jeju 2018). */
    public static final int MONTHS = 6;

    /** 전일제: 주 35시간 이상; shorter weeks are part time in the office's own reports. */
    public static final int HOURS = 35;

    /** Yes, no and not stated [in the measure of the rule]; they add up to the total. */
    public record Stated(long yes, long no, long unspecified) {
        public long all() {
            return yes + no + unspecified;
        }

        /** Of all, a ratio: what is not stated counts against it. Empty where there is nothing. */
        public OptionalDouble share() {
            return all() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) yes / all());
        }

        /** Of those of whom it is stated; empty where it is of none. */
        public OptionalDouble shareOfStated() {
            return yes + no == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) yes / (yes + no));
        }
    }
}
