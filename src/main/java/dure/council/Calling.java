package dure.council;

import dure.plan.PlanState;

/** What came of calling a meeting. */
sealed interface Calling {
    record Called(Meeting meeting) implements Calling {}

    record NothingOnTheAgenda() implements Calling {}

    /** A version that is no longer, or not yet, one to deliberate on. */
    record NotToDeliberate(AgendaItem item, PlanState state) implements Calling {}

    /** The version lies before another meeting that was called. */
    record BeforeAnother(AgendaItem item) implements Calling {}

    record NotFrom(Meeting.State state) implements Calling {}
}
