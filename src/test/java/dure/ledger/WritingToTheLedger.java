package dure.ledger;

import static dure.ledger.Entries.jobs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import dure.TestBooks;
import dure.access.Access;
import dure.access.Reach;
import dure.access.Role;
import dure.access.Viewer;
import dure.plan.Measure;
import dure.plan.ProgrammeType;
import dure.plan.Sector;
import dure.plan.TargetGroup;
import dure.region.Book;
import dure.region.DataSet;
import dure.sheet.Reading;
import dure.sheet.Sheets;
import dure.sheet.Workbook;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

@DureTest
class WritingToTheLedger {
    @Autowired
    Ledger ledger;

    @Autowired
    EntryFiles files;

    @Autowired
    Figures figures;

    @Autowired
    Rules rules;

    Book book;

    @BeforeEach
    void openBook(@Autowired TestBooks books) {
        book = books.next();
    }

    @Test
    void an_entry_is_named_by_its_book_and_place_and_can_be_found_by_that_name_for_ever() {
        var id = record(jobs(3).entry()).getFirst();

        assertThat(id).hasToString(book.municipality() + "-1");
        assertThat(EntryId.parse(id.toString())).contains(id);
        assertThat(EntryId.parse("30170S-17"))
                .contains(new EntryId(new Book(new dure.region.MunicipalityCode("30170"), DataSet.SAMPLE), 17));
        assertThat(EntryId.parse("30170-0")).isEmpty();
        assertThat(find(id).what()).isEqualTo(jobs(3).entry());
    }

    @Test
    void an_entry_is_taken_back_once_and_comes_back_when_its_reversal_is_taken_back() {
        var id = record(jobs(3).entry()).getFirst();

        var reversal = ((Correction.Done) as(() -> ledger.reverse(id, "오기"))).written();
        assertThat(as(() -> ledger.reverse(id, "또"))).isEqualTo(new Correction.AlreadyReversed(id, reversal));
        assertThat(as(() -> ledger.reverse(new EntryId(book, 99), "없음")))
                .isEqualTo(new Correction.NoSuchEntry(new EntryId(book, 99)));
        assertThat(find(reversal).reverses()).isEqualTo(id);
        assertThat(find(reversal).what().to()).isEqualTo(find(id).what().to());
        assertThat(find(id).reversedBy()).isEqualTo(reversal);

        var back = ((Correction.Done) as(() -> ledger.reverse(reversal, "취소가 잘못"))).written();
        assertThat(find(id).reversedBy()).isNull();
        assertThat(find(reversal).reversedBy()).isEqualTo(back);
        assertThat(find(back).signed()).isEqualTo(3);
        assertThat(as(() -> ledger.attest(back, Basis.EVIDENCED, null, "증빙")))
                .isEqualTo(new Correction.IsReversal(back));
        // What was brought back is taken back at the end of the chain, by either name.
        var again = ((Correction.Done) as(() -> ledger.reverse(id, "역시 오기"))).written();
        assertThat(find(again).reverses()).isEqualTo(back);
        assertThat(find(id).reversedBy()).isEqualTo(again);
        assertThat(as(() -> ledger.reverse(back, "또"))).isEqualTo(new Correction.AlreadyReversed(back, again));
    }

    @Test
    void an_attestation_only_raises_what_is_known() {
        var id = record(jobs(3).basis(Basis.EVIDENCED).entry()).getFirst();

        assertThat(as(() -> ledger.attest(id, Basis.EVIDENCED, null, "같음")))
                .isEqualTo(new Correction.NotHigher(id, Basis.EVIDENCED));
        as(() -> ledger.attest(id, Basis.RETAINED, 6, "6개월 뒤 피보험자격 확인"));
        assertThat(find(id).basis()).isEqualTo(Basis.RETAINED);
        assertThat(find(id).what().basis()).isEqualTo(Basis.EVIDENCED);
        assertThat(as(() -> ledger.attest(id, Basis.RETAINED, 3, "3개월"))).isInstanceOf(Correction.NotHigher.class);
        assertThat(as(() -> ledger.attest(id, Basis.RETAINED, 12, "12개월"))).isInstanceOf(Correction.Done.class);
    }

    @Test
    void many_are_attested_at_once_and_of_each_that_cannot_be_it_is_said_why() {
        var ids = record(
                jobs(1).entry(), jobs(2).entry(), jobs(3).basis(Basis.VERIFIED).entry());
        as(() -> ledger.reverse(ids.get(1), "오기"));

        var done = as(() -> ledger.attest(
                book,
                ids.stream()
                        .map(id -> new Attesting(id, Basis.VERIFIED, null, "피보험자 명부"))
                        .toList()));

        assertThat(done.get(0)).isInstanceOf(Correction.Done.class);
        assertThat(done.get(1)).isInstanceOf(Correction.AlreadyReversed.class);
        assertThat(done.get(2)).isEqualTo(new Correction.NotHigher(ids.get(2), Basis.VERIFIED));
        assertThat(find(ids.get(0)).basis()).isEqualTo(Basis.VERIFIED);
    }

    @Test
    void an_attestation_that_was_wrong_is_revoked_and_stays_to_be_seen() {
        var id = record(jobs(3).entry()).getFirst();
        as(() -> ledger.attest(id, Basis.EVIDENCED, null, "명부"));
        var wrong = ((Correction.Done) as(() -> ledger.attest(id, Basis.VERIFIED, null, "다른 사람"))).written();
        var before = find(id);

        var revoked = as(() -> ledger.revoke(wrong, "동명이인"));

        assertThat(before.basis()).isEqualTo(Basis.VERIFIED);
        assertThat(find(id).basis()).isEqualTo(Basis.EVIDENCED);
        assertThat(as(() -> ledger.revoke(wrong, "또"))).isInstanceOf(Revoking.AlreadyRevoked.class);
        assertThat(as(() -> ledger.revoke(id, "기재"))).isEqualTo(new Revoking.NoSuchAttestation(id));
        assertThat(as(() -> ledger.attestations(id, Instant.now())))
                .extracting(Attestation::basis, Attestation::revokedWhy)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Basis.EVIDENCED, null),
                        org.assertj.core.groups.Tuple.tuple(Basis.VERIFIED, "동명이인"));
        assertThat(revoked).isInstanceOf(Revoking.Done.class);
    }

    @Test
    void writers_at_the_same_time_wait_for_each_other_and_positions_and_instants_keep_one_order() throws Exception {
        try (var writers = Executors.newFixedThreadPool(8)) {
            var done = writers.invokeAll(IntStream.range(0, 40)
                    .<Callable<List<EntryId>>>mapToObj(i -> () -> record(jobs(1).entry(), jobs(2).entry()))
                    .toList());
            for (var one : done) {
                one.get();
            }
        }
        var entries = IntStream.rangeClosed(1, 80)
                .mapToObj(i -> find(new EntryId(book, i)))
                .toList();
        for (int i = 1; i < entries.size(); i++) {
            var before = entries.get(i - 1).recordedAt();
            assertThat(entries.get(i).recordedAt()).isAfterOrEqualTo(before);
            assertThat(i % 2 == 1 || entries.get(i).recordedAt().isAfter(before))
                    .isTrue();
        }
    }

    @Test
    void nobody_writes_to_a_book_that_he_may_not_write_to() {
        var neighbour = Viewer.acting(
                "neighbour", UUID.randomUUID(), Set.of(Role.READER), Reach.of(Set.of(book.municipality())));
        assertThatThrownBy(() ->
                        Access.as(neighbour, () -> ledger.record(book, List.of(jobs(1).entry()), new Origin.Form())))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void the_public_sees_the_ledger_as_it_was_disclosed_and_staff_as_it_is() {
        record(jobs(10).entry());
        assertThat(publicCount()).isZero();

        as(() -> ledger.disclose(book));
        record(jobs(5).entry());

        assertThat(publicCount()).isEqualTo(10);
        assertThat(count("as-reported").total().quantity()).isEqualTo(15);
        var later = new EntryId(book, 2);
        assertThat(Access.as(Viewer.PUBLIC, () -> ledger.find(later, Instant.parse("2099-01-01T00:00:00Z"))))
                .isEmpty();
    }

    @Test
    void many_entries_go_in_by_copy_as_they_would_one_by_one_and_every_rule_divides_them_without_rest() {
        var random = new Random(7);
        var written = IntStream.range(0, 400).mapToObj(i -> any(random)).toList();
        record(written.toArray(NewEntry[]::new));

        for (int i = 0; i < written.size(); i += 37) {
            assertThat(find(new EntryId(book, i + 1)).what()).isEqualTo(written.get(i));
        }
        for (var rule : as(rules::all)) {
            var count = as(() -> figures.count(
                    figures.question(book, new Scope.InYear(2025), LocalDate.of(2025, 12, 31), null, rule)));
            // What is counted of the rule's measures together, and what is left out of each other one.
            var said = written.stream()
                    .collect(Collectors.groupingBy(
                            entry -> entry.quantity().measure(),
                            Collectors.summingLong(entry -> entry.quantity().amount())));
            var left = count.excluded().stream()
                    .collect(Collectors.groupingBy(
                            Excluded::measure,
                            Collectors.summingLong(one -> one.tally().quantity())));
            var counted = rule.criteria().measures();
            assertThat(count.total().quantity()
                            + counted.stream()
                                    .mapToLong(measure -> left.getOrDefault(measure, 0L))
                                    .sum())
                    .as(rule.key().toString())
                    .isEqualTo(counted.stream()
                            .mapToLong(measure -> said.getOrDefault(measure, 0L))
                            .sum());
            for (var measure : Measure.values()) {
                assertThat(counted.contains(measure)
                                || left.getOrDefault(measure, 0L).equals(said.getOrDefault(measure, 0L)))
                        .as(rule.key() + " " + measure)
                        .isTrue();
            }
            var total = count.total().quantity();
            for (var axis : List.of(
                    count.bySector().values(),
                    count.byProgrammeType().values(),
                    count.byBasis().values(),
                    count.byMonth().values(),
                    count.byProject().values(),
                    count.byYear().values())) {
                assertThat(axis.stream().mapToLong(Tally::quantity).sum()).isEqualTo(total);
            }
        }
    }

    @Test
    void a_file_in_the_encoding_of_korean_windows_goes_in_once() {
        var csv = """
                내용,시작일,종료일,측정 단위,수량,근거,사업유형
                공공근로 1월,2025-01-01,2025-01-31,일자리 수,"1,200",증빙,직접일자리 창출
                취업 알선 1월,2025. 1. 1.,2025. 1. 31.,취업 건수,35,자체보고,고용서비스
                """;
        var first = as(() -> files.importEntries(book, read(csv, Charset.forName("MS949")), false));
        assertThat(((EntryImport.Imported) first).totals())
                .containsEntry(Measure.JOBS, 1_200L)
                .containsEntry(Measure.PLACEMENTS, 35L);
        // Saved once more with another encoding it is another file and the same content.
        var again = as(() -> files.importEntries(book, read(csv, StandardCharsets.UTF_8), false));
        assertThat(again).isInstanceOf(EntryImport.Unchanged.class);
        assertThat(count("as-reported").total().quantity()).isEqualTo(1_200);
    }

    @Test
    void rows_that_were_sent_before_are_pointed_out_before_they_count_twice() {
        var january = "내용,시작일,종료일,측정 단위,수량,근거\n공공근로,2025-01-01,2025-01-31,일자리 수,12,증빙\n";
        as(() -> files.importEntries(book, read(january, StandardCharsets.UTF_8), false));
        var february = january + "공공근로,2025-02-01,2025-02-28,일자리 수,9,증빙\n";

        var outcome = as(() -> files.importEntries(book, read(february, StandardCharsets.UTF_8), true));

        assertThat(outcome.findings())
                .anySatisfy(finding -> assertThat(finding.kind()).isEqualTo(dure.finding.Finding.Kind.DUPLICATE));
        assertThat(count("as-reported").total().quantity()).isEqualTo(12);
    }

    @Test
    void everything_that_is_wrong_in_a_file_is_said_at_once_with_its_place_and_nothing_is_written() {
        var csv = """
                내용,시작일,종료일,측정 단위,수량,표기 단위,근거,개인 참조
                공공근로,2025-02-01,2025-01-31,일자리 수,12,명,증빙,
                기업 지원,2025-01-01,2025-01-31,일자리 수,82,개소,자체보고,
                알선,2025-01-01,2025-01-31,일자리,많음,건,확실,
                취업,2025-01-01,2025-01-31,일자리 수,1,명,증빙,홍길동
                훈련,2025-01-01,2099-01-31,수료,30,명,자체보고,
                """;
        var outcome = as(() -> files.importEntries(book, read(csv, StandardCharsets.UTF_8), false));

        assertThat(outcome).isInstanceOf(EntryImport.Refused.class);
        assertThat(outcome.findings().stream()
                        .filter(dure.finding.Finding::isError)
                        .map(finding -> finding.place().row() + finding.place().column() + " " + finding.kind()))
                .containsExactlyInAnyOrder(
                        "2C OUT_OF_RANGE",
                        "3F SITES",
                        "4E NOT_A_NUMBER",
                        "4G UNKNOWN_VALUE",
                        "5H NOT_ALLOWED",
                        "6C OUT_OF_RANGE");
        assertThat(as(() -> ledger.now(book)).position()).isZero();
    }

    private static Workbook read(String csv, Charset charset) {
        return switch (Sheets.read("실적.csv", csv.getBytes(charset))) {
            case Reading.Read read -> read.workbook();
            case Reading.Refused refused -> throw new AssertionError(refused.finding());
        };
    }

    private static NewEntry any(Random random) {
        var month = 1 + random.nextInt(12);
        var first = LocalDate.of(2025, month, 1);
        var groups = new ArrayList<TargetGroup>();
        for (var group : TargetGroup.values()) {
            if (random.nextInt(5) == 0) {
                groups.add(group);
            }
        }
        var one = random.nextInt(4) == 0;
        var entry = jobs(one ? 1 : 1 + random.nextInt(90))
                .of(random.nextInt(6) == 0 ? Measure.values()[random.nextInt(6)] : Measure.JOBS)
                .basis(Basis.values()[random.nextInt(6)])
                .in(Sector.values()[random.nextInt(3)], ProgrammeType.values()[random.nextInt(10)])
                .forGroups(groups.toArray(TargetGroup[]::new))
                .during(first.toString(), first.plusDays(20).toString())
                .lasting(
                        random.nextBoolean() ? null : Integer.valueOf(1 + random.nextInt(24)),
                        random.nextBoolean() ? null : String.valueOf(5 + random.nextInt(40)));
        if (one) {
            entry = entry.of(new UUID(0, random.nextInt(20)));
        } else if (random.nextInt(5) == 0) {
            entry = entry.dividedInto(
                    new NewEntry.Item("가\t나\\다\n라", 1 + random.nextInt(100), true, ProgrammeType.STARTUP));
        }
        return entry.entry();
    }

    private List<EntryId> record(NewEntry... entries) {
        return ((Recording.Recorded) as(() -> ledger.record(book, List.of(entries), new Origin.Form()))).entries();
    }

    private Entry find(EntryId id) {
        return as(() -> ledger.find(id, Instant.parse("2099-01-01T00:00:00Z"))).orElseThrow();
    }

    private Count count(String rule) {
        return as(() -> figures.count(figures.question(
                book,
                new Scope.InYear(2025),
                LocalDate.of(2025, 12, 31),
                null,
                rules.find(rule).orElseThrow())));
    }

    private long publicCount() {
        return Access.as(
                Viewer.PUBLIC,
                () -> figures.count(figures.question(
                                book,
                                new Scope.InYear(2025),
                                LocalDate.of(2025, 12, 31),
                                null,
                                rules.find("as-reported").orElseThrow()))
                        .total()
                        .quantity());
    }

    private static <T> T as(Callable<T> work) {
        return Access.as(Viewer.PRODUCT, work);
    }
}
