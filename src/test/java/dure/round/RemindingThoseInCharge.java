package dure.round;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.Http;
import dure.TestBooks;
import dure.TestMail;
import dure.access.Access;
import dure.access.TestAccounts;
import dure.access.Viewer;
import dure.plan.Charge;
import dure.plan.DepartmentId;
import dure.plan.Departments;
import dure.plan.Drafts;
import dure.plan.PlanId;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DureTest
class RemindingThoseInCharge {
    @LocalServerPort
    int port;

    @Autowired
    Rounds rounds;

    @Autowired
    Reminders reminders;

    @Autowired
    Departments departments;

    @Autowired
    Drafts drafts;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestBooks books;

    Book book = new Book(new MunicipalityCode("00000"), DataSet.REAL);
    Viewer officer = Viewer.PUBLIC;
    TestAccounts.Login login = new TestAccounts.Login("", "");
    PlanId draft = new PlanId(new UUID(0, 0));
    DepartmentId jobs = new DepartmentId(0);
    DepartmentId welfare = new DepartmentId(0);
    LocalDate today = LocalDate.EPOCH;
    String inCharge = "";
    String deputy = "";
    String ofWelfare = "";

    @BeforeEach
    void an_open_round() {
        book = books.next();
        login = accounts.officer(book.municipality());
        officer = accounts.viewer(login);
        draft = TestRounds.draft(drafts, officer, book);
        jobs = TestRounds.department(departments, officer, book, "일자리과");
        welfare = TestRounds.department(departments, officer, book, "복지과");
        today = departments.today();
        inCharge = address("in-charge");
        deputy = address("deputy");
        ofWelfare = address("welfare");
        charge(jobs, Charge.Kind.IN_CHARGE, inCharge);
        charge(jobs, Charge.Kind.DEPUTY, deputy);
        charge(welfare, Charge.Kind.IN_CHARGE, ofWelfare);
        assertThat(as(() -> rounds.open(
                        book, TestRounds.YEAR, today.plusDays(10), "월별 목표를 적어 주십시오.", List.of(jobs, welfare))))
                .isInstanceOf(RoundMove.Made.class);
    }

    @Test
    void tells_everybody_of_the_opening_once_however_many_nodes_run() throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        var runs = new ArrayList<java.util.concurrent.Future<Integer>>();
        for (int i = 0; i < 8; i++) {
            runs.add(pool.submit(() -> reminders.run(at(0, 3))));
        }
        for (var run : runs) {
            run.get();
        }
        pool.shutdown();
        for (var address : List.of(inCharge, deputy, ofWelfare)) {
            assertThat(TestMail.allTo(address)).as(address).hasSize(1);
        }
        var mail = TestMail.newestTo(inCharge);
        assertThat(mail.getSubject()).startsWith("[두레]").contains("2027년 계획 부서 작성 요청", "10일 남음");
        assertThat(text(inCharge))
                .contains("일자리과 담당자께", "월별 목표를 적어 주십시오.", "빠진 사업 1개")
                .contains("/plans/2027/round/departments/" + jobs);
    }

    @Test
    void reminds_before_and_after_the_due_date_only_whoever_has_not_submitted() throws Exception {
        reminders.run(at(0, 10));
        reminders.run(at(6, 10));
        assertThat(subjects(inCharge)).hasSize(1);
        reminders.run(at(7, 8));
        assertThat(subjects(inCharge)).as("before the offices open").hasSize(1);
        reminders.run(at(7, 10));
        reminders.run(at(7, 15));
        assertThat(subjects(inCharge)).hasSize(2).last().asString().contains("기한 안내", "3일 남음");
        reminders.run(at(9, 10));
        assertThat(subjects(deputy)).hasSize(3).last().asString().contains("1일 남음");

        TestRounds.target(drafts, officer, draft, "A2", "5");
        as(() -> rounds.submit(book, TestRounds.YEAR, jobs, ""));
        for (int day = 10; day < 20; day++) {
            reminders.run(at(day, 10));
        }
        assertThat(subjects(inCharge)).as("submitted").hasSize(3);
        var late = subjects(ofWelfare);
        assertThat(late.subList(3, late.size()))
                .as("on the due date and five days")
                .hasSize(6);
        assertThat(late.get(3)).contains("미제출", "오늘 마감");
        assertThat(late.getLast()).contains("5일 지남");

        as(() -> rounds.giveBack(book, TestRounds.YEAR, jobs, "재원을 나누어 주십시오."));
        reminders.run(at(0, 20));
        assertThat(subjects(inCharge)).hasSize(4).last().asString().contains("보완 요구");
        assertThat(text(inCharge)).contains("재원을 나누어 주십시오.");
    }

    @Test
    void reminds_now_when_the_officer_asks_for_it_and_says_whom_it_did_not_reach() {
        charge(welfare, Charge.Kind.IN_CHARGE, null);
        var http = new Http(port);
        http.signIn(login.login(), login.password());
        var board = "/municipalities/" + book.municipality() + "/plans/2027/round";
        var answer = http.submit(board, board + "/reminders", java.util.Map.of());
        assertThat(answer.status()).isEqualTo(302);
        assertThat(http.get(board).body()).contains("전자우편 2통을 보냈습니다", "전자우편이 없는 부서: 복지과");
        http.submit(board, board + "/reminders", java.util.Map.of());
        assertThat(http.get(board).body()).contains("0통을 보냈습니다", "이미 보낸 주소 2곳");
        assertThat(TestMail.allTo(inCharge).stream()
                        .filter(mail -> subject(mail).contains("미제출")))
                .hasSize(1);
    }

    private static String address(String who) {
        return who + "-" + UUID.randomUUID().toString().substring(0, 8) + "@example.go.kr";
    }

    private void charge(DepartmentId department, Charge.Kind kind, @org.jspecify.annotations.Nullable String email) {
        as(() -> {
            departments.charge(book, department, new Charge.Said(kind, "김가상", email, null, departments.today(), null));
            return null;
        });
    }

    private ZonedDateTime at(int days, int hour) {
        return today.plusDays(days).atTime(hour, 30).atZone(ZoneId.of("Asia/Seoul"));
    }

    private static List<String> subjects(String address) {
        return TestMail.allTo(address).stream()
                .map(RemindingThoseInCharge::subject)
                .toList();
    }

    private static String subject(jakarta.mail.internet.MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(String address) throws MessagingException, IOException {
        return TestMail.newestTo(address).getContent().toString();
    }

    private <T> T as(Callable<T> work) {
        return Access.as(officer, work);
    }
}
