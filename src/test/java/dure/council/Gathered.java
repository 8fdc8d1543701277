package dure.council;

import dure.TestPlans;
import dure.access.Access;
import dure.access.Role;
import dure.access.TestAccounts;
import dure.access.Viewer;
import dure.plan.Move;
import dure.plan.PlanHead;
import dure.plan.PlanId;
import dure.plan.Plans;
import dure.plan.Versions;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
import dure.sheet.Reading;
import dure.sheet.Sheets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

/** A council of five with accounts, a secretary, and a submitted plan: what a meeting needs. */
record Gathered(
        Book book,
        TestAccounts.Login secretary,
        Viewer secretarys,
        List<TestAccounts.Login> accounts,
        List<Viewer> members,
        List<MemberId> seats,
        CouncilId council,
        PlanId plan) {
    static final List<String> NAMES = List.of("김가상", "이가상", "박가상", "최가상", "정가상");

    MunicipalityCode place() {
        return book.municipality();
    }

    <T> T secretary(Callable<T> work) {
        return Access.as(secretarys, work);
    }

    <T> T member(int no, Callable<T> work) {
        return Access.as(members.get(no), work);
    }

    static Gathered in(Book book, TestAccounts accounts, Councils councils, Plans plans, Versions versions) {
        var place = book.municipality();
        var secretary = accounts.with(Role.JOB_POLICY_OFFICER, place);
        var viewer = accounts.viewer(secretary);
        var logins = new ArrayList<TestAccounts.Login>();
        var seats = new ArrayList<MemberId>();
        var council = Access.as(viewer, () -> {
            var id = councils.found(
                    place, Council.Kind.JOBS_COUNCIL, "가상 일자리 창출 협의체", LocalDate.of(2020, 1, 1));
            councils.set(
                    place,
                    id,
                    new QuorumRule(
                            0,
                            LocalDate.of(2020, 1, 1),
                            new QuorumRule.Opening.OfMembers(Share.MAJORITY),
                            new QuorumRule.Passing(QuorumRule.Base.PRESENT, Share.MAJORITY),
                            QuorumRule.Tie.CHAIR,
                            "가상 조례 제7조"));
            return id;
        });
        for (int i = 0; i < NAMES.size(); i++) {
            var login = accounts.with(Role.COUNCIL_MEMBER, place);
            logins.add(login);
            var member = new Member(
                    new MemberId(new UUID(0, 0)),
                    council,
                    NAMES.get(i),
                    "가상 기관",
                    Member.Side.values()[i],
                    i == 0 ? Member.Duty.CHAIR : Member.Duty.MEMBER,
                    true,
                    LocalDate.of(2024, 1, 1),
                    null,
                    null);
            var contact = new Member.Contact(login.login() + "@example.kr", login.login());
            seats.add(Access.as(viewer, () -> councils.add(place, member, contact)));
        }
        var plan = Access.as(viewer, () -> submitted(book, plans, versions, 2027, 4_711));
        return new Gathered(
                book,
                secretary,
                viewer,
                logins,
                logins.stream().map(accounts::viewer).toList(),
                seats,
                council,
                plan);
    }

    /** To be asked as an officer. */
    static PlanId submitted(Book book, Plans plans, Versions versions, int year, long target) {
        switch (Sheets.read("plan.xlsx", TestPlans.year(book, year, target, Map.of("가상사업", target)))) {
            case Reading.Read read -> plans.importWorkbook(read.workbook(), DataSet.REAL, false);
            case Reading.Refused refused -> throw new IllegalStateException(refused.toString());
        }
        var draft = plans.heads(book).stream()
                .filter(one -> one.period() == year)
                .map(PlanHead::id)
                .findFirst()
                .orElseThrow();
        if (!(versions.submit(draft, "") instanceof Move.Moved)) {
            throw new IllegalStateException("The plan was not submitted");
        }
        return draft;
    }

    /** A meeting with the plan on its agenda. */
    MeetingId meeting(Meetings meetings, PlanId plan) {
        return secretary(() -> {
            var id = meetings.plan(
                    place(),
                    new Meeting(
                            new MeetingId(new UUID(0, 0)),
                            council,
                            place(),
                            "2027년 제1차 회의",
                            Meeting.Kind.IN_PERSON,
                            Instant.now().plus(2, ChronoUnit.HOURS),
                            "가상청사 3층",
                            Meeting.State.PLANNED,
                            null,
                            null,
                            null));
            meetings.add(
                    place(),
                    id,
                    new AgendaItem(
                            new ItemId(new UUID(0, 0)),
                            id,
                            0,
                            AgendaItem.Kind.DECISION,
                            "2027년 세부계획(안)",
                            "",
                            plan,
                            null));
            return id;
        });
    }
}
