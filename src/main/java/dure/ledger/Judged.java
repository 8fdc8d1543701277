package dure.ledger;

import java.util.List;
import java.util.Optional;

/** An entry with what each of several questions says of it; empty where it is no part of the question. */
public record Judged(Entry entry, List<Optional<Verdict>> verdicts) {}
