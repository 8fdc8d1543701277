package dure.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dure.BrowserTest;
import dure.Http;
import dure.TestBooks;
import dure.access.Access;
import dure.access.TestAccounts;
import dure.access.Viewer;
import dure.plan.Drafts;
import dure.plan.Edit;
import dure.plan.Edit.Subject;
import dure.plan.Edited;
import dure.plan.PlanId;
import dure.plan.PlanKind;
import dure.region.Book;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A plan as large as that of a metropolitan city, two officers in browsers and ten departments at once. */
class TwelveAtOneDesk extends BrowserTest {
    private static final int DEPARTMENTS = 10;
    private static final int PROJECTS = 200;

    @Autowired
    TestBooks books;

    @Autowired
    Drafts drafts;

    @Test
    void lose_nothing_and_the_board_is_right() throws Exception {
        var book = books.next();
        var one = accounts.officer(book.municipality());
        var other = accounts.officer(book.municipality());
        var officer = accounts.viewer(one);
        var draft = drafted(book, officer);
        var office = signedIn(one);
        var departments = office.http()
                .get("/api/v1/municipalities/" + book.municipality() + "/departments")
                .json();
        var ids = new ArrayList<Long>();
        departments.findValues("id").forEach(id -> ids.add(id.asLong()));
        assertThat(ids).hasSize(DEPARTMENTS);
        var opened = office.http()
                .post(
                        plan(book) + "/round",
                        "{\"dueOn\": \"%s\", \"letter\": \"부서 사업을 적어 주십시오.\", \"departments\": %s}"
                                .formatted(
                                        LocalDate.now(ZoneId.of("Asia/Seoul")).plusDays(14), ids),
                        "X-CSRF-TOKEN",
                        office.token());
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);

        var first = opened(book, one);
        var second = opened(book, other);
        var clerks = new ArrayList<Clerk>();
        for (int no = 0; no < DEPARTMENTS; no++) {
            clerks.add(signedIn(accounts.departmentOfficer(book.municipality(), "부서 " + no)));
        }
        var projects =
                Access.as(officer, () -> drafts.read(draft)).orElseThrow().projects();
        var start = revision(officer, draft);
        try (var threads = Executors.newFixedThreadPool(DEPARTMENTS)) {
            var work = new ArrayList<Callable<Integer>>();
            for (int no = 0; no < DEPARTMENTS; no++) {
                var clerk = clerks.get(no);
                var own = projects.entrySet().stream()
                        .filter(project -> ("부서 " + clerks.indexOf(clerk))
                                .equals(project.getValue().get("department")))
                        .map(project -> String.valueOf(project.getKey()))
                        .toList();
                work.add(() -> written(clerk, book, own));
            }
            var running = work.stream().map(threads::submit).toList();
            // Meanwhile both officers write the plan itself, and one of them a department's project too.
            fill(first, "#head [data-field=target]", "50000");
            fill(second, "#head [data-field=remarks]", "두 사람이 함께 썼습니다.");
            fill(second, "#head [data-field=declaredProjects]", "200");
            fill(first, "tr.strategy .desk-name >> nth=0", "함께 쓰는 전략");
            for (var done : running) {
                assertThat(done.get()).isEqualTo(PROJECTS / DEPARTMENTS * 2);
            }
        }

        var read = Access.as(officer, () -> drafts.read(draft)).orElseThrow();
        assertThat(read.projects().values())
                .allSatisfy(project -> assertThat(project)
                        .containsEntry("target/2027", "7")
                        .containsEntry("budget/MUNICIPAL", "9000000"));
        assertThat(read.totals().itemised()).isEqualTo(7L * PROJECTS);
        assertThat(read.totals().money()).isEqualTo(9_000_000L * PROJECTS);
        assertThat(read.plan())
                .containsEntry("target", "50000")
                .containsEntry("remarks", "두 사람이 함께 썼습니다.")
                .containsEntry("declaredProjects", "200");
        assertThat(read.strategies().getFirst().name()).isEqualTo("함께 쓰는 전략");
        // One revision a saving, none twice and none left out: nobody wrote over what he had not seen.
        assertThat(revision(officer, draft) - start).isEqualTo(2L * PROJECTS + 4);
        assertThat(first.locator("[data-total=itemised]"))
                .hasText(
                        "1,400",
                        new com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions().setTimeout(15_000));

        for (int no = 0; no < DEPARTMENTS - 1; no++) {
            var submitted = clerks.get(no)
                    .http()
                    .post(
                            plan(book) + "/round/departments/" + ids.get(no) + "/submission",
                            "{}",
                            "X-CSRF-TOKEN",
                            clerks.get(no).token());
            assertThat(submitted.status()).as(submitted.body()).isLessThan(300);
        }
        var board = office.http().get(plan(book) + "/round").json().get("departments");
        assertThat(board.size()).isEqualTo(DEPARTMENTS);
        assertThat(board.findValuesAsString("state"))
                .filteredOn(state -> state.equals("SUBMITTED"))
                .hasSize(DEPARTMENTS - 1);
        var late = clerks.getFirst().edit(book, projectOf(read, "부서 0"), "target/2027", "7", "8");
        assertThat(late.status()).as("a part that was submitted is closed").isEqualTo(403);
    }

    private static String projectOf(Drafts.Draft draft, String department) {
        return draft.projects().entrySet().stream()
                .filter(project -> department.equals(project.getValue().get("department")))
                .map(project -> String.valueOf(project.getKey()))
                .findFirst()
                .orElseThrow();
    }

    private long revision(Viewer officer, PlanId draft) {
        return Access.as(officer, () -> drafts.read(draft))
                .orElseThrow()
                .version()
                .revision();
    }

    private PlanId drafted(Book book, Viewer officer) {
        var draft = Access.as(officer, () -> drafts.begin(book, PlanKind.YEAR, 2027, "2027년 세부계획"))
                .id();
        var edits = new ArrayList<Edit>();
        for (int strategy = 0; strategy < 5; strategy++) {
            var added = Access.as(
                    officer,
                    () -> drafts.edit(
                            draft,
                            List.of(
                                    new Edit(Subject.STRATEGY, "new", Edit.ITSELF, null, ""),
                                    new Edit(Subject.STRATEGY, "new", "name", null, "전략"))));
            assertThat(added).isInstanceOf(Edited.Saved.class);
        }
        for (int no = 0; no < PROJECTS; no++) {
            var item = "new" + no;
            edits.add(new Edit(Subject.PROJECT, item, Edit.ITSELF, null, ""));
            edits.add(new Edit(Subject.PROJECT, item, "name", null, "사업 " + no));
            edits.add(new Edit(Subject.PROJECT, item, "task", null, String.valueOf(1 + no % 5)));
            edits.add(new Edit(Subject.PROJECT, item, "department", null, "부서 " + no % DEPARTMENTS));
        }
        assertThat(Access.as(officer, () -> drafts.edit(draft, edits))).isInstanceOf(Edited.Saved.class);
        return draft;
    }

    private record Clerk(Http http, String token) {
        Http.Answer edit(Book book, String project, String field, String from, String to) {
            return http.post(
                    plan(book) + "/draft/edits",
                    "{\"edits\": [{\"subject\": \"PROJECT\", \"item\": \"%s\", \"field\": \"%s\", \"from\": %s, \"to\": \"%s\"}]}"
                            .formatted(project, field, from == null ? "null" : "\"" + from + "\"", to),
                    "X-CSRF-TOKEN",
                    token);
        }
    }

    private Clerk signedIn(TestAccounts.Login who) {
        var http = new Http(port);
        http.signIn(who.login(), who.password());
        return new Clerk(http, http.csrf("/password"));
    }

    /** Each of the department's projects gets a target and money, one after the other. */
    private static int written(Clerk clerk, Book book, List<String> projects) {
        var saved = 0;
        for (var project : projects) {
            for (var field :
                    Map.of("target/2027", "7", "budget/MUNICIPAL", "9000000").entrySet()) {
                var answer = clerk.edit(book, project, field.getKey(), null, field.getValue());
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                saved++;
            }
        }
        return saved;
    }

    private Page opened(Book book, TestAccounts.Login officer) {
        var page = signIn(officer, 1280, "ko");
        page.navigate(address("/municipalities/" + book.municipality() + "/plans/2027/desk"));
        page.locator("#desk[data-ready]").waitFor();
        return page;
    }

    private static void fill(Page page, String field, String text) {
        page.locator(field).fill(text);
        page.locator(field).press("Tab");
        assertThat(page.locator("#state"))
                .hasText(
                        "저장됨",
                        new com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions().setTimeout(15_000));
    }

    private static String plan(Book book) {
        return "/api/v1/municipalities/" + book.municipality() + "/plans/2027";
    }
}
