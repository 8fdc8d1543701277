package dure.forecast;

import dure.finding.Text;
import org.jspecify.annotations.Nullable;

/**
 * 전망: the distribution of what a scope will have come to at its end, in the measures of the rule.
 *
 * @param p10 less than this with a chance of one in ten; never below what is counted already. As p50 and p90
 * @param target null where the plan states none; so are then the day and the probability
 * @param goalDate when the target is met
 * @param probability of meeting the target by the end, a ratio
 * @param basis 근거: one sentence of what it rests on
 */
public record Forecast(
        long p10,
        long p50,
        long p90,
        @Nullable Long target,
        @Nullable GoalDate goalDate,
        @Nullable Double probability,
        Text basis) {}
