package dure.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A line of a figure: an entry, and what it adds there.
 *
 * @param quantity the entry's, or that of one of its items, or what the items leave over
 * @param item null for the entry as a whole or what its items leave over
 */
public record Line(Entry entry, long quantity, NewEntry.@Nullable Item item) {}
