package dure.ledger;

/** 순위: the place (1 is the best, equals share one) among so many. */
public record Rank(int place, int of) {}
