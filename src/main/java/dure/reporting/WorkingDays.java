package dure.reporting;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/** 근무일: what is due on a day off is due on the next working day (민법 제161조). */
record WorkingDays(Set<LocalDate> holidays) {
    boolean isWorking(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !holidays.contains(day);
    }

    LocalDate from(LocalDate day) {
        return isWorking(day) ? day : from(day.plusDays(1));
    }

    /** Of the period's report: the day of the month after it. */
    LocalDate due(PeriodName period, int dueDay) {
        return from(period.last().plusMonths(1).atDay(dueDay));
    }
}
