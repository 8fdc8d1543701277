package dure.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dure.finding.Checks.Cover;
import dure.finding.Finding.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class CheckingWhatIsStated {
    static final ResourceBundleMessageSource MESSAGES = messages();

    @Nested
    class A_total_and_its_parts {
        @Test
        void that_add_up_are_no_finding() {
            assertThat(whole(8_580, 3_320, 3_635, 1_625)).isEmpty();
            assertThat(within(8_580, 3_320, 3_635, 1_625)).isEmpty();
        }

        @Test
        void may_leave_a_remainder_where_the_parts_are_only_some_of_it() {
            assertThat(within(8_254, 6_719, 496, 675)).isEmpty();
            assertThat(whole(8_254, 6_719, 496, 675)).map(Finding::kind).contains(Kind.SUM_MISMATCH);
        }

        @Test
        void contradict_each_other_where_the_parts_exceed_it() {
            var finding = within(100, 40, 105).orElseThrow();
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.figures())
                    .containsEntry("declared", 100L)
                    .containsEntry("found", 145L)
                    .containsEntry("difference", 45L);
            assertThat(say(finding)).isEqualTo("총목표 100개, 나눈 항목 2개의 합 145개: 합이 45개 더 많습니다.");
            assertThat(sayInEnglish(finding))
                    .isEqualTo("총목표: 100 jobs; its parts (2) come to 145 jobs, which is 45 jobs more.");
        }

        @Test
        void without_parts_say_nothing() {
            assertThat(whole(100)).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"8580, 8590, false", "8580, 8591, true", "8580, 8570, false", "8580, 8569, true"})
        void may_differ_by_what_an_approximate_total_is_off(long total, long part, boolean contradicts) {
            assertThat(Checks.sum(about("총목표", total), List.of(part("가", part)), Cover.WHOLE))
                    .matches(found -> found.isPresent() == contradicts);
        }

        @Test
        void say_which_part_has_a_digit_too_many() {
            var finding = within(8_580, 3_320, 36_350, 1_625).orElseThrow();
            assertThat(finding.kind()).isEqualTo(Kind.UNIT_SLIP);
            assertThat(say(finding)).contains("‘나’의 값 36,350개", "10배", "3,635개이면");
            assertThat(finding.figures()).containsEntry("meant", 3_635L).containsEntry("power", 10L);
        }

        @Test
        void say_which_part_has_a_digit_too_few_though_a_remainder_is_allowed() {
            var finding = within(8_580, 332, 3_635, 1_625).orElseThrow();
            assertThat(finding.kind()).isEqualTo(Kind.UNIT_SLIP);
            assertThat(finding.figures()).containsEntry("meant", 3_320L);
        }

        @Test
        void do_not_take_a_round_number_for_a_slipped_one() {
            assertThat(within(10_000, 1_000)).isEmpty();
            assertThat(within(2_000, 1_000, 100)).isEmpty();
            var many = LongStream.rangeClosed(10, 120).toArray();
            assertThat(within(LongStream.of(many).sum() + 9 * 55, many)).isEmpty();
        }

        @Test
        void say_that_one_side_is_in_another_unit() {
            var finding = whole(200_000, 120, 80).orElseThrow();
            assertThat(finding.kind()).isEqualTo(Kind.UNIT_SLIP);
            assertThat(say(finding)).contains("1,000배");
        }

        @Test
        void are_not_explained_by_a_power_that_the_tolerance_makes_fit() {
            assertThat(Checks.sum(about("총목표", 1_000), List.of(about("가", 7_000), about("나", 4_000)), Cover.WITHIN))
                    .map(Finding::kind)
                    .contains(Kind.SUM_MISMATCH);
        }

        @Test
        void too_large_for_a_number_are_still_compared() {
            assertThat(whole(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE)).isEmpty();
            assertThat(whole(5, Long.MAX_VALUE, Long.MAX_VALUE)).isPresent();
        }
    }

    @Property(tries = 500)
    void a_partition_is_never_a_finding(@ForAll @Size(min = 1, max = 30) List<@LongRange(max = 1_000_000) Long> parts) {
        var amounts = parts.stream().mapToLong(Long::longValue).toArray();
        assertThat(whole(LongStream.of(amounts).sum(), amounts)).isEmpty();
        assertThat(within(LongStream.of(amounts).sum(), amounts)).isEmpty();
    }

    @Property(tries = 500)
    void a_part_a_power_of_ten_too_large_is_always_a_slip(
            @ForAll @Size(min = 1, max = 30) List<@LongRange(min = 1, max = 1_000_000) Long> parts,
            @ForAll @IntRange(max = 29) int which,
            @ForAll @IntRange(min = 1, max = 8) int power) {
        var amounts = parts.stream().mapToLong(Long::longValue).toArray();
        var total = LongStream.of(amounts).sum();
        amounts[which % amounts.length] *= (long) Math.pow(10, power);
        assertThat(whole(total, amounts)).map(Finding::kind).contains(Kind.UNIT_SLIP);
        assertThat(within(total, amounts)).map(Finding::kind).contains(Kind.UNIT_SLIP);
    }

    @Property(tries = 500)
    void a_total_a_power_of_ten_away_is_always_a_slip_of_a_partition(
            @ForAll @Size(min = 1, max = 30) List<@LongRange(min = 1, max = 1_000_000) Long> parts,
            @ForAll @IntRange(min = 1, max = 8) int power) {
        var amounts = parts.stream().mapToLong(Long::longValue).toArray();
        var total = LongStream.of(amounts).sum() * (long) Math.pow(10, power);
        assertThat(whole(total, amounts)).map(Finding::kind).contains(Kind.UNIT_SLIP);
    }

    @Property(tries = 500)
    void an_approximate_total_within_its_tolerance_is_never_a_finding(
            @ForAll @LongRange(min = 1, max = 10_000_000) long total, @ForAll double shift) {
        var about = about("총목표", total);
        var off = Math.round((shift - Math.floor(shift)) * about.tolerance());
        assertThat(Checks.sum(about, List.of(part("가", total - Math.min(off, total))), Cover.WHOLE))
                .isEmpty();
        assertThat(Checks.sum(about, List.of(part("가", total + off)), Cover.WHOLE))
                .isEmpty();
    }

    @Nested
    class A_stated_rate {
        @ParameterizedTest
        @CsvSource({
            "58, 12000, 20500, false, true", // the press floors 58.5
            "59, 12000, 20500, false, true", // and offices round it
            "58, 12000, 20500, true, true",
            "115.1, 6832, 5935, false, true",
            "115.2, 6832, 5935, false, true",
            "115.3, 6832, 5935, false, false",
            "60, 12000, 20500, false, false",
            "57, 12000, 20500, false, false",
            "65, 12000, 20500, true, false", // 13,000 would be 63.4
            "60, 12000, 20500, true, true", // 12,300 is some 12,000 too
        })
        void agrees_with_its_counts_to_its_last_digit(
                BigDecimal percent, long part, long whole, boolean approximate, boolean agrees) {
            var found = Checks.rate(
                    name("달성률"), percent, new Stated(name("실적"), part, approximate, "개"), jobs("목표", whole));
            assertThat(found.isEmpty())
                    .as(found.map(CheckingWhatIsStated::say).orElse(""))
                    .isEqualTo(agrees);
        }

        @Test
        void that_disagrees_is_said_with_what_it_would_be() {
            var finding = Checks.rate(name("달성률"), new BigDecimal("60"), jobs("실적", 12_000), jobs("목표", 20_500))
                    .orElseThrow();
            assertThat(finding.kind()).isEqualTo(Kind.RATIO_MISMATCH);
            assertThat(say(finding)).isEqualTo("달성률 60\u00a0%: 실적 12,000개, 목표 20,500개에서 계산하면 58.5\u00a0%입니다.");
        }

        @ParameterizedTest
        @CsvSource({"0.585", "5.85", "585", "5854"})
        void ten_or_a_hundred_times_off_is_a_slip(BigDecimal percent) {
            assertThat(Checks.rate(name("달성률"), percent, jobs("실적", 12_000), jobs("목표", 20_500)))
                    .map(Finding::kind)
                    .contains(Kind.UNIT_SLIP);
        }

        @Test
        void of_nothing_says_nothing() {
            assertThat(Checks.rate(name("달성률"), BigDecimal.TEN, jobs("실적", 5), jobs("목표", 0)))
                    .isEmpty();
        }
    }

    @Nested
    class Two_totals_with_parts {
        /** What a newspaper reported of a city in 2011: each heading's items fit the other's total. */
        @Test
        void are_swapped_where_the_parts_of_each_agree_with_the_other() {
            var finding = Checks.swapped(
                            about("공공", 8_900), abouts(2_400, 600, 180), about("민간", 3_100), abouts(1_700, 7_100))
                    .orElseThrow();
            assertThat(finding.kind()).isEqualTo(Kind.SWAPPED_LABELS);
            assertThat(say(finding)).contains("공공 약 8,900개", "약 3,180개", "민간 약 3,100개", "약 8,800개");
        }

        @Test
        void are_not_where_one_agrees_with_its_own() {
            assertThat(Checks.swapped(jobs("가", 300), jobs(100, 200), jobs("나", 200), jobs(200, 100)))
                    .isEmpty();
            assertThat(Checks.swapped(jobs("가", 300), jobs(250), jobs("나", 200), jobs(300)))
                    .isEmpty();
            assertThat(Checks.swapped(jobs("가", 300), jobs(200), jobs("나", 200), List.of()))
                    .isEmpty();
            assertThat(Checks.swapped(jobs("가", 300), jobs(200), jobs("나", 200), jobs(300)))
                    .isPresent();
        }

        @Property(tries = 200)
        void that_hold_their_own_parts_are_never_swapped(
                @ForAll @LongRange(min = 1, max = 100_000) long one,
                @ForAll @LongRange(min = 1, max = 100_000) long other) {
            assertThat(Checks.swapped(jobs("가", one), jobs(one), jobs("나", other), jobs(other)))
                    .isEmpty();
        }
    }

    @Nested
    class A_stated_growth {
        @Test
        void agrees_to_its_last_digit() {
            assertThat(growth("8.7", 10_562, 9_717)).isEmpty();
            assertThat(growth("8.6", 10_562, 9_717)).isEmpty();
            assertThat(growth("-20", 8_000, 10_000)).isEmpty();
            assertThat(growth("8.8", 10_562, 9_717)).map(Finding::kind).contains(Kind.GROWTH_MISMATCH);
        }

        @Test
        void is_a_slip_where_a_power_of_ten_explains_it() {
            for (var slipped : List.of(
                    growth("87", 10_562, 9_717),
                    growth("0.087", 10_562, 9_717),
                    growth("8.7", 10_562, 97_170),
                    growth("8.7", 105_620, 9_717))) {
                assertThat(slipped).map(Finding::kind).contains(Kind.UNIT_SLIP);
            }
        }

        private Optional<Finding> growth(String percent, long target, long before) {
            return Checks.growth(new BigDecimal(percent), jobs("목표", target), jobs("전년 목표", before));
        }
    }

    @Nested
    class What_accumulates {
        @Test
        void is_what_was_before_and_what_was_added() {
            assertThat(Checks.cumulative(jobs("전년", 10), jobs("올해", 5), jobs("누계", 15)))
                    .isEmpty();
            var finding = Checks.cumulative(jobs("전년", 10), jobs("올해", 5), jobs("누계", 17))
                    .orElseThrow();
            assertThat(finding.kind()).isEqualTo(Kind.CUMULATIVE_MISMATCH);
            assertThat(say(finding)).isEqualTo("전년 10개 + 올해 5개 = 15개. 적힌 누계에는 17개, 차이 2개.");
        }

        @Test
        void misses_the_goal_though_every_target_is_met() {
            assertThat(Checks.goal(jobs("누계", 24_558), jobs("남은 목표", 8_254), jobs("임기 목표", 30_000)))
                    .isEmpty();
            assertThat(Checks.goal(jobs("누계", 24_558), jobs("남은 목표", 5_442), jobs("임기 목표", 30_000)))
                    .isEmpty();
            var finding = Checks.goal(jobs("누계", 24_558), jobs("남은 목표", 5_441), jobs("임기 목표", 30_000))
                    .orElseThrow();
            assertThat(finding.kind()).isEqualTo(Kind.CUMULATIVE_MISMATCH);
            assertThat(say(finding)).contains("임기 목표 30,000개에 1개 모자랍니다");
        }
    }

    @Nested
    class A_number_in_the_wrong_unit {
        @Test
        void is_a_power_of_ten_of_what_it_should_be() {
            assertThat(Checks.unitSlip(jobs("가", 1_200), jobs("나", 12)))
                    .map(Finding::kind)
                    .contains(Kind.UNIT_SLIP);
            assertThat(Checks.unitSlip(jobs("가", 12), jobs("나", 1_200))).isPresent();
            assertThat(Checks.unitSlip(jobs("가", 1_201), jobs("나", 12))).isEmpty();
            assertThat(Checks.unitSlip(jobs("가", 12), jobs("나", 12))).isEmpty();
            assertThat(Checks.unitSlip(jobs("가", 0), jobs("나", 0))).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "26000, 422220000000, ''", // 16 million won a job
            "8580, 60000000000, ''",
            "1, 10000, ''",
            "1, 9999, 천원",
            "8580, 60000000, 천원",
            "8580, 60000, 백만원",
            "1, 10000000000, ''",
            "1, 10000000001, 천원",
            "10, 600000000000, 천원",
            "1, 60000000000000000, 백만원",
            "0, 5, ''",
            "5, 0, ''"
        })
        void shows_in_what_a_job_would_cost(long jobs, long won, String unit) {
            var found = Checks.costPerJob(jobs("목표", jobs), Stated.exactly(name("예산"), won, "원"));
            assertThat(found.isPresent()).isEqualTo(!unit.isEmpty());
            found.ifPresent(finding -> assertThat(fix(finding)).contains(unit + " 단위"));
        }

        @Test
        void shows_in_one_entry_that_is_more_than_ten_years_targets() {
            assertThat(Checks.entryBeyondTarget(jobs("기재", 1_000), jobs("목표", 100)))
                    .isEmpty();
            assertThat(Checks.entryBeyondTarget(jobs("기재", 1_009), jobs("목표", 100)))
                    .isEmpty();
            assertThat(Checks.entryBeyondTarget(jobs("기재", 1_010), jobs("목표", 100)))
                    .map(CheckingWhatIsStated::say)
                    .contains("기재 1,010개: 기재 하나가 목표 100개의 10배입니다.");
            assertThat(Checks.entryBeyondTarget(jobs("기재", 1_010), jobs("목표", 0)))
                    .isEmpty();
        }
    }

    @Nested
    class Sites {
        @Test
        void added_to_the_jobs_are_an_error() {
            var finding = Checks.sites(jobs("총목표", 8_662), jobs(3_320, 3_635, 1_625), List.of(sites(82)))
                    .orElseThrow();
            assertThat(finding.kind()).isEqualTo(Kind.SITES);
            assertThat(finding.isError()).isTrue();
            assertThat(say(finding)).contains("8,580개이고", "82개소까지");
        }

        @Test
        void may_be_one_line_of_several_or_all_of_them() {
            assertThat(Checks.sites(jobs("총목표", 112), jobs(100), List.of(sites(12), sites(30))))
                    .isPresent();
            assertThat(Checks.sites(jobs("총목표", 142), jobs(100), List.of(sites(12), sites(30))))
                    .isPresent();
            assertThat(Checks.sites(jobs("총목표", 120), jobs(100), List.of(sites(12), sites(30))))
                    .isEmpty();
        }

        @Test
        void that_stand_apart_are_none() {
            assertThat(Checks.sites(about("총목표", 8_580), jobs(3_320, 3_635, 1_625), List.of(sites(82))))
                    .isEmpty();
            assertThat(Checks.sites(jobs("총목표", 8_580), jobs(3_320, 3_635, 1_625), List.of()))
                    .isEmpty();
        }

        @Test
        void do_not_explain_what_an_approximate_total_leaves_open() {
            assertThat(Checks.sites(about("총목표", 8_660), jobs(8_580), List.of(sites(82))))
                    .isPresent();
            assertThat(Checks.sites(about("총목표", 8_700), jobs(8_580), List.of(sites(82))))
                    .isEmpty();
        }

        @Test
        void written_as_jobs_are_told() {
            assertThat(Checks.sitesAsJobs(sites(82), true)).map(Finding::kind).contains(Kind.SITES);
            assertThat(Checks.sitesAsJobs(jobs("가", 82), false)).isEmpty();
        }
    }

    @Nested
    class What_a_figure_rests_on {
        @Test
        void is_told_where_pledges_count() {
            var finding = Checks.pledges(jobs("집계", 3_304), jobs("약정", 826)).orElseThrow();
            assertThat(finding.kind()).isEqualTo(Kind.PLEDGE_COUNTED);
            assertThat(say(finding)).isEqualTo("집계 3,304개 가운데 약정이 826개(25\u00a0%) 들어 있습니다.");
            assertThat(Checks.pledges(jobs("집계", 3_304), jobs("약정", 0))).isEmpty();
        }

        @Test
        void is_told_where_a_rate_has_no_ages() {
            assertThat(Checks.rateWithoutAgeBase(name("고용률"), new BigDecimal("67.0")))
                    .map(CheckingWhatIsStated::say)
                    .contains("고용률 67\u00a0%: 기준 연령이 적혀 있지 않습니다.");
        }

        @Test
        void is_told_where_persons_are_counted_more_than_once() {
            var finding =
                    Checks.personTwice(2, 5, List.of("30170-1", "30170-2")).orElseThrow();
            assertThat(finding.kind()).isEqualTo(Kind.PERSON_TWICE);
            assertThat(finding.entries()).containsExactly("30170-1", "30170-2");
            assertThat(finding.figures()).containsEntry("more", 3L);
            assertThat(Checks.personTwice(0, 0, List.of())).isEmpty();
        }

        @Test
        void is_told_where_evidence_is_claimed_and_not_shown() {
            assertThat(Checks.evidenceMissing(3, List.of("30170-1")))
                    .map(Finding::severity)
                    .contains(Severity.WARNING);
            assertThat(Checks.evidenceMissing(0, List.of())).isEmpty();
            assertThat(Checks.withoutEvidence(jobs("집계", 100), jobs("없음", 40)))
                    .map(Finding::severity)
                    .contains(Severity.INFORMATION);
            assertThat(Checks.withoutEvidence(jobs("집계", 100), jobs("없음", 100))).isEmpty();
            assertThat(Checks.withoutEvidence(jobs("집계", 100), jobs("없음", 0))).isEmpty();
        }

        @Test
        void is_told_where_units_differ() {
            assertThat(Checks.mixedUnits(List.of("개", "명", "개")))
                    .map(Finding::figures)
                    .contains(java.util.Map.of("units", List.of("개", "명")));
            assertThat(Checks.mixedUnits(List.of("개", "개"))).isEmpty();
        }
    }

    @Test
    void different_targets_of_a_year_are_noted() {
        assertThat(Checks.sameTarget(jobs("세부계획", 100), jobs("종합계획", 90)))
                .map(Finding::severity)
                .contains(Severity.INFORMATION);
        assertThat(Checks.sameTarget(about("세부계획", 100), jobs("종합계획", 90))).isEmpty();
    }

    @Test
    void more_spent_than_appropriated_is_told() {
        assertThat(Checks.spent(won(100), won(100))).isEmpty();
        assertThat(Checks.spent(won(100), won(101))).map(Finding::kind).contains(Kind.SUM_MISMATCH);
        assertThat(Checks.spent(won(100), won(100_000))).map(Finding::kind).contains(Kind.UNIT_SLIP);
    }

    @Test
    void a_finding_names_only_so_many_entries_and_keeps_its_figures() {
        var names = LongStream.range(0, 50).mapToObj(String::valueOf).toList();
        var finding = whole(1, 2).orElseThrow().about(names);
        assertThat(finding.entries()).hasSize(Finding.NAMED);
        assertThat(finding.figures()).containsEntry("declared", 1L);
        assertThat(finding.at(Place.sheet("기본")).place()).isEqualTo(Place.sheet("기본"));
    }

    private static Optional<Finding> whole(long total, long... parts) {
        return Checks.sum(jobs("총목표", total), parts(parts), Cover.WHOLE);
    }

    private static Optional<Finding> within(long total, long... parts) {
        return Checks.sum(jobs("총목표", total), parts(parts), Cover.WITHIN);
    }

    private static List<Stated> parts(long... amounts) {
        var parts = new ArrayList<Stated>();
        for (var amount : amounts) {
            parts.add(part(String.valueOf((char) ("가나다라마바사아자차카타파하".charAt(parts.size() % 14))), amount));
        }
        return parts;
    }

    private static Stated part(String label, long amount) {
        return Stated.exactly(Text.named(label), amount, "개");
    }

    private static Stated jobs(String name, long amount) {
        return Stated.exactly(name(name), amount, "개");
    }

    private static List<Stated> jobs(long... amounts) {
        return Arrays.stream(amounts).mapToObj(amount -> part("항목", amount)).toList();
    }

    private static Stated sites(long amount) {
        return Stated.exactly(Text.named("고용유지 기업"), amount, "개소");
    }

    private static Stated won(long amount) {
        return Stated.exactly(name("금액"), amount, "원");
    }

    private static Stated about(String name, long amount) {
        return new Stated(name(name), amount, true, "개");
    }

    private static List<Stated> abouts(long... amounts) {
        return Arrays.stream(amounts).mapToObj(amount -> about("항목", amount)).toList();
    }

    /** A name as modules have it, a key of theirs; what is no key of the messages is shown as it is. */
    private static Text name(String korean) {
        return Text.of(korean);
    }

    private static String say(Finding finding) {
        return MESSAGES.getMessage(finding.message(), Locale.KOREAN);
    }

    private static String fix(Finding finding) {
        return MESSAGES.getMessage(java.util.Objects.requireNonNull(finding.fix()), Locale.KOREAN);
    }

    private static String sayInEnglish(Finding finding) {
        return MESSAGES.getMessage(finding.message(), Locale.ENGLISH);
    }

    private static ResourceBundleMessageSource messages() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames("messages/finding");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setUseCodeAsDefaultMessage(true);
        return messages;
    }
}
