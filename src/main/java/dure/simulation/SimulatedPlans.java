package dure.simulation;

import dure.region.Municipality;
import dure.region.Term;
import dure.sheet.Sheet;
import dure.sheet.Workbook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans of one municipality, as the workbooks that an office would hand in. */
final class SimulatedPlans {
    private static final List<String> STRATEGIES =
            List.of("지역 산업과 함께 크는 일자리", "청년이 머무는 일자리", "취약계층 맞춤형 일자리", "현장 중심 고용서비스", "일자리 기반과 거버넌스");
    private static final List<String> DEPARTMENTS = List.of(
            "일자리경제과", "기업지원과", "청년정책과", "노인복지과", "사회복지과", "장애인복지과", "여성가족과", "농업정책과", "관광과", "도시재생과", "평생교육과", "투자유치과");
    /** What a plan promises beyond its projects: 미세분. */
    private static final double REMAINDER = 0.02;

    private final Simulated simulated;
    private final Municipality municipality;

    SimulatedPlans(Simulated simulated, Municipality municipality) {
        this.simulated = simulated;
        this.municipality = municipality;
    }

    /** @param no of the project in every year, from 1 */
    record Project(int no, String name, Programme programme, long target) {
        String code() {
            return "M%03d".formatted(no);
        }
    }

    /** The projects of a year. What they are stays the same, what they aim at changes a little. */
    List<Project> projects(int year) {
        var constant = simulated.chance(municipality, 0);
        var ofYear = simulated.chance(municipality, year);
        // From a county of 20,000 people to a city of a million, on a scale on which both are usual.
        var size = Math.exp(constant.nextDouble(0, 3.2)) * (municipality.parent() == null ? 4 : 1);
        var projects = new ArrayList<Project>();
        for (int no = 1; no <= simulated.projects(); no++) {
            var programme = Programme.ALL.get((no - 1) % Programme.ALL.size());
            var share = programme.weight() * (0.4 + constant.nextDouble()) * (0.95 + ofYear.nextDouble(0.1));
            var round = (no - 1) / Programme.ALL.size();
            projects.add(new Project(
                    no,
                    round == 0 ? programme.name() : programme.name() + " " + (round + 1) + "차",
                    programme,
                    Math.max(1, Math.round(share * size * 3))));
        }
        return projects;
    }

    Workbook ofTerm(Term term) {
        // The term's goal is set when it begins and knows nothing of later years' plans.
        var first = projects(term.from().getYear());
        var ofYear = jobs(first);
        var rows = new ArrayList<List<@Nullable Object>>();
        rows.add(row("연도", "목표", "어림"));
        long total = 0;
        for (var year : term.years()) {
            var target = year == term.from().getYear() || year == term.to().getYear() ? ofYear / 2 : ofYear;
            total += target;
            rows.add(row(year, target, null));
        }
        return workbook("민선 %d기 일자리 종합계획".formatted(term.no()), "종합계획", term.no(), total, new Sheet[] {
            Sheet.of("연차별목표", rows), strategies()
        });
    }

    Workbook ofYear(int year) {
        var projects = projects(year);
        var total = Math.round(jobs(projects) * (1 + REMAINDER));
        return workbook(year + "년 일자리대책 세부계획", "세부계획", year, total, new Sheet[] {
            strategies(), Sheet.of("세부사업", rows(projects, year))
        });
    }

    private static long jobs(List<Project> projects) {
        return projects.stream()
                .filter(project -> project.programme().measure() == dure.plan.Measure.JOBS)
                .mapToLong(Project::target)
                .sum();
    }

    private Workbook workbook(String title, String kind, int period, long total, Sheet[] others) {
        var sheets = new ArrayList<Sheet>();
        sheets.add(Sheet.of(
                "기본",
                List.of(
                        row("항목", "값"),
                        row("자치단체 코드", municipality.code().value()),
                        row("계획 종류", kind),
                        row("민선 기수 또는 연도", period),
                        row("계획명", title + " (모의)"),
                        row("총목표", total),
                        row("총목표 표기 단위", "개"),
                        row("출처 종류", "모의 자료"),
                        row("출처", "두레 모의 자료 " + simulated.seed()))));
        sheets.addAll(Arrays.asList(others));
        return new Workbook(municipality.code() + "-" + period + ".xlsx", sheets);
    }

    private static Sheet strategies() {
        var rows = new ArrayList<List<@Nullable Object>>();
        rows.add(row("전략 번호", "전략명"));
        for (int no = 1; no <= STRATEGIES.size(); no++) {
            rows.add(row(no, STRATEGIES.get(no - 1)));
        }
        return Sheet.of("전략", rows);
    }

    private static List<List<@Nullable Object>> rows(List<Project> projects, int year) {
        var rows = new ArrayList<List<@Nullable Object>>();
        rows.add(row(
                "번호",
                "사업코드",
                "사업명",
                "전략",
                "부서",
                "사업유형",
                "부문",
                "대상",
                "시작일",
                "종료일",
                "측정 단위",
                "표기 단위",
                "연간 목표",
                "국비(천원)",
                "시도비(천원)",
                "시군구비(천원)",
                "집행액(천원)"));
        for (var project : projects) {
            var programme = project.programme();
            var thousands = project.target() * programme.wonPerJob() / 1000;
            rows.add(row(
                    project.no(),
                    project.code(),
                    project.name(),
                    1 + project.no() % STRATEGIES.size(),
                    DEPARTMENTS.get(project.no() % DEPARTMENTS.size()),
                    programme.type().name(),
                    programme.sector().name(),
                    programme.groups().iterator().next().name(),
                    LocalDate.of(year, 1, 1),
                    LocalDate.of(year, 12, 31),
                    programme.measure().name(),
                    programme.measure().usualUnit(),
                    project.target(),
                    thousands / 2,
                    thousands / 4,
                    thousands / 4,
                    null));
        }
        return rows;
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }
}
