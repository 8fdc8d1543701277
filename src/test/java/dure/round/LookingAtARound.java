package dure.round;

import static org.assertj.core.api.Assertions.assertThat;

import dure.BrowserTest;
import dure.TestBooks;
import dure.TestDatabase;
import dure.access.Access;
import dure.plan.Departments;
import dure.plan.Drafts;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class LookingAtARound extends BrowserTest {
    @Autowired
    TestBooks books;

    @Autowired
    TestDatabase database;

    @Autowired
    Departments departments;

    @Autowired
    Rounds rounds;

    @Autowired
    Drafts drafts;

    @Test
    void an_officer_asks_a_department_answers_on_a_phone_and_the_board_says_who_is_late() throws Exception {
        var book = books.next();
        var login = accounts.officer(book.municipality());
        var viewer = accounts.viewer(login);
        var draft = TestRounds.draft(drafts, viewer, book);
        TestRounds.add(drafts, viewer, draft, "C1", "지역문화 매개자 양성", "문화관광체육과", "8", "45000000");
        TestRounds.add(drafts, viewer, draft, "D1", "스마트팜 창업 지원", "농업기술센터", "15", "220000000");
        var at = "/municipalities/" + book.municipality();
        var officer = signIn(login, 1280, "ko");

        officer.navigate(address(at + "/departments"));
        look("departments-ko-1280", officer);
        officer.click("a:has-text('일자리과')");
        officer.click("summary:has-text('담당·대행 정하기')");
        officer.fill("#charge-name", "김가상");
        officer.fill("#charge-email", "no address");
        officer.evaluate("document.querySelector('#charge-email').type = 'text'");
        officer.click("button:has-text('저장')");
        assertThat(officer.textContent(".fault")).contains("kim@example.go.kr");
        assertThat(officer.inputValue("#charge-name")).isEqualTo("김가상");
        officer.fill("#charge-email", "kim@example.go.kr");
        officer.click("button:has-text('저장')");
        officer.click("summary:has-text('인수인계 기록')");
        officer.fill("#coming", "이가상");
        officer.fill("#coming-email", "lee@example.go.kr");
        officer.fill("#note", "협약은 7월에 갱신합니다.");
        officer.click("button:has-text('인수인계 기록')");
        assertThat(officer.textContent("#department")).contains("이가상");
        officer.click("summary:has-text('김가상 → 이가상')");
        look("department-ko-1280", officer);
        officer.setViewportSize(390, 844);
        look("department-ko-390", officer);
        officer.setViewportSize(1280, 800);

        officer.navigate(address(at + "/plans/2027/round"));
        assertThat(officer.locator("input[name=departments]:checked").count()).isEqualTo(4);
        look("round-opening-ko-1280", officer);
        officer.click("button:has-text('부서 작성 열기')");
        assertThat(officer.textContent(".answer")).contains("14일 남음", "4개 부서 가운데 0개 제출");

        var clerkLogin = accounts.departmentOfficer(book.municipality(), "일자리과");
        var clerk = signIn(clerkLogin, 390, "ko");
        assertThat(clerk.textContent(".waiting")).contains("1");
        clerk.click(".waiting");
        look("notices-ko-390", clerk);
        clerk.click("main a:has-text('부서 작성을 제출')");
        look("round-part-ko-390", clerk);
        assertThat(clerk.textContent("#projects")).contains("창업 교실", "목표 없음");
        clerk.onDialog(dialog -> dialog.accept());
        clerk.click("button:has-text('제출')");
        assertThat(clerk.textContent(".fault")).contains("창업 교실");
        TestRounds.target(drafts, accounts.viewer(clerkLogin), draft, "A2", "12");
        clerk.fill("#said", "창업 교실은 하반기에 시작합니다.");
        clerk.click("button:has-text('제출')");
        assertThat(clerk.textContent("main")).contains("확인을 기다립니다");

        officer.reload();
        officer.click("#board a:has-text('일자리과')");
        officer.fill("#returning", "월별 목표를 나누어 주십시오.\n재원도 확인해 주십시오.");
        officer.click("button:has-text('보완 요구')");
        look("round-part-returned-ko-1280", officer);
        var welfare = TestRounds.department(departments, viewer, book, "복지과");
        var culture = TestRounds.department(departments, viewer, book, "문화관광체육과");
        Access.as(viewer, () -> rounds.submit(book, TestRounds.YEAR, welfare, ""));
        Access.as(viewer, () -> rounds.accept(book, TestRounds.YEAR, welfare));
        Access.as(viewer, () -> rounds.submit(book, TestRounds.YEAR, culture, ""));
        try (var superuser = database.asSuperuser();
                var statement = superuser.createStatement()) {
            statement.execute("update planning_round set due_on = due_on - 17 where municipality = '"
                    + book.municipality() + "'");
        }
        officer.navigate(address(at + "/plans/2027/round"));
        assertThat(officer.textContent(".answer")).contains("3일 지남", "2개 부서 기한 지남");
        assertThat(officer.locator("#board tbody tr:not(.total)").first().textContent())
                .contains("일자리과", "3일 지남", "월별 목표");
        look("round-board-ko-1280", officer);
        officer.click(".filters a:has-text('기한 지남')");
        assertThat(officer.locator("#board tbody tr").count()).isEqualTo(2);
        officer.navigate(address(at + "/plans/2027/round?lang=en"));
        look("round-board-en-1280", officer);
        officer.setViewportSize(390, 844);
        look("round-board-en-390", officer);
        officer.navigate(address(at + "/plans/2027/round?lang=ko"));
        look("round-board-ko-390", officer);
        clerk.reload();
        look("round-part-returned-ko-390", clerk);

        var anybody = visit(at + "/departments", 390, "en");
        assertThat(anybody.textContent("main"))
                .as("of a plan that is not disclosed")
                .contains("disclosed plan")
                .doesNotContain("일자리과");
        look("departments-public-en-390", anybody);
    }
}
