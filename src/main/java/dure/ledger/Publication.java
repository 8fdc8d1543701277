package dure.ledger;

/** What came of publishing or ending a rule. */
public sealed interface Publication {
    record Published(CountingRule rule) implements Publication {}

    record Retired(RuleKey rule) implements Publication {}

    /** There is no such rule or draft, or not for this viewer. */
    record NotThere() implements Publication {}

    /** Somebody saved the draft since it was read. */
    record Changed() implements Publication {}

    /** Whoever saved the draft last does not publish it: what counts is decided by two. */
    record OwnDraft() implements Publication {}

    /** A Korean and an English name and text are asked of what is published. */
    record Unnamed() implements Publication {}

    /** It says the same as the version before. */
    record SameAsBefore() implements Publication {}

    /** A rule of that name is there already. */
    record NameTaken(String rule) implements Publication {}

    record AlreadyRetired(RuleKey rule) implements Publication {}

    /** The default rule stands for every figure for which none is named. */
    record IsDefault() implements Publication {}
}
