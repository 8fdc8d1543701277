package dure.plan;

/** What a plan says of itself or of one of its items, as comparisons name it, and how it is written. */
public enum Aspect {
    TITLE(Form.WORDS),
    /** 총목표 */
    TARGET(Form.QUANTITY),
    DECLARED_STRATEGIES(Form.NUMBER),
    DECLARED_TASKS(Form.NUMBER),
    DECLARED_PROJECTS(Form.NUMBER),
    /** 증감률, a ratio */
    GROWTH(Form.RATIO),
    PREVIOUS_TARGET(Form.NUMBER),
    PREVIOUS_INFERRED(Form.WORDS),
    DELIBERATED_ON(Form.DAY),
    DELIBERATED_BY(Form.WORDS),
    RESOLUTION(Form.RESOLUTION),
    SOURCE_KIND(Form.SOURCE_KIND),
    SOURCE_NAME(Form.WORDS),
    SOURCE_DATE(Form.DAY),
    INFERRED(Form.WORDS),
    REMARKS(Form.WORDS),

    /** of a goal: percent of EMPLOYMENT_RATE, else persons */
    VALUE(Form.NUMBER),
    PERIOD(Form.WORDS),
    AGE_BASE(Form.WORDS),
    POPULATION(Form.NUMBER),
    EMPLOYED(Form.NUMBER),
    APPROXIMATE(Form.YES_OR_NO),

    /** 번호 of a strategy, a task or a component */
    NO(Form.NUMBER),
    NAME(Form.WORDS),
    QUANTITY(Form.QUANTITY),
    /** 전략과 과제 under which a task or a project stands */
    PLACE(Form.PLACE),
    COMPONENT(Form.WORDS),
    DEPARTMENT(Form.WORDS),
    PROGRAMME_TYPE(Form.PROGRAMME_TYPE),
    SECTOR(Form.SECTOR),
    TARGET_GROUPS(Form.TARGET_GROUPS),
    STARTS_ON(Form.DAY),
    ENDS_ON(Form.DAY),
    DELIVERING_BODY(Form.WORDS),
    CONTINUITY(Form.CONTINUITY),
    DESCRIPTION(Form.WORDS),
    PARTNERS(Form.WORDS),
    LEGAL_BASIS(Form.WORDS),
    MINISTRY_CALL(Form.WORDS),
    RISKS(Form.WORDS),
    MONTHS(Form.NUMBER),
    WEEKLY_HOURS(Form.NUMBER),
    CONTRACT(Form.CONTRACT),
    MONTHLY_WAGE(Form.WON),
    INSURED(Form.YES_OR_NO),
    PREDECESSOR(Form.WORDS),
    MEASURE(Form.MEASURE),
    STATED_UNIT(Form.WORDS);

    /** How a value is written: its type is the one named here. */
    public enum Form {
        /** String */
        WORDS,
        /** Integer, Long or BigDecimal */
        NUMBER,
        /** BigDecimal; 0.087 is 8.7 % */
        RATIO,
        /** Long */
        WON,
        /** LocalDate */
        DAY,
        /** Boolean */
        YES_OR_NO,
        /** {@link Quantity} */
        QUANTITY,
        /** {@link PlanDifference.Place} */
        PLACE,
        /** Set of {@link TargetGroup} */
        TARGET_GROUPS,
        RESOLUTION,
        SOURCE_KIND,
        PROGRAMME_TYPE,
        SECTOR,
        CONTINUITY,
        CONTRACT,
        MEASURE
    }

    private final Form form;

    Aspect(Form form) {
        this.form = form;
    }

    public Form form() {
        return form;
    }
}
