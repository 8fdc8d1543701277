package dure.council;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import dure.Http;
import dure.TestBooks;
import dure.TestDatabase;
import dure.TestMail;
import dure.access.Access;
import dure.access.Role;
import dure.access.TestAccounts;
import dure.access.Viewer;
import dure.plan.Decided;
import dure.plan.DisclosureCondition;
import dure.plan.PlanDisclosure;
import dure.plan.PlanId;
import dure.plan.PlanKind;
import dure.plan.PlanState;
import dure.plan.Plans;
import dure.plan.Resolution;
import dure.plan.Versions;
import dure.sheet.Head;
import dure.sheet.WorkbookWriter;
import dure.web.Refusal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** 협의체 회의, from the call to the signed minutes. */
@DureTest
class HoldingAMeeting {
    private static final byte[] PDF = "%PDF-1.7 가상".getBytes(StandardCharsets.UTF_8);

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDatabase database;

    @Autowired
    Councils councils;

    @Autowired
    Meetings meetings;

    @Autowired
    Sittings sittings;

    @Autowired
    WritingMinutes minutes;

    @Autowired
    Resolutions resolutions;

    @Autowired
    CallingByMail mails;

    @Autowired
    CouncilNotices waiting;

    @Autowired
    Plans plans;

    @Autowired
    Versions versions;

    @Autowired
    JdbcClient db;

    /** Not the bean of that type, which is the sessions' own and binds nobody. */
    TransactionTemplate transactions = new TransactionTemplate();

    @Autowired
    void transactions(PlatformTransactionManager manager) {
        transactions = new TransactionTemplate(manager);
    }

    @Autowired
    TestBooks books;

    Gathered all;

    @BeforeEach
    void gather() {
        all = Gathered.in(books.next(), accounts, councils, plans, versions);
    }

    @Test
    void a_called_meeting_puts_the_plan_under_deliberation_and_passes_it_as_drafted_by_name() {
        var id = called();
        assertThat(state(all.plan())).isEqualTo(PlanState.UNDER_DELIBERATION);
        open(id, 0, 1, 2);
        var motion = put(id, Motion.Kind.AS_DRAFTED, Motion.Method.BY_NAME, "");
        vote(id, motion, 0, Ballot.Choice.FOR);
        vote(id, motion, 1, Ballot.Choice.FOR);
        assertThat(count(id, motion)).isEqualTo(new Deliberation.Miscounted(2, 3));
        all.secretary(() -> {
            sittings.record(all.place(), id, motion, Map.of(all.seats().get(2), Ballot.Choice.AGAINST));
            return null;
        });
        assertThat(count(id, motion))
                .isInstanceOfSatisfying(Deliberation.Decided.class, decided -> {
                    assertThat(decided.resolution()).isEqualTo(Resolution.PASSED_AS_DRAFTED);
                    assertThat(decided.ballot()).isEqualTo(new Ballot(5, 0, 3, 2, 1, 0, null));
                });
        assertThat(state(all.plan())).isEqualTo(PlanState.APPROVED);
        var decided = Objects.requireNonNull(
                all.secretary(() -> versions.find(all.plan())).orElseThrow().decided());
        assertThat(decided.meeting()).isEqualTo(id.value());
        assertThat(decided.by()).isEqualTo("가상 일자리 창출 협의체");
        var item = sitting(id).items().getFirst();
        assertThat(item.contentHash())
                .isEqualTo(all.secretary(() -> versions.find(all.plan())).orElseThrow().contentHash());
    }

    @Test
    void nothing_is_decided_without_a_quorum_and_who_is_recused_counts_neither_way() {
        var id = called();
        open(id, 0, 1);
        var motion = put(id, Motion.Kind.AS_DRAFTED, Motion.Method.UNANIMOUS, "");
        assertThat(count(id, motion)).isEqualTo(new Deliberation.NoQuorum(2, 3));
        assertThat(state(all.plan())).isEqualTo(PlanState.UNDER_DELIBERATION);
        // Two stand back from the item: of the three who are left two are a majority.
        recuse(id, 3);
        assertThat(count(id, motion)).isEqualTo(new Deliberation.NoQuorum(2, 3));
        recuse(id, 4);
        assertThat(sitting(id).attendance(item(id))).isEqualTo(new Sitting.Attendance(3, 2, 2, 2));
        assertThat(count(id, motion)).isInstanceOf(Deliberation.Decided.class);
    }

    @Test
    void who_is_recused_and_who_is_not_there_does_not_vote() {
        var id = called();
        open(id, 0, 1, 2, 3);
        recuse(id, 3);
        var motion = put(id, Motion.Kind.AS_DRAFTED, Motion.Method.BY_NAME, "");
        assertThatThrownBy(() -> vote(id, motion, 3, Ballot.Choice.FOR)).hasMessageContaining("council.fault.vote.not");
        assertThatThrownBy(() -> vote(id, motion, 4, Ballot.Choice.FOR)).hasMessageContaining("council.fault.vote.not");
        for (int no = 0; no < 3; no++) {
            vote(id, motion, no, Ballot.Choice.FOR);
        }
        assertThat(count(id, motion))
                .isInstanceOfSatisfying(
                        Deliberation.Decided.class,
                        decided -> assertThat(decided.ballot()).isEqualTo(new Ballot(4, 1, 3, 3, 0, 0, null)));
    }

    @Test
    void a_member_who_votes_and_then_stands_back_or_leaves_is_not_counted() {
        var id = called();
        open(id, 0, 1, 2, 3, 4);
        var motion = put(id, Motion.Kind.AS_DRAFTED, Motion.Method.BY_NAME, "");
        for (int no = 0; no < 5; no++) {
            vote(id, motion, no, no < 3 ? Ballot.Choice.FOR : Ballot.Choice.AGAINST);
        }
        all.member(3, () -> {
            sittings.standBack(all.place(), id, item(id), "이해관계가 있음");
            return null;
        });
        attend(id, 0, 1, 2, 3);
        assertThat(count(id, motion))
                .isInstanceOfSatisfying(
                        Deliberation.Decided.class,
                        decided -> assertThat(decided.ballot()).isEqualTo(new Ballot(4, 1, 3, 3, 0, 0, null)));
    }

    @Test
    void an_amendment_becomes_a_draft_and_its_document_number_may_follow() {
        all.secretary(() -> {
            accounts.grant(all.secretary(), Role.APPROVER, all.place());
            return null;
        });
        var approver = accounts.viewer(all.secretary());
        Access.as(approver, () -> {
            versions.require(
                    all.place(),
                    new DisclosureCondition(DisclosureCondition.Kind.YEAR, LocalDate.of(2020, 1, 1), true, true));
            return null;
        });
        var id = called();
        open(id, 0, 1, 2);
        assertThatThrownBy(() -> put(id, Motion.Kind.AMENDED, Motion.Method.BY_HANDS, " "))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.fields().getFirst().name())
                                .isEqualTo("amendment"));
        var motion = put(id, Motion.Kind.AMENDED, Motion.Method.BY_HANDS, "목표를 4,800명으로");
        assertThat(count(id, motion, new Sitting.Hands(2, 0, 0), null)).isEqualTo(new Deliberation.Miscounted(2, 3));
        var decided = (Deliberation.Decided) count(id, motion, new Sitting.Hands(2, 0, 1), null);
        assertThat(decided.resolution()).isEqualTo(Resolution.PASSED_AMENDED);
        assertThat(state(all.plan())).isEqualTo(PlanState.WITHDRAWN);
        var draft = Objects.requireNonNull(decided.next());
        assertThat(state(draft)).isEqualTo(PlanState.DRAFT);

        all.secretary(() -> versions.approve(draft, "수정가결"));
        assertThat(Access.as(approver, () -> plans.disclose(all.book(), PlanKind.YEAR, 2027)))
                .isInstanceOfSatisfying(
                        PlanDisclosure.Lacks.class,
                        lacks -> assertThat(lacks.lack()).isEqualTo(PlanDisclosure.Lack.APPROVAL_DOCUMENT));
        assertThat(Access.as(approver, () -> Standing.of(
                                versions.find(draft).orElseThrow(),
                                versions.condition(
                                        versions.find(draft).orElseThrow().head())))
                        .lack())
                .isEqualTo(Standing.Lack.DOCUMENT);
        all.secretary(() -> {
            sittings.document(all.place(), id, item(id), "일자리정책과-1234");
            return null;
        });
        assertThat(Access.as(approver, () -> plans.disclose(all.book(), PlanKind.YEAR, 2027)))
                .isInstanceOf(PlanDisclosure.Disclosed.class);
        assertThat(all.secretary(() -> versions.find(all.plan())).orElseThrow().decided())
                .extracting(Decided::documentNumber)
                .isEqualTo("일자리정책과-1234");
        // The version that was deliberated on never becomes public; its minutes do with the amended one.
        close(id);
        all.secretary(() -> minutes.sign(all.place(), id));
        assertThat(Access.as(Viewer.PUBLIC, () -> resolutions.of(all.place())))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.resolution()).isEqualTo(Resolution.PASSED_AMENDED);
                    assertThat(one.documentNumber()).isEqualTo("일자리정책과-1234");
                    assertThat(one.amendment()).isEqualTo("목표를 4,800명으로");
                });
    }

    @Test
    void a_deferred_plan_comes_before_the_council_again_and_may_then_be_rejected() {
        var first = called();
        open(first, 0, 1, 2);
        assertThat(((Deliberation.Decided)
                                count(first, put(first, Motion.Kind.DEFERRAL, Motion.Method.UNANIMOUS, "")))
                        .resolution())
                .isEqualTo(Resolution.DEFERRED);
        assertThat(state(all.plan())).isEqualTo(PlanState.SUBMITTED);
        close(first);

        var second = called();
        open(second, 0, 1, 2);
        var motion = put(second, Motion.Kind.AS_DRAFTED, Motion.Method.BY_HANDS, "");
        assertThat(((Deliberation.Decided) count(second, motion, new Sitting.Hands(1, 2, 0), null)).resolution())
                .isEqualTo(Resolution.REJECTED);
        assertThat(state(all.plan())).isEqualTo(PlanState.REJECTED);
        assertThat(all.secretary(() -> resolutions.of(all.place())).stream()
                        .map(Resolutions.Resolved::resolution))
                .containsExactlyInAnyOrder(Resolution.REJECTED, Resolution.DEFERRED);
    }

    @Test
    void an_amendment_that_is_not_carried_leaves_the_item_open_and_equal_votes_to_the_chair() {
        var id = called();
        open(id, 0, 1, 2, 3);
        var amended = put(id, Motion.Kind.AMENDED, Motion.Method.BY_HANDS, "목표를 줄임");
        assertThat(count(id, amended, new Sitting.Hands(1, 3, 0), null)).isInstanceOf(Deliberation.NotCarried.class);
        var motion = put(id, Motion.Kind.AS_DRAFTED, Motion.Method.BY_HANDS, "");
        assertThat(count(id, motion, new Sitting.Hands(2, 2, 0), null)).isEqualTo(new Deliberation.Tied(2, 2));
        assertThat(((Deliberation.Decided) count(id, motion, new Sitting.Hands(2, 2, 0), Ballot.Choice.FOR))
                        .resolution())
                .isEqualTo(Resolution.PASSED_AS_DRAFTED);
    }

    @Test
    void a_plan_that_is_a_draft_or_lies_before_another_meeting_is_not_called() {
        var first = called();
        var second = all.meeting(meetings, all.plan());
        assertThat(all.secretary(() -> meetings.call(all.place(), second))).isInstanceOf(Calling.BeforeAnother.class);
        all.secretary(() -> {
            meetings.cancel(all.place(), first);
            return null;
        });
        assertThat(all.secretary(() -> meetings.call(all.place(), second))).isInstanceOf(Calling.Called.class);
    }

    @Test
    void a_member_never_votes_for_another_even_past_the_application() {
        var id = called();
        open(id, 0, 1, 2);
        var motion = put(id, Motion.Kind.AS_DRAFTED, Motion.Method.BY_NAME, "");
        var other = all.seats().get(1);
        // Of another's seat: refused by the wall; as if it were one's own: refused by the trigger.
        for (var own : List.of(true, false)) {
            assertThatThrownBy(() -> all.member(0, () -> insertVote(motion, other, own)))
                    .isInstanceOf(DataAccessException.class);
        }
        assertThat(all.member(0, () -> insertVote(motion, all.seats().get(0), true))).isEqualTo(1);
        // Nor does the secretary say that a member voted with the own account.
        assertThatThrownBy(() -> all.secretary(() -> insertVote(motion, other, true)))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("not the own seat");
    }

    @Test
    void what_a_member_voted_nobody_records_otherwise() {
        var id = called();
        open(id, 0, 1, 2);
        var motion = put(id, Motion.Kind.AS_DRAFTED, Motion.Method.BY_NAME, "");
        vote(id, motion, 0, Ballot.Choice.AGAINST);
        assertThatThrownBy(() -> all.secretary(() -> {
                    sittings.record(all.place(), id, motion, Map.of(all.seats().get(0), Ballot.Choice.FOR));
                    return null;
                }))
                .hasMessageContaining("council.fault.vote.own");
        assertThatThrownBy(() -> all.secretary(() -> insertVote(motion, all.seats().get(0), false)))
                .hasStackTraceContaining("is not recorded otherwise");
    }

    @Test
    void members_and_officers_of_another_municipality_see_and_change_nothing() {
        var id = called();
        open(id, 0, 1, 2);
        var motion = put(id, Motion.Kind.AS_DRAFTED, Motion.Method.BY_NAME, "");
        var elsewhere = books.next().municipality();
        for (var role : List.of(Role.COUNCIL_MEMBER, Role.JOB_POLICY_OFFICER)) {
            var stranger = accounts.viewer(accounts.with(role, elsewhere));
            assertThat(Access.as(stranger, () -> councils.all(all.place()))).isEmpty();
            assertThat(Access.as(stranger, () -> meetings.ofMunicipality(all.place()))).isEmpty();
            assertThat(Access.as(stranger, () -> meetings.opinions(id))).isEmpty();
            assertThatThrownBy(() -> Access.as(stranger, () -> {
                        sittings.vote(all.place(), id, motion, Ballot.Choice.FOR);
                        return null;
                    }))
                    .isInstanceOf(AccessDeniedException.class);
            // Nor by the way of the own municipality.
            assertThatThrownBy(() -> Access.as(stranger, () -> {
                        if (role == Role.COUNCIL_MEMBER) {
                            sittings.vote(elsewhere, id, motion, Ballot.Choice.FOR);
                        } else {
                            sittings.open(elsewhere, id);
                        }
                        return null;
                    }))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("404");
            assertThatThrownBy(() -> Access.as(stranger, () -> insertVote(motion, all.seats().get(0), false)))
                    .isInstanceOf(DataAccessException.class);
        }
        assertThat(Access.as(Viewer.PUBLIC, () -> councils.all(all.place()))).isEmpty();
    }

    @Test
    void nothing_of_a_closed_meeting_changes_by_anybody() throws SQLException {
        var id = called();
        all.member(0, () -> {
            meetings.speak(all.place(), id, item(id), Opinion.Stance.FOR, "찬성합니다");
            return null;
        });
        open(id, 0, 1, 2);
        var motion = put(id, Motion.Kind.AS_DRAFTED, Motion.Method.BY_NAME, "");
        for (int no = 0; no < 3; no++) {
            vote(id, motion, no, Ballot.Choice.FOR);
        }
        count(id, motion);
        var item = item(id);
        close(id);
        var m = "'%s'".formatted(all.place());
        var seat = "'%s'".formatted(all.seats().get(3));
        for (var change : List.of(
                "insert into council_vote (motion_id, member_id, municipality, choice, own, cast_at, cast_by) values ('%s', %s, %s, 'FOR', false, now(), 'x')"
                        .formatted(motion, seat, m),
                "insert into council_presence (meeting_id, member_id, municipality, present, own, noted_at, noted_by) values ('%s', %s, %s, true, false, now(), 'x')"
                        .formatted(id, seat, m),
                "insert into council_recusal (item_id, member_id, municipality, kind, reason, own, noted_at, noted_by) values ('%s', %s, %s, 'EXCLUSION', 'x', false, now(), 'x')"
                        .formatted(item, seat, m),
                "insert into council_opinion (item_id, member_id, municipality, stance, text, own, given_at, given_by) values ('%s', %s, %s, 'FOR', 'x', false, now(), 'x')"
                        .formatted(item, seat, m),
                "insert into council_motion (item_id, municipality, ordinal, kind, method, amendment, put_at, put_by) values ('%s', %s, 9, 'DEFERRAL', 'UNANIMOUS', '', now(), 'x')"
                        .formatted(item, m),
                "insert into council_paper (meeting_id, municipality, kind, name, type, size, sha256, content, added_at, added_by) values ('%s', %s, 'PAPER', 'x', 'x', 0, encode(sha256(''), 'hex'), '', now(), 'x')"
                        .formatted(id, m),
                "update council_item set content_hash = 'x' where id = '%s'".formatted(item),
                "delete from council_item where id = '%s'".formatted(item),
                "update council_meeting set title = 'x' where id = '%s'".formatted(id),
                "update council_meeting set state = 'OPEN' where id = '%s'".formatted(id),
                "update council_member set name = 'x' where id = '%s'".formatted(all.seats().get(0)))) {
            try (var superuser = database.asSuperuser();
                    var statement = superuser.createStatement()) {
                assertThatThrownBy(() -> statement.execute(change))
                        .as(change)
                        .isInstanceOf(SQLException.class)
                        .hasMessageMatching("(?s).*(append-only|is not open|does not go).*");
            }
        }
        assertThatThrownBy(() -> count(id, motion)).hasMessageContaining("council.fault.notOpen");
    }

    @Test
    void a_meeting_is_not_closed_over_an_undecided_item_unless_too_few_are_there() {
        var id = called();
        open(id, 0, 1, 2);
        assertThatThrownBy(() -> close(id)).hasMessageContaining("council.fault.undecided");
        attend(id, 0);
        close(id);
        assertThat(state(all.plan())).isEqualTo(PlanState.UNDER_DELIBERATION);
        // 유회: the next meeting takes the plan up where it lies.
        assertThat(all.secretary(() -> meetings.call(all.place(), all.meeting(meetings, all.plan()))))
                .isInstanceOf(Calling.Called.class);
    }

    @Test
    void who_left_stays_in_the_meetings_of_the_time_and_takes_part_in_none_later() {
        var id = called();
        open(id, 0, 1, 2);
        var member = all.secretary(() -> councils.members(all.council())).stream()
                .filter(one -> one.id().equals(all.seats().get(2)))
                .findFirst()
                .orElseThrow();
        var contact = new Member.Contact("left@example.kr", all.accounts().get(2).login());
        assertThatThrownBy(() -> all.secretary(() -> {
                    councils.change(all.place(), named(member, "다른 이름", null), contact);
                    return null;
                }))
                .hasMessageContaining("council.fault.member.stays");
        var yesterday = LocalDate.now().minusDays(1);
        all.secretary(() -> {
            councils.change(all.place(), named(member, member.name(), yesterday), contact);
            return null;
        });
        assertThat(sitting(id).voters()).hasSize(4).doesNotContain(member);
        assertThat(sitting(id).attendance()).isEqualTo(new Sitting.Attendance(4, 0, 2, 3));
        assertThatThrownBy(() -> all.member(2, () -> {
                    meetings.speak(all.place(), id, item(id), Opinion.Stance.FOR, "의견");
                    return null;
                }))
                .hasMessageContaining("council.fault.noSeat");
    }

    @Test
    void minutes_are_frozen_as_signed_and_public_as_far_as_their_plans_are() {
        var other = all.secretary(() -> Gathered.submitted(all.book(), plans, versions, 2028, 99));
        var id = all.meeting(meetings, all.plan());
        all.secretary(() -> {
            meetings.add(
                    all.place(),
                    id,
                    new AgendaItem(
                            new ItemId(new java.util.UUID(0, 0)),
                            id,
                            0,
                            AgendaItem.Kind.DECISION,
                            "아직 비밀인 2028년 계획",
                            "",
                            other,
                            null));
            return meetings.call(all.place(), id);
        });
        open(id, 0, 1, 2);
        for (var item : sitting(id).items()) {
            var motion = put(id, item.id(), Motion.Kind.AS_DRAFTED, Motion.Method.UNANIMOUS, "");
            count(id, motion);
        }
        all.secretary(() -> minutes.save(all.place(), id, 0, "위원장이 개회를 선언하다.", 0));
        assertThatThrownBy(() -> all.secretary(() -> minutes.save(all.place(), id, 0, "다른 사람의 글", 0)))
                .hasMessageContaining("council.fault.note.changed");
        close(id);
        var signed = all.secretary(() -> minutes.sign(all.place(), id));
        assertThat(Objects.requireNonNull(signed.signed()).intact()).isTrue();
        assertThat(signed.opening().text()).isEqualTo("위원장이 개회를 선언하다.");
        assertThatThrownBy(() -> all.secretary(() -> minutes.save(all.place(), id, 0, "고침", 1)))
                .hasMessageContaining("council.fault.minutes.signed");

        var path = "/municipalities/" + all.place() + "/meetings/" + id + "/minutes";
        assertThat(new Http(port).get(path).status()).isEqualTo(404);
        accounts.grant(all.secretary(), Role.APPROVER, all.place());
        Access.as(accounts.viewer(all.secretary()), () -> plans.disclose(all.book(), PlanKind.YEAR, 2027));
        var seen = new Http(port).get(path);
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.body())
                .contains("2027년 세부계획(안)", "김가상", "위원장이 개회를 선언하다.", signed.signed().hash())
                .contains("내용이 해시와 같습니다")
                .doesNotContain("비밀인", "@example.kr", all.accounts().getFirst().login());
        assertThat(new Http(port).get("/municipalities/" + all.place() + "/meetings/" + id).header("Location"))
                .endsWith("/minutes");
        var file = new Http(port).get(path + "/download");
        assertThat(file.header("Content-Disposition")).startsWith("attachment");
        assertThat(file.body()).contains("<style>", "김가상").doesNotContain("비밀인", "<form");
        assertThat(new Http(port).get("/municipalities/" + all.place() + "/councils").body())
                .contains("2027년 세부계획(안)", "원안가결")
                .doesNotContain("비밀인");
        all.secretary(() -> {
            minutes.add(all.place(), id, item(id), "날짜를 바로잡음");
            return null;
        });
        assertThat(new Http(port).get(path).body()).contains("날짜를 바로잡음");
    }

    @Test
    void the_call_goes_out_by_e_mail_with_the_papers() throws Exception {
        var id = all.meeting(meetings, all.plan());
        all.secretary(() -> {
            meetings.addPaper(all.place(), id, item(id), Paper.Kind.PAPER, "심의자료.pdf", PDF);
            meetings.call(all.place(), id);
            return mails.send(all.place(), id, "http://dure.example/meeting");
        });
        assertThat(all.member(0, () -> waiting.of(all.members().getFirst())))
                .singleElement()
                .satisfies(one -> assertThat(one.href()).endsWith("/meetings/" + id));
        all.member(0, () -> {
            meetings.speak(all.place(), id, item(id), Opinion.Stance.FOR, "찬성합니다");
            return null;
        });
        assertThat(all.member(0, () -> waiting.of(all.members().getFirst()))).isEmpty();
        var mail = TestMail.newestTo(all.accounts().getFirst().login() + "@example.kr");
        assertThat(mail.getSubject()).contains("가상 일자리 창출 협의체", "2027년 제1차 회의");
        var parts = (jakarta.mail.internet.MimeMultipart) mail.getContent();
        assertThat(new String(
                        mail.getRawInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                .contains("multipart/");
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(jakarta.mail.internet.MimeUtility.decodeText(parts.getBodyPart(1).getFileName()))
                .isEqualTo("심의자료.pdf");
        assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(PDF);
        assertThat(all.secretary(() -> meetings.notices(id)))
                .hasSize(5)
                .allMatch(MeetingStore.Notice::taken);
    }

    @Test
    void a_paper_is_what_it_holds_and_is_only_ever_downloaded() {
        var id = all.meeting(meetings, all.plan());
        assertThatThrownBy(() -> paper(id, "그림.png", PDF)).hasMessageContaining("council.fault.file.type");
        assertThatThrownBy(() -> paper(id, "쪽.pdf", "<html><script>".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("council.fault.file.type");
        assertThatThrownBy(() -> paper(id, "빈.pdf", new byte[0])).hasMessageContaining("council.fault.file.size");
        assertThatThrownBy(() -> paper(id, "큰.pdf", new byte[Meetings.LARGEST_PAPER + 1]))
                .hasMessageContaining("council.fault.file.size");
        var persons = new WorkbookWriter();
        persons.table("명단", List.of(Head.of("번호", 20, Head.Format.TEXT))).row("900101-1234567");
        assertThatThrownBy(() -> paper(id, "명단.xlsx", persons.bytes())).hasMessageContaining("council.fault.file.number");
        paper(id, "../심의 자료.PDF", PDF);
        var found = all.secretary(() -> meetings.papers(id)).getFirst();
        assertThat(found.name()).isEqualTo("심의 자료.PDF");
        assertThat(found.sha256()).isEqualTo(Meetings.sha256(PDF));
        var path = "/municipalities/" + all.place() + "/meetings/" + id + "/papers/" + found.id() + "/download";
        assertThat(new Http(port).get(path).status()).isEqualTo(404);
        var http = new Http(port);
        http.signIn(all.accounts().getFirst().login(), all.accounts().getFirst().password());
        var answer = http.get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Disposition")).startsWith("attachment");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void a_machine_drives_a_meeting_and_is_told_what_is_missing() {
        var id = called();
        open(id, 0, 1);
        var home = "/api/v1/municipalities/" + all.place();
        var http = new Http(port);
        http.signIn(all.secretary().login(), all.secretary().password());
        var token = new String[] {"X-CSRF-TOKEN", http.csrf("/password")};
        var motion = http.post(
                        home + "/meetings/" + id + "/items/" + item(id) + "/motions",
                        "{\"kind\": \"AS_DRAFTED\", \"method\": \"BY_HANDS\"}",
                        token)
                .json()
                .get("id")
                .asString();
        var count = home + "/meetings/" + id + "/motions/" + motion + "/count";
        var few = http.post(count, "{\"votesFor\": 2}", token);
        assertThat(few.status()).isEqualTo(409);
        assertThat(few.body()).contains("출석 2명, 정족수 3명");
        var three = all.seats().subList(0, 3).stream()
                .map(seat -> "\"" + seat + "\"")
                .collect(Collectors.joining(", "));
        assertThat(http.post(home + "/meetings/" + id + "/attendance", "{\"present\": [" + three + "]}", token)
                        .status())
                .isEqualTo(204);
        assertThat(http.post(count, "{\"votesFor\": 2}", token).body()).contains("표의 합(2)");
        var counted = http.post(count, "{\"votesFor\": 2, \"against\": 1, \"documentNumber\": \"가상-1\"}", token);
        assertThat(counted.json().get("resolution").asString()).isEqualTo("PASSED_AS_DRAFTED");
        var resolution = http.get(home + "/resolutions").json().get(0);
        assertThat(resolution.get("plan").asString()).isEqualTo(all.plan().toString());
        assertThat(resolution.get("contentHash").asString()).hasSize(64);
        assertThat(resolution.get("documentNumber").asString()).isEqualTo("가상-1");
        var meeting = http.get(home + "/meetings/" + id).json();
        assertThat(meeting.get("state").asString()).isEqualTo("OPEN");
        assertThat(meeting.get("items").get(0).get("motions").get(0).get("tally").get("needed").asInt())
                .isEqualTo(2);
        assertThat(http.get(home + "/councils").body()).contains("김가상").doesNotContain("@example.kr");
        // A member speaks with the own account, and does none of the office's work.
        var member = new Http(port);
        member.signIn(all.accounts().getFirst().login(), all.accounts().getFirst().password());
        var own = new String[] {"X-CSRF-TOKEN", member.csrf("/password")};
        assertThat(member.post(count, "{\"votesFor\": 3}", own).status()).isEqualTo(403);
        assertThat(new Http(port).get(home + "/resolutions").json()).isEmpty();
        assertThat(new Http(port).get(home + "/meetings/" + id).status()).isEqualTo(404);
    }

    // ---- the way there ---------------------------------------------------------------------------------------------

    private MeetingId called() {
        var id = all.meeting(meetings, all.plan());
        assertThat(all.secretary(() -> meetings.call(all.place(), id))).isInstanceOf(Calling.Called.class);
        return id;
    }

    private void open(MeetingId id, int... present) {
        all.secretary(() -> {
            sittings.open(all.place(), id);
            return null;
        });
        attend(id, present);
    }

    private void attend(MeetingId id, int... present) {
        var there = java.util.Arrays.stream(present).mapToObj(all.seats()::get).collect(Collectors.toSet());
        all.secretary(() -> {
            sittings.note(
                    all.place(),
                    id,
                    all.seats().stream().collect(Collectors.toMap(one -> one, there::contains)));
            return null;
        });
    }

    private void close(MeetingId id) {
        all.secretary(() -> {
            sittings.close(all.place(), id);
            return null;
        });
    }

    private void recuse(MeetingId id, int no) {
        all.secretary(() -> {
            sittings.recuse(
                    all.place(), id, item(id), all.seats().get(no), Recusal.Kind.EXCLUSION, "수행기관의 대표");
            return null;
        });
    }

    private MotionId put(MeetingId id, Motion.Kind kind, Motion.Method method, String amendment) {
        return put(id, item(id), kind, method, amendment);
    }

    private MotionId put(MeetingId id, ItemId item, Motion.Kind kind, Motion.Method method, String amendment) {
        return all.secretary(() -> sittings.put(all.place(), id, item, kind, method, amendment));
    }

    private void vote(MeetingId id, MotionId motion, int no, Ballot.Choice choice) {
        all.member(no, () -> {
            sittings.vote(all.place(), id, motion, choice);
            return null;
        });
    }

    private Deliberation count(MeetingId id, MotionId motion) {
        return count(id, motion, Sitting.Hands.NONE, null);
    }

    private Deliberation count(
            MeetingId id, MotionId motion, Sitting.Hands hands, Ballot.@Nullable Choice casting) {
        return all.secretary(() -> sittings.count(all.place(), id, motion, hands, casting, ""));
    }

    private void paper(MeetingId id, String name, byte[] content) {
        all.secretary(() -> {
            meetings.addPaper(all.place(), id, null, Paper.Kind.PAPER, name, content);
            return null;
        });
    }

    private int insertVote(MotionId motion, MemberId member, boolean own) {
        return Objects.requireNonNull(transactions.execute(status -> db.sql("""
                        insert into council_vote (motion_id, member_id, municipality, choice, own, cast_at, cast_by)
                        values (?, ?, ?, 'FOR', ?, now(), 'x')""")
                .params(motion.value(), member.value(), all.place().value(), own)
                .update()));
    }

    private Sitting sitting(MeetingId id) {
        return all.secretary(() -> sittings.sitting(all.place(), id));
    }

    private ItemId item(MeetingId id) {
        return all.secretary(() -> meetings.items(id)).getFirst().id();
    }

    private PlanState state(PlanId plan) {
        return all.secretary(() -> versions.find(plan)).orElseThrow().state();
    }

    private static Member named(Member member, String name, @Nullable LocalDate left) {
        return new Member(
                member.id(),
                member.council(),
                name,
                member.affiliation(),
                member.side(),
                member.duty(),
                member.votes(),
                member.from(),
                member.until(),
                left);
    }
}
