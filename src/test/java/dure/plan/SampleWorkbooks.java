package dure.plan;

import static dure.plan.PlanField.*;

import dure.ledger.SampleEntries;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The five sample municipalities as newspapers reported their plans: facts only, and of names only those that the
 * reports give. What is not stated is left empty. {@code ./dure samples} writes the files; they are the truth.
 */
final class SampleWorkbooks {
    private static final int SEOGU = 30170;
    private static final int DAEJEON = 30000;
    private static final int CHEONAN = 44130;
    private static final int BUPYEONG = 28237;
    private static final int JINCHEON = 43750;

    private final PlanWords words;

    SampleWorkbooks(PlanWords words) {
        this.words = words;
    }

    /** By file name. */
    Map<String, PlanWorkbook> all() {
        var all = new LinkedHashMap<String, PlanWorkbook>();
        all.put("30170-seogu-term-7.xlsx", seoguTerm7().sheet(entries().seoguTerm7()));
        all.put("30170-seogu-2021.xlsx", seogu2021());
        all.put("30000-daejeon-2011.xlsx", daejeon2011().sheet(entries().daejeon2011()));
        all.put("44130-cheonan-2021.xlsx", cheonan2021());
        all.put("28237-bupyeong-2019.xlsx", bupyeong2019());
        all.put("43750-jincheon-2021.xlsx", jincheon2021().sheet(entries().jincheon2021()));
        all.put("43750-jincheon-2022.xlsx", jincheon2022());
        return all;
    }

    private SampleEntries entries() {
        return new SampleEntries(Workbooks.MESSAGES, words);
    }

    private PlanWorkbook press(int code, String name, PlanKind kind, int period, String title) {
        return new PlanWorkbook(words, Locale.KOREAN)
                .basics(
                        MUNICIPALITY, code,
                        MUNICIPALITY_NAME, name,
                        KIND, words.kinds.label(kind),
                        PERIOD, period,
                        TITLE, title,
                        SOURCE_KIND, words.sourceKinds.label(SourceKind.PRESS));
    }

    private PlanWorkbook seoguTerm7() {
        return press(SEOGU, "대전광역시 서구", PlanKind.TERM, 7, "민선 7기 대전 서구 일자리 목표")
                .basics(TARGET, 30_000, TARGET_UNIT, "개", SOURCE_NAME, "언론 기사")
                .basics(SOURCE_DATE, LocalDate.of(2021, 3, 28));
    }

    private PlanWorkbook seogu2021() {
        var workbook = press(SEOGU, "대전광역시 서구", PlanKind.YEAR, 2021, "2021년 서구 일자리 대책 세부계획")
                .basics(TARGET, 8_254, TARGET_UNIT, "개", DECLARED_STRATEGIES, 5, DECLARED_PROJECTS, 87)
                .basics(DELIBERATED_ON, LocalDate.of(2021, 3, 26), DELIBERATED_BY, "지역일자리 창출 협의체")
                .basics(RESOLUTION, words.resolutions.label(Resolution.PASSED_AS_DRAFTED))
                .basics(SOURCE_NAME, "언론 기사", SOURCE_DATE, LocalDate.of(2021, 3, 28))
                .basics(REMARKS, "총목표에 취약계층 공공일자리 포함");
        strategies(
                workbook,
                "코로나19 대응 고용 위기 극복",
                "서구형 맞춤 취업 지원",
                "청년 취업 활성화",
                "새로운 지역 일자리 창출 기반 조성",
                "민·관·학 협업 일자리 인프라 구축");
        component(workbook, 1, "코로나19 대응 공공일자리·소상공인 지원", 6_719, "개", Measure.JOBS);
        component(workbook, 2, "지역 청년 일자리·취창업 컨설팅", 496, "개", Measure.JOBS);
        component(workbook, 3, "기업 유치·신설, 사회적경제", 675, "개", Measure.JOBS);
        return workbook;
    }

    private PlanWorkbook daejeon2011() {
        var workbook = press(DAEJEON, "대전광역시", PlanKind.YEAR, 2011, "2011년 대전광역시 일자리 목표")
                .basics(TARGET, 20_500, TARGET_UNIT, "개", SOURCE_NAME, "한국경제")
                .basics(INFERRED, "기사에 연도가 없음. 민선 5기, 5월 초 기사로 보아 2011년으로 추정")
                .basics(
                        REMARKS,
                        "사회적기업 후보 31곳 발굴, 6월 예비사회적기업 심사 · 투자유치 3,464억 원, 4개사 이전 협약"
                                + " · 창업사랑방 3월 개설(기업당 9.9㎡ 무료) · 고용우수기업 환경개선자금 각 2,000만 원"
                                + " · 사회적기업·마을기업 지정서 4월 전달 · 일자리추진기획단, 상시보고회");
        for (var name : new String[] {
            "기업 및 투자유치",
            "고속철도변 정비사업",
            "청년일자리",
            "사회적기업 육성·대전형일자리·기반시설",
            "취약계층 일자리",
            "지역공동체사업",
            "보육시설 보육교사 채용",
            "경로식당 급식도우미 배치",
            "창업사랑방",
            "건강카페(장애인 일자리)"
        }) {
            project(workbook, name, null);
        }
        return workbook;
    }

    private PlanWorkbook cheonan2021() {
        var workbook = press(CHEONAN, "충청남도 천안시", PlanKind.YEAR, 2021, "2021년 일자리 창출 종합 추진계획")
                .basics(TARGET, 26_000, TARGET_UNIT, "개", SOURCE_NAME, "언론 기사")
                .basics(SOURCE_DATE, LocalDate.of(2021, 2, 3))
                .row(GOAL_KIND, words.goals.label(Goal.Kind.EMPLOYMENT_RATE), GOAL_VALUE, 67)
                .row(
                        BUDGET_SOURCE,
                        words.budgetSources.label(BudgetSource.UNSPECIFIED),
                        BUDGET_APPROPRIATED,
                        422_220_000_000L,
                        BUDGET_UNIT,
                        "원");
        strategies(
                workbook,
                "첨단산업 활성화·일자리 인프라 구축",
                "청년 일자리·창업 기반 조성",
                "노동시장 환경 개선",
                "사회적경제 활성화",
                "취약계층 맞춤형 일자리 창출",
                "민간 일자리 창출(산업단지·기업 유치)");
        project(workbook, "천안역세권·남산지구 도시재생 뉴딜", 1);
        project(workbook, "KTX역세권 R&D집적지구", 1);
        project(workbook, "차세대 디스플레이 혁신공정 플랫폼", 1);
        project(workbook, "지역중소기업 맞춤형 인력양성", 2);
        project(workbook, "창작스튜디오 창업지원", 2);
        project(workbook, "코로나19 대응 디지털·비대면 청년일자리", 2);
        project(workbook, "지역기업 경쟁력 강화·청년일자리 창출", 2);
        project(workbook, "청년일자리지원플랫폼 구축", 2);
        project(workbook, "구직자 맞춤형 알선", null);
        project(workbook, "맞춤형 직무교육", null);
        project(workbook, "비대면 취업지원", null);
        project(workbook, "일자리센터 정책 기획·연구", null);
        project(workbook, "노사협력·지역노사민정협력", 3);
        project(workbook, "아이돌봄 지원", 3);
        project(workbook, "직장맘지원센터", 3);
        project(workbook, "소상공인 특례보증", 3);
        project(workbook, "중소기업 융자금 이자 지원", 3);
        project(workbook, "중소기업 기술지원·연구개발", 3);
        project(workbook, "사회적경제지원센터", 4);
        project(workbook, "천안형 공공근로", 5);
        project(workbook, "지역공동체 일자리", 5);
        project(workbook, "어르신 일자리", 5);
        project(workbook, "장애인 일자리", 5);
        project(workbook, "경력단절여성 일자리", 5);
        project(workbook, "성거 일반산업단지", 6);
        project(workbook, "풍세2산업단지", 6);
        project(workbook, "국내외 우량기업 유치", 6);
        return workbook;
    }

    private PlanWorkbook bupyeong2019() {
        var workbook = press(BUPYEONG, "인천광역시 부평구", PlanKind.YEAR, 2019, "2019년 일자리대책 세부계획")
                .basics(TARGET, 10_562, TARGET_UNIT, "개", DECLARED_STRATEGIES, 5)
                .basics(GROWTH, 8.7, PREVIOUS_TARGET, 9_717)
                .basics(PREVIOUS_INFERRED, "기사에 없음. 10,562개와 증감률 8.7 %에서 거꾸로 계산한 2018년 목표로 추정")
                .basics(SOURCE_NAME, "머니S", SOURCE_DATE, LocalDate.of(2019, 4, 1))
                .basics(REMARKS, "민선 7기 종합계획과 연계 · 부평비전 2020 · 한국GM 고용 안정화, 부평테크시티, 부평ICT비즈니스센터");
        strategies(
                workbook,
                "부평 제조업 르네상스 일자리 확대",
                "도시재생 및 창업 지원",
                "일자리 질 개선·돌봄 산업 일자리 확대",
                "인력양성 미스매치 해소·고용서비스 강화",
                "지역수요 맞춤형 공공일자리·취약계층 일자리");
        for (var name : new String[] {
            "해외시장 판로·기술·기금 지원",
            "전통시장 인프라 조성",
            "부평 11번가 푸드플랫폼",
            "굴포먹거리타운 활성화",
            "청년 취·창업 지원",
            "청년인턴",
            "신중년 경력형 지역서비스·사회공헌활동",
            "경력단절여성 맞춤형 인력양성",
            "장애인 일자리",
            "노인 일자리",
            "취업취약계층 일자리",
            "자활 일자리·취창업 프로그램",
            "자활센터 재구축",
            "소셜비즈니스 플랫폼",
            "사회적경제 창업공간·컨설팅·판로·교육",
            "취업박람회",
            "소규모 채용행사",
            "동 행정복지센터 취업상담실",
            "찾아가는 취업정보센터",
            "찾아가는 일자리 희망버스"
        }) {
            project(workbook, name, null);
        }
        return workbook;
    }

    private PlanWorkbook jincheon2021() {
        return press(JINCHEON, "충청북도 진천군", PlanKind.YEAR, 2021, "2021년 진천군 일자리 목표")
                .basics(TARGET, 5_935, TARGET_UNIT, "명", SOURCE_NAME, "충북일보")
                .basics(SOURCE_DATE, LocalDate.of(2022, 2, 15))
                .basics(
                        REMARKS,
                        "노인일자리 2,416개(최우수기관) · 고용률 70.2 %, 도내 4년 연속 1위(기준 연령은 기사에 없음, 15세 이상으로 추정)" + " · 통합일자리지원단 신설");
    }

    private PlanWorkbook jincheon2022() {
        var workbook = press(JINCHEON, "충청북도 진천군", PlanKind.YEAR, 2022, "2022년 진천군 일자리 계획")
                .basics(TARGET, 8_580, TARGET_UNIT, "개", TARGET_APPROXIMATE, "예", DECLARED_STRATEGIES, 5)
                .basics(SOURCE_NAME, "충북일보", SOURCE_DATE, LocalDate.of(2022, 2, 15))
                .basics(REMARKS, "선순환: 투자유치 → 취업자 증가 → 정착 지원 → 정주여건 개선 → 소비 증가 · 추진 과정의 문제점 분석과 보완")
                .row(
                        BUDGET_SOURCE,
                        words.budgetSources.label(BudgetSource.UNSPECIFIED),
                        BUDGET_APPROPRIATED,
                        60_000_000_000L,
                        BUDGET_UNIT,
                        "원");
        strategies(
                workbook,
                "일자리 정책 컨트롤타워 강화",
                "수요중심 밀착형 고용서비스",
                "대상별 일자리 지원·진입 장벽 완화",
                "양질의 일자리·일하기 좋은 환경, 정주 지원",
                "미래 노동시장 대비 인재 양성");
        workbook.row(
                COMPONENT_NO,
                1,
                COMPONENT_LABEL,
                "직접일자리 창출",
                COMPONENT_QUANTITY,
                3_320,
                COMPONENT_UNIT,
                "명",
                COMPONENT_MEASURE,
                words.measures.label(Measure.JOBS),
                COMPONENT_TYPE,
                words.programmeTypes.label(ProgrammeType.DIRECT));
        workbook.row(
                COMPONENT_NO,
                2,
                COMPONENT_LABEL,
                "맞춤형 고용서비스",
                COMPONENT_QUANTITY,
                3_635,
                COMPONENT_UNIT,
                "명",
                COMPONENT_MEASURE,
                words.measures.label(Measure.JOBS),
                COMPONENT_TYPE,
                words.programmeTypes.label(ProgrammeType.SERVICE));
        workbook.row(
                COMPONENT_NO,
                3,
                COMPONENT_LABEL,
                "민간 취업연계 지원",
                COMPONENT_QUANTITY,
                1_625,
                COMPONENT_UNIT,
                "명",
                COMPONENT_MEASURE,
                words.measures.label(Measure.JOBS),
                COMPONENT_TYPE,
                words.programmeTypes.label(ProgrammeType.SERVICE),
                COMPONENT_SECTOR,
                words.sectors.label(Sector.PRIVATE));
        component(workbook, 4, "고용유지 기업 지원·고용환경 선진화", 82, "개소", Measure.SITES);
        projectOf(workbook, "농촌 일손지원", null, 2);
        projectOf(workbook, "취업박람회", null, 2);
        projectOf(workbook, "취업지원센터 운영", null, 3);
        project(workbook, "일자리통합플랫폼", 1);
        project(workbook, "온·오프라인 일자리 정보", 2);
        project(workbook, "지역특화형 전세임대", 4);
        project(workbook, "생거진천 뿌리내리기", 4);
        project(workbook, "KAIST 인공지능 교육센터", 5);
        project(workbook, "창의미래교육센터", 5);
        project(workbook, "취업·자격증 취득 지원", 5);
        return workbook;
    }

    private static void strategies(PlanWorkbook workbook, String... names) {
        for (var i = 0; i < names.length; i++) {
            workbook.row(STRATEGY_NO, i + 1, STRATEGY_NAME, names[i]);
        }
    }

    private void component(PlanWorkbook workbook, int no, String label, int quantity, String unit, Measure measure) {
        workbook.row(
                COMPONENT_NO, no,
                COMPONENT_LABEL, label,
                COMPONENT_QUANTITY, quantity,
                COMPONENT_UNIT, unit,
                COMPONENT_MEASURE, words.measures.label(measure));
    }

    private static void project(
            PlanWorkbook workbook, String name, @org.jspecify.annotations.Nullable Integer strategy) {
        projectOf(workbook, name, strategy, null);
    }

    private static void projectOf(
            PlanWorkbook workbook,
            String name,
            @org.jspecify.annotations.Nullable Integer strategy,
            @org.jspecify.annotations.Nullable Integer component) {
        var row = new java.util.ArrayList<Object>();
        row.addAll(java.util.List.of(PROJECT_NO, workbook.count(PlanSheet.PROJECTS) + 1, PROJECT_NAME, name));
        if (strategy != null) {
            row.addAll(java.util.List.of(PROJECT_STRATEGY, strategy));
        }
        if (component != null) {
            row.addAll(java.util.List.of(PROJECT_COMPONENT, component));
        }
        workbook.row(row.toArray());
    }
}
