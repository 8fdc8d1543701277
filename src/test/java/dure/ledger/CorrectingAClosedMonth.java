package dure.ledger;

import static dure.ledger.Entries.jobs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import dure.TestBooks;
import dure.access.Access;
import dure.access.Role;
import dure.access.TestAccounts;
import dure.access.Viewer;
import dure.region.Book;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@DureTest
class CorrectingAClosedMonth {
    private static final YearMonth MARCH = YearMonth.of(2025, 3);

    @Autowired
    Ledger ledger;

    @Autowired
    Corrections corrections;

    @Autowired
    Figures figures;

    @Autowired
    Rules rules;

    @Autowired
    TestAccounts accounts;

    @Autowired
    DSLContext db;

    @Autowired
    PlatformTransactionManager transactions;

    Book book;
    Viewer officer;
    Viewer approver;
    EntryId reported;

    @BeforeEach
    void closeMarch(@Autowired TestBooks books) {
        book = books.next();
        var municipality = book.municipality();
        officer = accounts.viewer(accounts.with(Role.JOB_POLICY_OFFICER, municipality));
        approver = accounts.viewer(accounts.with(Role.APPROVER, municipality));
        reported = ((Recording.Recorded)
                        as(officer, () -> ledger.record(book, List.of(jobs(30).entry()), new Origin.Form())))
                .entries()
                .getFirst();
        assertThat(as(officer, () -> ledger.close(book, MARCH))).isTrue();
    }

    @Test
    void a_closed_month_takes_nothing_more_and_gives_nothing_back() {
        assertThat(as(officer, () -> ledger.close(book, MARCH))).isFalse();
        assertThat(as(officer, () -> ledger.closedMonths(book))).containsExactly(MARCH);
        var april = jobs(3).during("2025-04-01", "2025-04-30").entry();

        assertThat(as(officer, () -> ledger.record(book, List.of(april, jobs(5).entry()), new Origin.Form())))
                .isEqualTo(new Recording.MonthClosed(List.of(MARCH)));
        assertThat(as(officer, () -> ledger.reverse(reported, "오기")))
                .isEqualTo(new Correction.MonthClosed(reported, MARCH));
        assertThat(as(officer, () -> ledger.record(book, List.of(april), new Origin.Form())))
                .isInstanceOf(Recording.Recorded.class);
        assertThat(total()).isEqualTo(33);
    }

    @Test
    void a_correction_is_asked_for_with_a_reason_and_written_in_one_posting_when_another_hand_approves() {
        var no = ((CorrectionMove.Requested) as(
                        officer,
                        () -> corrections.request(book, List.of(reported), List.of(jobs(27).entry()), "중복된 세 사람을 뺌")))
                .no();
        assertThat(total()).isEqualTo(30);

        var applied = (CorrectionMove.Applied) as(approver, () -> corrections.approve(book, no, "확인함"));

        assertThat(total()).isEqualTo(27);
        assertThat(applied.entries()).hasSize(2);
        var request = as(officer, () -> corrections.find(book, no)).orElseThrow();
        assertThat(request.state()).isEqualTo(CorrectionRequest.State.APPROVED);
        assertThat(request.decidedBy()).isEqualTo(approver.name());
        assertThat(request.posting()).isEqualTo(applied.entries().getFirst().position());
        assertThat(request.takesBack())
                .singleElement()
                .satisfies(entry -> assertThat(entry.reversedBy())
                        .isEqualTo(applied.entries().getFirst()));
        assertThat(request.writes()).containsExactly(jobs(27).entry());
        assertThat(as(approver, () -> corrections.approve(book, no, "")))
                .isEqualTo(new CorrectionMove.AlreadyDecided(no, CorrectionRequest.State.APPROVED));
    }

    @Test
    void nobody_approves_what_he_asked_for_himself_and_nobody_without_the_right() {
        var both = accounts.viewer(accounts.officer(book.municipality()));
        var no = ((CorrectionMove.Requested)
                        as(both, () -> corrections.request(book, List.of(reported), List.of(), "오기")))
                .no();

        assertThat(as(both, () -> corrections.approve(book, no, ""))).isEqualTo(new CorrectionMove.OwnRequest(no));
        assertThat(as(both, () -> corrections.refuse(book, no, ""))).isEqualTo(new CorrectionMove.OwnRequest(no));
        assertThatThrownBy(() -> as(officer, () -> corrections.approve(book, no, "")))
                .isInstanceOf(org.springframework.security.access.AccessDeniedException.class);
        assertThat(total()).isEqualTo(30);
    }

    @Test
    void what_is_refused_or_withdrawn_or_names_what_is_not_there_changes_nothing() {
        var first = request();
        assertThat(as(officer, () -> corrections.request(book, List.of(reported), List.of(), "또")))
                .isEqualTo(new CorrectionMove.AlreadyRequested(reported, first));
        assertThat(as(approver, () -> corrections.refuse(book, first, "증빙 없음")))
                .isEqualTo(new CorrectionMove.Ended(first, CorrectionRequest.State.REFUSED));
        var second = request();
        assertThat(as(officer, () -> corrections.withdraw(book, second)))
                .isEqualTo(new CorrectionMove.Ended(second, CorrectionRequest.State.WITHDRAWN));
        var missing = new EntryId(book, 99);
        assertThat(as(officer, () -> corrections.request(book, List.of(missing), List.of(), "없음")))
                .isEqualTo(new CorrectionMove.NoSuchEntry(missing));
        assertThat(as(officer, () -> corrections.request(book, List.of(), List.of(), "없음")))
                .isEqualTo(new CorrectionMove.Nothing());
        assertThat(as(approver, () -> corrections.approve(book, 99, ""))).isEqualTo(new CorrectionMove.NotThere(99));
        assertThat(total()).isEqualTo(30);
    }

    @Test
    void the_database_keeps_a_closed_month_closed_whoever_writes() {
        var transaction = new TransactionTemplate(transactions);
        assertThatThrownBy(() -> as(
                        officer,
                        () -> transaction.execute(status -> db.execute(
                                """
                        insert into posting (book, first_position, last_position, recorded_at, recorder, kind)
                        select book, position + 1, position + 1, now(), 'x', 'CORRECTION' from ledger_head
                            where book = (select id from ledger_book where municipality = ? and data_set = 'REAL');
                        insert into entry (book, kind, position, posting, quantity, from_on, occurred_on)
                        select e.book, e.kind, e.position + 1, e.position + 1, 7, e.from_on, e.occurred_on from entry e
                            where e.book = (select id from ledger_book where municipality = ? and data_set = 'REAL')""",
                                book.municipality().value(),
                                book.municipality().value()))))
                .hasStackTraceContaining("of a month that is closed");
        var no = request();
        assertThatThrownBy(() -> as(
                        officer,
                        () -> transaction.execute(status ->
                                db.execute("""
                        update correction set state = 'APPROVED', decided_at = now(), decided_by = 'x', decider = gen_random_uuid(), posting = 9
                        where no = ? and book = (select id from ledger_book where municipality = ? and data_set = 'REAL')""", no, book.municipality().value()))))
                .hasStackTraceContaining("by whoever may not");
    }

    private int request() {
        return ((CorrectionMove.Requested)
                        as(officer, () -> corrections.request(book, List.of(reported), List.of(), "오기")))
                .no();
    }

    private long total() {
        return as(
                        officer,
                        () -> figures.total(figures.question(
                                book,
                                new Scope.InYear(2025),
                                LocalDate.of(2025, 12, 31),
                                null,
                                rules.find(Rules.DEFAULT).orElseThrow())))
                .quantity();
    }

    private static <T> T as(Viewer viewer, Supplier<T> what) {
        return Access.as(viewer, what::get);
    }
}
