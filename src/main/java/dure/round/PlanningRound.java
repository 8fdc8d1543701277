package dure.round;

import dure.plan.PlanId;
import dure.region.Book;
import java.time.Instant;
import java.time.LocalDate;

/**
 * 부서 작성 회차 of a year's plan.
 *
 * @param plan the draft that is written on
 * @param dueOn 제출 기한
 * @param letter 작성 요청: what the officer writes to all departments
 * @param open until it is closed
 */
public record PlanningRound(
        RoundId id,
        PlanId plan,
        Book book,
        int year,
        LocalDate dueOn,
        String letter,
        boolean open,
        Instant openedAt,
        String openedBy) {}
