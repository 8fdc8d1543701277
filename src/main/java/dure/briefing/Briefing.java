package dure.briefing;

import dure.ledger.RuleKey;
import dure.region.Book;
import java.time.LocalDate;

/**
 * 상시보고회, one meeting with the question that its pages answer.
 *
 * @param attendees 참석: posts, as 부군수, 실·과장; empty where nobody is named
 * @param asOf 기준일
 */
public record Briefing(
        BriefingId id,
        Book book,
        int year,
        LocalDate heldOn,
        String title,
        String attendees,
        LocalDate asOf,
        RuleKey rule) {

    /** What is said of a meeting. */
    public record Said(LocalDate heldOn, String title, String attendees, LocalDate asOf, RuleKey rule) {}
}
