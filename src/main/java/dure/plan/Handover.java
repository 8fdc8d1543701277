package dure.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * 인수인계 of a department: from whom to whom, and what was open that day.
 *
 * @param open as the system saw it when it was written down
 * @param note what the one leaving says
 */
public record Handover(
        String from, String to, LocalDate on, String note, List<Item> open, Instant recordedAt, String recordedBy) {

    /**
     * @param code of a project; of a part the version of the plan
     * @param name of a project; of a part the title of the plan
     */
    public record Item(Kind kind, int year, String code, String name, PlanState state) {
        public enum Kind {
            PROJECT,
            /** 부서 작성: its part of a draft is open */
            PART
        }
    }

    @Override
    public String toString() {
        return "Handover on " + on;
    }
}
