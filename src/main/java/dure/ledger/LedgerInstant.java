package dure.ledger;

import java.time.Instant;

/**
 * 장부 시점: what the ledger held. The instant is that of the last posting at or before the one asked for, so that the
 * same question asked with it gives the same answer for ever.
 *
 * @param position of the last line then; 0 where the book was empty
 */
public record LedgerInstant(long position, Instant at) {}
