package dure.plan;

/** 출처의 종류 */
public enum SourceKind {
    /** 자치단체 자료 */
    OFFICE,
    /** 언론 보도: samples only */
    PRESS,
    /** 모의 */
    SIMULATION
}
