package dure.plan;

/** The sheets of a plan workbook. Their names are Korean in every language: they are the file's format. */
enum PlanSheet {
    GUIDE("안내"),
    BASICS("기본"),
    YEARS("연차목표"),
    GOALS("고용목표"),
    STRATEGIES("전략"),
    COMPONENTS("구성"),
    PROJECTS("세부사업"),
    /** 세부목표: of groups, and of periods that are no year, quarter or month */
    PROJECT_TARGETS("세부목표"),
    /** 사업예산: a project's money by source and year, with what was carried in */
    PROJECT_BUDGETS("사업예산"),
    BUDGET("예산"),
    /** 부서 조각: which draft and department a part of a plan is of; only there */
    SLICE("부서 조각"),
    /** 실적: entries; the ledger reads it and the next two, this module leaves them alone */
    ENTRIES("실적"),
    ENTRY_ITEMS("실적내역"),
    MONTHLY_ENTRIES("월별실적"),
    CODES("코드");

    private final String title;

    PlanSheet(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
