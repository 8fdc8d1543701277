package dure.plan;

import java.time.Instant;

/** 상태 이력: a version went from state to state. */
public record PlanMove(PlanState from, PlanState to, Instant at, String by, String reason) {}
