package dure.ledger;

import org.jspecify.annotations.Nullable;

/** 판정: what a rule says of an entry. @param step at which it falls away; null: it counts */
public record Verdict(@Nullable Step step) {}
