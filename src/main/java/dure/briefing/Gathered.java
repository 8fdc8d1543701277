package dure.briefing;

import dure.action.ActionId;
import dure.action.ActionItem;
import dure.action.Afterwards;
import dure.finding.Finding;
import dure.forecast.Forecast;
import dure.ledger.Quality;
import dure.ledger.Question;
import dure.ledger.YearProgress;
import dure.plan.DepartmentId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a pack is made of, asked once.
 *
 * @param laggards 부진 사업, the largest shortfall first
 * @param forecast null where there is nothing to foresee
 * @param lastMeeting null where there was none before
 * @param actions open ones, and those closed since the last meeting
 */
record Gathered(
        Question question,
        YearProgress year,
        List<Behind> laggards,
        @Nullable Forecast forecast,
        Money money,
        Quality quality,
        List<Finding> findings,
        @Nullable LocalDate lastMeeting,
        List<ActionItem> actions,
        Map<ActionId, Afterwards> afterwards,
        Map<DepartmentId, String> departments) {}
