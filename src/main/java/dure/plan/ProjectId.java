package dure.plan;

/** 세부사업 across the versions of its plan; what the ledger refers to. */
public record ProjectId(long value) {}
