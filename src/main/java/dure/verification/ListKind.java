package dure.verification;

/** What a file lists. */
enum ListKind {
    /** 참여자 명단 of a project */
    PERSON_LIST,
    /** 고용보험 피보험자 명부 */
    INSURED_PERSONS,
    /** 고용보험 사업장 명부 */
    WORKPLACES
}
