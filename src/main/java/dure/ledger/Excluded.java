package dure.ledger;

import dure.plan.Measure;

/** What a rule leaves out, for one reason; one line a measure, since unlike measures are never added. */
public record Excluded(Step step, Measure measure, Tally tally) {}
