package dure.forecast;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 목표 달성일: by which day the goal is met with a chance of 10, 50 and 90 %; null: not within the scope (기간 안에 이루지 못함).
 */
public record GoalDate(
        @Nullable LocalDate p10,
        @Nullable LocalDate p50,
        @Nullable LocalDate p90) {}
