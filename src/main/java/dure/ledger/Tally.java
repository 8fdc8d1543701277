package dure.ledger;

/**
 * A count under a rule.
 *
 * @param quantity in the measures of the rule
 * @param approximate whether a quantity in it is
 * @param entries how many lines of the ledger it is made of
 */
public record Tally(long quantity, boolean approximate, long entries) {
    public static final Tally NONE = new Tally(0, false, 0);

    public Tally plus(Tally other) {
        return new Tally(quantity + other.quantity, approximate || other.approximate, entries + other.entries);
    }
}
