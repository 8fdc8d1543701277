package dure.tower;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.TestBooks;
import dure.TestPlans;
import dure.access.Access;
import dure.access.Viewer;
import dure.finding.Finding;
import dure.finding.Finding.Kind;
import dure.region.Book;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a file's entries contradict is said before it is confirmed. */
@DureTest
class FindingsOnImport {
    @Autowired
    WorkbookImport importing;

    @Autowired
    Contradictions contradictions;

    Book book;

    @BeforeEach
    void openBook(@Autowired TestBooks books) {
        book = books.next();
    }

    @Test
    void entries_against_their_target_are_told_in_the_dry_run_as_in_the_real_one() {
        plan(TestPlans.year(book, 2025, 500, Map.of("P-1", 100L)));
        var csv = """
                사업코드,시작일,종료일,측정 단위,수량,표기 단위,근거
                P-1,2025-01-01,2025-01-31,일자리 수,1200,명,자체보고
                P-1,2025-02-01,2025-02-28,일자리 수,12,명,약정
                """;
        var rehearsed = entries(csv, true);
        assertThat(rehearsed.findings())
                .extracting(Finding::kind)
                .containsExactlyInAnyOrder(Kind.UNIT_SLIP, Kind.PLEDGE_COUNTED);
        assertThat(rehearsed.refused()).isFalse();
        var imported = entries(csv, false);
        assertThat(imported.findings()).isEqualTo(rehearsed.findings());
        assertThat(entries(csv, false).unchanged()).isTrue();
    }

    @Test
    void a_plans_own_contradictions_are_said_once_and_with_their_place() {
        var outcome = plan(TestPlans.year(book, 2025, 100, Map.of("P-1", 130L)));
        assertThat(outcome.findings()).extracting(Finding::kind).containsExactly(Kind.SUM_MISMATCH);
        assertThat(outcome.findings().getFirst().place()).isNotNull();
    }

    @Test
    void what_was_only_rehearsed_is_not_found_afterwards() {
        entries("내용,시작일,종료일,측정 단위,수량,근거\n협약,2025-01-01,2025-01-31,일자리 수,30,약정\n", true);
        assertThat(Access.as(
                        Viewer.PRODUCT,
                        () -> contradictions.inEntries(book, List.of(new dure.ledger.Scope.InYear(2025)))))
                .isEmpty();
    }

    private WorkbookImport.Outcome plan(byte[] content) {
        return run("계획.xlsx", content, false);
    }

    private WorkbookImport.Outcome entries(String csv, boolean dryRun) {
        return run("실적.csv", csv.getBytes(StandardCharsets.UTF_8), dryRun);
    }

    private WorkbookImport.Outcome run(String name, byte[] content, boolean dryRun) {
        return Access.as(
                Viewer.PRODUCT, () -> importing.run(name, content, book.municipality(), book.dataSet(), dryRun));
    }
}
