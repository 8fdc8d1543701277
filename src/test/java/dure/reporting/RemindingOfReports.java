package dure.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.TestBooks;
import dure.TestMail;
import dure.access.Access;
import dure.access.TestAccounts;
import dure.notice.Notice;
import dure.plan.Charge;
import dure.plan.Departments;
import dure.plan.Plans;
import jakarta.mail.MessagingException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DureTest
class RemindingOfReports {
    private static final String JOBS = "가상일자리과";

    @Autowired
    Reporting reporting;

    @Autowired
    ReportReminders reminders;

    @Autowired
    ReportNotices notices;

    @Autowired
    Plans plans;

    @Autowired
    Departments departments;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestBooks books;

    @Test
    void tells_of_the_opening_before_it_is_due_and_when_it_is_late_once_each() throws Exception {
        var county = new Reported(
                        books.next(),
                        PeriodName.parse("2026-09").orElseThrow(),
                        Map.of(JOBS, 2),
                        reporting,
                        plans,
                        departments,
                        accounts)
                .open();
        var address = "clerk-" + UUID.randomUUID() + "@example.go.kr";
        Access.as(county.officer, () -> {
            departments.charge(
                    county.book,
                    county.id(JOBS),
                    new Charge.Said(Charge.Kind.IN_CHARGE, "가상 담당", address, null, LocalDate.of(2026, 1, 1), null));
            return true;
        });
        try (var nodes = Executors.newFixedThreadPool(3)) {
            var runs = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 3; i++) {
                runs.add(nodes.submit(() -> reminders.run(at(0, 10))));
            }
            for (var run : runs) {
                run.get();
            }
        }
        assertThat(subjects(address)).singleElement().asString().contains("2026년 9월 보고 요청", "10일 남음");
        reminders.run(at(5, 10));
        reminders.run(at(7, 7));
        assertThat(subjects(address)).as("not on every day, nor at night").hasSize(1);
        reminders.run(at(7, 10));
        reminders.run(at(7, 16));
        assertThat(subjects(address)).hasSize(2).last().asString().contains("기한 안내", "3일 남음");
        reminders.run(at(11, 10));
        reminders.run(at(11, 11));
        assertThat(subjects(address)).hasSize(3).last().asString().contains("기한이 지났습니다", "1일 지남");
        assertThat(sentences(county)).anySatisfy(said -> assertThat(said).contains("2026년 9월 보고를 써 주십시오"));

        county.reported(JOBS, "4");
        reminders.run(at(13, 10));
        assertThat(subjects(address)).as("who has submitted is left alone").hasSize(3);
        Access.as(
                county.officer, () -> reporting.giveBack(county.book, county.period, county.id(JOBS), "근거를 적어 주십시오."));
        reminders.run(at(0, 22));
        reminders.run(at(0, 23));
        assertThat(subjects(address)).hasSize(4).last().asString().contains("보완 요구");
        assertThat(TestMail.newestTo(address).getContent().toString())
                .contains("근거를 적어 주십시오.", "/reporting/2026-09/departments/" + county.id(JOBS));
        assertThat(sentences(county)).anySatisfy(said -> assertThat(said).contains("보완 요구"));
    }

    private List<String> sentences(Reported county) {
        var clerk = county.clerk(JOBS);
        return Access.as(clerk, () -> notices.of(clerk)).stream()
                .map(Notice::sentence)
                .map(sentence -> sentence.apply(korean))
                .toList();
    }

    private dure.web.Wording korean = new dure.web.Wording(
            new org.springframework.context.support.StaticMessageSource(), java.util.Locale.KOREAN);

    @Autowired
    void words(org.springframework.context.MessageSource messages) {
        korean = new dure.web.Wording(messages, java.util.Locale.KOREAN);
    }

    /** So many days from now at this hour in Korea. */
    private static ZonedDateTime at(int days, int hour) {
        return LocalDate.now(ZoneId.of("Asia/Seoul"))
                .plusDays(days)
                .atTime(hour, 5)
                .atZone(ZoneId.of("Asia/Seoul"));
    }

    private static List<String> subjects(String address) throws MessagingException {
        var subjects = new ArrayList<String>();
        for (var mail : TestMail.allTo(address)) {
            subjects.add(mail.getSubject());
        }
        return subjects;
    }
}
