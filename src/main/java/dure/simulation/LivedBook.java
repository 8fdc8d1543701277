package dure.simulation;

import dure.ledger.Basis;
import dure.ledger.JobTerms;
import dure.ledger.NewEntry;
import dure.plan.Measure;
import dure.plan.ProjectId;
import dure.plan.Quantity;
import dure.plan.Source;
import dure.plan.SourceKind;
import dure.region.MunicipalityCode;
import dure.sheet.Sheet;
import dure.sheet.Workbook;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lived years as an office would hand them in: a plan of each year, and a line a project and month. */
record LivedBook(MunicipalityCode municipality, List<LivedProject> projects) {
    private static final List<String> STRATEGIES = List.of("직접일자리", "역량과 훈련", "민간 일자리", "창업과 기업");

    Workbook plan(int year) {
        var planned = projects.stream()
                .filter(project -> project.targets().containsKey(year))
                .toList();
        var total = planned.stream().mapToLong(project -> target(project, year)).sum();
        var strategies = new ArrayList<List<@Nullable Object>>();
        strategies.add(row("전략 번호", "전략명"));
        for (int no = 1; no <= STRATEGIES.size(); no++) {
            strategies.add(row(no, STRATEGIES.get(no - 1)));
        }
        var rows = new ArrayList<List<@Nullable Object>>();
        rows.add(row("번호", "사업코드", "사업명", "전략", "부서", "사업유형", "부문", "시작일", "종료일", "측정 단위", "표기 단위", "연간 목표"));
        for (int i = 0; i < planned.size(); i++) {
            var project = planned.get(i);
            rows.add(row(
                    i + 1,
                    project.code(),
                    project.name(),
                    1 + i % STRATEGIES.size(),
                    "모의과",
                    project.type().name(),
                    project.sector().name(),
                    LocalDate.of(year, project.startMonth(), 1),
                    LocalDate.of(year, 12, 31),
                    Measure.JOBS.name(),
                    Measure.JOBS.usualUnit(),
                    target(project, year)));
        }
        return new Workbook(
                municipality + "-" + year + ".xlsx",
                List.of(
                        Sheet.of(
                                "기본",
                                List.of(
                                        row("항목", "값"),
                                        row("자치단체 코드", municipality.value()),
                                        row("계획 종류", "세부계획"),
                                        row("민선 기수 또는 연도", year),
                                        row("계획명", year + "년 세부계획 (모의)"),
                                        row("총목표", total),
                                        row("총목표 표기 단위", "개"),
                                        row("출처 종류", "모의 자료"),
                                        row("출처", "두레 모의 자료"))),
                        Sheet.of("전략", strategies),
                        Sheet.of("세부사업", rows)));
    }

    private static long target(LivedProject project, int year) {
        return Objects.requireNonNull(project.targets().get(year));
    }

    List<NewEntry> entries(int year, Map<String, ProjectId> ids) {
        var entries = new ArrayList<NewEntry>();
        for (var project : projects) {
            var months = project.months().get(year);
            for (int month = 1; months != null && month <= months.length; month++) {
                if (months[month - 1] > 0) {
                    var one = YearMonth.of(year, month);
                    entries.add(new NewEntry(
                            Objects.requireNonNull(ids.get(project.code())),
                            project.name(),
                            one.atDay(1),
                            one.atEndOfMonth(),
                            new Quantity(months[month - 1], Measure.JOBS, Measure.JOBS.usualUnit(), false),
                            Basis.REPORTED,
                            project.type(),
                            project.sector(),
                            Set.of(),
                            JobTerms.UNSTATED,
                            null,
                            new Source(SourceKind.SIMULATION, "두레 모의 자료", null),
                            null,
                            null,
                            List.of()));
                }
            }
        }
        return entries;
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }
}
