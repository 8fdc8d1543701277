package dure.simulation;

import dure.ledger.Contract;
import dure.plan.Measure;
import dure.plan.ProgrammeType;
import dure.plan.Sector;
import dure.plan.TargetGroup;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 사업의 본: what projects of a kind have in common. The seasons are those of the programmes: senior jobs and public works
 * begin in early spring and end before winter, courses end in June and at the year's end, hiring follows the school year.
 *
 * @param weight how many jobs such a project plans, beside others
 * @param seasons share of the year that comes about in each month, in percent
 * @param months duration of a job; null: its reports do not say
 * @param weeklyHours null: its reports do not say
 * @param wonPerJob of the budget
 */
record Programme(
        String name,
        ProgrammeType type,
        Sector sector,
        Measure measure,
        Set<TargetGroup> groups,
        int weight,
        List<Integer> seasons,
        @Nullable Integer months,
        @Nullable BigDecimal weeklyHours,
        Contract contract,
        boolean funded,
        long wonPerJob) {

    private static final List<Integer> SPRING = List.of(2, 18, 30, 14, 8, 6, 6, 6, 5, 3, 1, 1);
    private static final List<Integer> EVEN = List.of(6, 6, 9, 9, 9, 9, 8, 8, 9, 9, 9, 9);
    private static final List<Integer> COURSES = List.of(1, 2, 5, 6, 8, 20, 6, 6, 8, 10, 12, 16);
    private static final List<Integer> SCHOOL_YEAR = List.of(10, 14, 14, 6, 5, 7, 9, 10, 8, 6, 6, 5);
    private static final List<Integer> HARVEST = List.of(0, 1, 5, 12, 18, 14, 6, 4, 12, 18, 9, 1);

    static final List<Programme> ALL = List.of(
            direct("노인 일자리 및 사회활동", TargetGroup.SENIOR, 30, 11, 10, 4_000_000),
            direct("공공근로", TargetGroup.VULNERABLE, 8, 5, 25, 7_500_000),
            direct("지역공동체 일자리", TargetGroup.VULNERABLE, 5, 4, 25, 7_000_000),
            direct("장애인 일자리", TargetGroup.DISABLED, 6, 12, 20, 11_000_000),
            direct("자활근로", TargetGroup.VULNERABLE, 6, 12, 40, 15_000_000),
            direct("신중년 경력형 일자리", TargetGroup.MIDDLE_AGED, 2, 9, 20, 9_000_000),
            direct("행정 체험 청년인턴", TargetGroup.YOUTH, 2, 2, 40, 4_200_000),
            training("직업능력개발 훈련", TargetGroup.GENERAL),
            training("경력단절여성 직업교육", TargetGroup.WOMEN),
            training("청년 디지털 인재 양성", TargetGroup.YOUTH),
            service("일자리센터 취업 알선", TargetGroup.GENERAL, 25, SCHOOL_YEAR),
            service("여성새로일하기센터 취업 연계", TargetGroup.WOMEN, 10, SCHOOL_YEAR),
            service("채용 박람회", TargetGroup.GENERAL, 5, COURSES),
            service("농촌 인력 중개", TargetGroup.GENERAL, 9, HARVEST),
            private_("청년 채용 장려금", ProgrammeType.INCENTIVE, TargetGroup.YOUTH, 5, 12, 12_000_000),
            private_("고용 유지 지원", ProgrammeType.INCENTIVE, TargetGroup.GENERAL, 5, 6, 3_000_000),
            private_("청년 창업 지원", ProgrammeType.STARTUP, TargetGroup.YOUTH, 3, null, 20_000_000),
            private_("소상공인 창업 지원", ProgrammeType.STARTUP, TargetGroup.GENERAL, 4, null, 8_000_000),
            private_("사회적기업 육성", ProgrammeType.INFRASTRUCTURE, TargetGroup.VULNERABLE, 3, 12, 14_000_000),
            private_("투자 유치 기업 채용", ProgrammeType.ATTRACTION, TargetGroup.GENERAL, 10, null, 1_000_000),
            private_("산업단지 신설·증설 기업 채용", ProgrammeType.EXPANSION, TargetGroup.GENERAL, 12, null, 500_000));

    private static Programme direct(String name, TargetGroup group, int weight, int months, int hours, long wonPerJob) {
        return new Programme(
                name,
                ProgrammeType.DIRECT,
                Sector.PUBLIC,
                Measure.JOBS,
                Set.of(group),
                weight,
                SPRING,
                months,
                BigDecimal.valueOf(hours),
                months >= 12 ? Contract.REGULAR : Contract.TEMPORARY,
                true,
                wonPerJob);
    }

    private static Programme training(String name, TargetGroup group) {
        return new Programme(
                name,
                ProgrammeType.TRAINING,
                Sector.PUBLIC,
                Measure.TRAINEES,
                Set.of(group),
                4,
                COURSES,
                null,
                null,
                Contract.UNSPECIFIED,
                true,
                3_000_000);
    }

    private static Programme service(String name, TargetGroup group, int weight, List<Integer> seasons) {
        return new Programme(
                name,
                ProgrammeType.SERVICE,
                Sector.PRIVATE,
                Measure.JOBS,
                Set.of(group),
                weight,
                seasons,
                null,
                BigDecimal.valueOf(40),
                Contract.UNSPECIFIED,
                false,
                300_000);
    }

    private static Programme private_(
            String name, ProgrammeType type, TargetGroup group, int weight, @Nullable Integer months, long wonPerJob) {
        return new Programme(
                name,
                type,
                Sector.PRIVATE,
                Measure.JOBS,
                Set.of(group),
                weight,
                EVEN,
                months,
                BigDecimal.valueOf(40),
                Contract.REGULAR,
                false,
                wonPerJob);
    }
}
