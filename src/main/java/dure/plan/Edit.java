package dure.plan;

import org.jspecify.annotations.Nullable;

/**
 * 수정 of one field of a draft: from what the editor saw to what it is to be. What it sees is compared with what stands
 * there, so that nobody overwrites what he has not seen; undone is an edit by one from its end to its beginning.
 *
 * @param item a project's id or, of one that is being added, a word that begins with new; 1.2 for a task; a number of a
 *     strategy, component or goal; a year; empty for the plan itself
 * @param field as {@link ProjectFields} and {@link OtherFields} name them; {@link #ITSELF}: whether it is there at all
 * @param from null: nothing; of {@link #ITSELF} what stands there is not compared
 * @param to null: nothing; an item is taken away by its {@link #ITSELF}, and comes back as it was by anything else
 */
public record Edit(
        Subject subject,
        String item,
        String field,
        @Nullable String from,
        @Nullable String to) {
    public static final String ITSELF = "*";

    public enum Subject {
        /** 총괄: title, total, remarks, money of the whole */
        PLAN,
        /** 고용 목표 */
        GOAL,
        /** 연차별 목표 of a term plan */
        YEAR,
        /** 핵심전략 */
        STRATEGY,
        /** 실천과제 */
        TASK,
        /** 목표 구성 */
        COMPONENT,
        /** 세부사업 */
        PROJECT
    }

    boolean isOfItself() {
        return field.equals(ITSELF);
    }
}
