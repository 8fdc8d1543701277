package dure.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.TestBooks;
import dure.TestPlans;
import dure.access.Access;
import dure.access.Viewer;
import dure.finding.Finding;
import dure.finding.Finding.Kind;
import dure.finding.Severity;
import dure.plan.Measure;
import dure.plan.PlanImport;
import dure.plan.Plans;
import dure.plan.ProgrammeType;
import dure.plan.ProjectId;
import dure.plan.Quantity;
import dure.plan.Sector;
import dure.plan.Source;
import dure.plan.SourceKind;
import dure.region.Book;
import dure.region.Terms;
import dure.sheet.Reading;
import dure.sheet.Sheets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;

@DureTest
class ContradictionsInTheLedger {
    private static final LocalDate END_OF_2025 = LocalDate.of(2025, 12, 31);

    @Autowired
    Ledger ledger;

    @Autowired
    Figures figures;

    @Autowired
    Plans plans;

    @Autowired
    Rules rules;

    @Autowired
    Terms terms;

    @Autowired
    MessageSource messages;

    Book book;

    @BeforeEach
    void openBook(@Autowired TestBooks books) {
        book = books.next();
    }

    @Test
    void an_empty_or_a_plain_book_has_none() {
        assertThat(found("as-reported")).isEmpty();
        record(jobs("공공근로", 10), jobs("청년인턴", 20));
        assertThat(found("as-reported")).isEmpty();
        assertThat(found("strict")).isEmpty();
    }

    @Test
    void items_that_exceed_their_entry_are_found_and_name_it() {
        var ids = record(
                jobs("공공근로", 100).items(40, 75),
                jobs("청년인턴", 100).items(40, 50),
                jobs("관광", 5).items(5));
        var finding = only("as-reported");
        assertThat(finding.kind()).isEqualTo(Kind.SUM_MISMATCH);
        assertThat(finding.entries()).containsExactly(ids.getFirst().toString());
        assertThat(say(finding)).isEqualTo("‘공공근로’ 기재 100명, 나눈 항목 2개의 합 115명: 합이 15명 더 많습니다.");
    }

    @Test
    void an_item_with_a_digit_too_many_is_named() {
        record(jobs("공공근로", 100).items(400, 60));
        var finding = only("as-reported");
        assertThat(finding.kind()).isEqualTo(Kind.UNIT_SLIP);
        assertThat(say(finding)).contains("내역 ‘항목 1’의 값 400명");
    }

    @Test
    void two_sectors_that_hold_each_others_items_are_swapped_and_that_is_all() {
        var ids = record(
                about("공공부문", 8_900).in(Sector.PUBLIC).items(2_400, 600, 180),
                about("민간부문", 3_100).in(Sector.PRIVATE).items(1_700, 7_100));
        var finding = only("as-reported");
        assertThat(finding.kind()).isEqualTo(Kind.SWAPPED_LABELS);
        assertThat(finding.entries())
                .containsExactly(ids.get(0).toString(), ids.get(1).toString());
        assertThat(only("strict").kind()).isEqualTo(Kind.SWAPPED_LABELS);
    }

    @Test
    void of_one_sector_or_of_other_periods_they_only_exceed() {
        record(
                about("가", 8_900).in(Sector.PUBLIC).items(2_400, 600, 180),
                about("나", 3_100).in(Sector.PUBLIC).items(1_700, 7_100));
        assertThat(only("as-reported").kind()).isEqualTo(Kind.SUM_MISMATCH);
    }

    @Test
    void pledges_are_told_by_a_rule_that_counts_them_and_only_by_it() {
        var ids = record(jobs("협약", 30).basis(Basis.PLEDGED), jobs("공공근로", 90));
        var finding = only("as-reported");
        assertThat(finding.kind()).isEqualTo(Kind.PLEDGE_COUNTED);
        assertThat(finding.figures()).containsEntry("counted", 120L).containsEntry("pledged", 30L);
        assertThat(finding.entries()).containsExactly(ids.getFirst().toString());
        assertThat(found("realised")).isEmpty();
    }

    @Test
    void a_person_counted_in_two_entries_is_told_until_one_is_taken_back() {
        var person = UUID.randomUUID();
        var ids = record(
                jobs("공공근로", 1).of(person),
                jobs("청년인턴", 1).of(person),
                jobs("청년인턴", 1).of(UUID.randomUUID()));
        var finding = only("as-reported");
        assertThat(finding.kind()).isEqualTo(Kind.PERSON_TWICE);
        assertThat(finding.figures()).containsEntry("persons", 1L).containsEntry("more", 1L);
        assertThat(finding.entries())
                .containsExactly(ids.get(0).toString(), ids.get(1).toString());
        var before = as(() -> ledger.now(book)).at();
        as(() -> ledger.reverse(ids.get(1), "같은 일자리"));
        assertThat(found("as-reported")).isEmpty();
        assertThat(found("as-reported", END_OF_2025, before)).hasSize(1);
        assertThat(found("strict", END_OF_2025, before)).isEmpty();
    }

    @Test
    void claimed_evidence_must_be_there_or_carried_by_an_attestation() {
        var ids = record(
                jobs("증빙 없음", 5).basis(Basis.EVIDENCED),
                jobs("증빙 있음", 5).basis(Basis.EVIDENCED).evidence("근로계약서 5건"));
        var findings = found("as-reported");
        assertThat(findings).extracting(Finding::kind).containsExactly(Kind.EVIDENCE_MISSING, Kind.EVIDENCE_MISSING);
        assertThat(findings).extracting(Finding::severity).containsExactly(Severity.WARNING, Severity.INFORMATION);
        assertThat(findings.getFirst().entries()).containsExactly(ids.getFirst().toString());
        as(() -> ledger.attest(ids.getFirst(), Basis.VERIFIED, null, "고용보험 조회"));
        assertThat(found("as-reported")).isEmpty();
    }

    @Test
    void how_much_has_no_evidence_is_said_where_some_has() {
        record(jobs("보고", 30), jobs("증빙", 10).basis(Basis.EVIDENCED).evidence("명단"));
        var finding = only("as-reported");
        assertThat(finding.severity()).isEqualTo(Severity.INFORMATION);
        assertThat(say(finding)).isEqualTo("집계한 실적 40개 가운데 증빙이 없는 것이 30개(75\u00a0%)입니다.");
    }

    @Test
    void mixed_units_are_noted_and_sites_written_as_jobs_are_a_warning() {
        record(jobs("공공근로", 10), jobs("청년인턴", 20).unit("개"));
        assertThat(only("as-reported").kind()).isEqualTo(Kind.MIXED_UNITS);
        var ids = record(jobs("기업 지원", 82).unit("개소"));
        var findings = found("as-reported");
        assertThat(findings).extracting(Finding::kind).containsExactly(Kind.SITES, Kind.MIXED_UNITS);
        assertThat(findings.getFirst().entries()).containsExactly(ids.getFirst().toString());
        as(() -> ledger.reverse(ids.getFirst(), "개소"));
        assertThat(only("as-reported").kind()).isEqualTo(Kind.MIXED_UNITS);
    }

    @Test
    void one_entry_of_more_than_ten_years_targets_is_a_slip() {
        plan(TestPlans.year(book, 2025, 500, Map.of("P-1", 100L, "P-2", 300L)));
        var plan = as(() -> plans.annual(book, 2025)).orElseThrow();
        record(
                jobs("", 1_200).of(plan.projects().get(0).id()),
                jobs("", 1_200).of(plan.projects().get(1).id()));
        var finding = only("as-reported");
        assertThat(finding.kind()).isEqualTo(Kind.UNIT_SLIP);
        assertThat(say(finding)).contains("‘P-1’ 사업의 연간 목표 100명의 12배");
    }

    @Test
    void a_term_whose_remaining_targets_do_not_reach_its_goal_is_told() {
        plan(TestPlans.term(
                book, 8, 10_000, Map.of(2022, 1_000L, 2023, 2_500L, 2024, 2_500L, 2025, 2_500L, 2026, 1_500L)));
        assertThat(ofTerm(LocalDate.of(2025, 12, 31))).isEmpty();
        record(
                jobs("2022", 1_000).during("2022-07-01", "2022-12-31"),
                jobs("2023", 2_000).during("2023-01-01", "2023-12-31"),
                jobs("2024", 2_500).during("2024-01-01", "2024-12-31"));
        var findings = ofTerm(LocalDate.of(2024, 12, 31));
        assertThat(findings).extracting(Finding::kind).containsExactly(Kind.CUMULATIVE_MISMATCH);
        assertThat(findings.getFirst().figures()).containsEntry("lacking", 500L);
    }

    @Test
    void where_a_remaining_year_has_no_target_the_goal_is_unknown() {
        plan(TestPlans.term(book, 8, 10_000, Map.of(2023, 2_500L)));
        record(jobs("2023", 2_000).during("2023-01-01", "2023-12-31"));
        assertThat(ofTerm(LocalDate.of(2023, 12, 31))).isEmpty();
    }

    @Test
    void the_public_sees_none_of_what_is_not_disclosed() {
        record(jobs("공공근로", 100).items(40, 75));
        var question = as(() -> figures.question(book, new Scope.InYear(2025), END_OF_2025, null, rule("as-reported")));
        assertThat(Access.as(Viewer.PUBLIC, () -> figures.contradictions(figures.year(question))))
                .isEmpty();
        as(() -> ledger.disclose(book));
        var now = as(() -> figures.question(book, new Scope.InYear(2025), END_OF_2025, null, rule("as-reported")));
        assertThat(Access.as(Viewer.PUBLIC, () -> figures.contradictions(figures.year(now))))
                .hasSize(1);
    }

    /** One line, but for what a test says otherwise: reported, in persons, of the whole of 2025. */
    private record Written(
            String label,
            long quantity,
            boolean approximate,
            String unit,
            Basis basis,
            Sector sector,
            LocalDate from,
            LocalDate to,
            @Nullable UUID person,
            @Nullable ProjectId project,
            @Nullable String evidence,
            List<NewEntry.Item> items) {
        Written items(long... quantities) {
            var count = new int[1];
            return new Written(
                    label,
                    quantity,
                    approximate,
                    unit,
                    basis,
                    sector,
                    from,
                    to,
                    person,
                    project,
                    evidence,
                    Arrays.stream(quantities)
                            .mapToObj(one ->
                                    new NewEntry.Item("항목 " + ++count[0], one, approximate, ProgrammeType.UNSPECIFIED))
                            .toList());
        }

        Written in(Sector other) {
            return new Written(
                    label, quantity, approximate, unit, basis, other, from, to, person, project, evidence, items);
        }

        Written basis(Basis other) {
            return new Written(
                    label, quantity, approximate, unit, other, sector, from, to, person, project, evidence, items);
        }

        Written unit(String other) {
            return new Written(
                    label, quantity, approximate, other, basis, sector, from, to, person, project, evidence, items);
        }

        Written evidence(String other) {
            return new Written(
                    label, quantity, approximate, unit, basis, sector, from, to, person, project, other, items);
        }

        Written of(UUID somebody) {
            return new Written(
                    label, quantity, approximate, unit, basis, sector, from, to, somebody, project, evidence, items);
        }

        Written of(ProjectId one) {
            return new Written(
                    label, quantity, approximate, unit, basis, sector, from, to, person, one, evidence, items);
        }

        Written during(String first, String last) {
            return new Written(
                    label,
                    quantity,
                    approximate,
                    unit,
                    basis,
                    sector,
                    LocalDate.parse(first),
                    LocalDate.parse(last),
                    person,
                    project,
                    evidence,
                    items);
        }

        NewEntry entry() {
            return new NewEntry(
                    project,
                    label.isEmpty() ? "사업의 실적" : label,
                    from,
                    to,
                    new Quantity(quantity, Measure.JOBS, unit, approximate),
                    basis,
                    ProgrammeType.DIRECT,
                    sector,
                    Set.of(),
                    JobTerms.UNSTATED,
                    person,
                    new Source(SourceKind.OFFICE, "시험", null),
                    evidence,
                    null,
                    items);
        }
    }

    private static Written jobs(String label, long quantity) {
        return new Written(
                label,
                quantity,
                false,
                "명",
                Basis.REPORTED,
                Sector.PUBLIC,
                LocalDate.of(2025, 1, 1),
                END_OF_2025.minusDays(31),
                null,
                null,
                null,
                List.of());
    }

    private static Written about(String label, long quantity) {
        var one = jobs(label, quantity);
        return new Written(
                label,
                quantity,
                true,
                one.unit,
                one.basis,
                one.sector,
                one.from,
                one.to,
                one.person,
                one.project,
                one.evidence,
                one.items);
    }

    private List<EntryId> record(Written... entries) {
        var written = Arrays.stream(entries).map(Written::entry).toList();
        return switch (as(() -> ledger.record(book, written, new Origin.Form()))) {
            case Recording.Recorded recorded -> recorded.entries();
            case Recording.AlreadyRecorded earlier -> throw new AssertionError(earlier);
            case Recording.KeyUsed used -> throw new AssertionError(used);
            case Recording.MonthClosed closed -> throw new AssertionError(closed);
        };
    }

    private void plan(byte[] content) {
        var workbook = ((Reading.Read) Sheets.read("계획.xlsx", content)).workbook();
        assertThat(as(() -> plans.importWorkbook(workbook, book.dataSet(), false)))
                .isInstanceOf(PlanImport.Imported.class);
    }

    private Finding only(String rule) {
        var found = found(rule);
        assertThat(found).as(found.stream().map(this::say).toList().toString()).hasSize(1);
        return found.getFirst();
    }

    private List<Finding> found(String rule) {
        return found(rule, END_OF_2025, null);
    }

    private List<Finding> found(String rule, LocalDate asOf, @Nullable Instant knownAt) {
        return as(() -> figures.contradictions(
                figures.year(figures.question(book, new Scope.InYear(2025), asOf, knownAt, rule(rule)))));
    }

    private List<Finding> ofTerm(LocalDate asOf) {
        var term = terms.find(8).orElseThrow();
        return as(() -> figures.contradictions(
                figures.term(figures.question(book, new Scope.InTerm(term), asOf, null, rule("as-reported")))));
    }

    private CountingRule rule(String name) {
        return as(() -> rules.find(name)).orElseThrow();
    }

    private String say(Finding finding) {
        return messages.getMessage(finding.message(), java.util.Locale.KOREAN);
    }

    private static <T> T as(java.util.concurrent.Callable<T> work) {
        return Access.as(Viewer.PRODUCT, work);
    }
}
