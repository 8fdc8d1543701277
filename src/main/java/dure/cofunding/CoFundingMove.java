package dure.cofunding;

/** What became of a proposal, a confirmation or an ending. */
public sealed interface CoFundingMove {
    record Done(CoFunded link) implements CoFundingMove {}

    record NotThere() implements CoFundingMove {}

    /** The project's code is not in the plan of that year. */
    record NoSuchProject(String code) implements CoFundingMove {}

    /** The two are not a province and one below it. */
    record NotAbove() implements CoFundingMove {}

    /** The city's project is linked already. */
    record AlreadyLinked(long by) implements CoFundingMove {}

    /** It was confirmed before. */
    record AlreadyConfirmed() implements CoFundingMove {}

    record AlreadyEnded() implements CoFundingMove {}
}
