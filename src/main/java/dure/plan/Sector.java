package dure.plan;

/** 부문 */
public enum Sector {
    /** 공공(정부)부문 */
    PUBLIC,
    /** 민간부문 */
    PRIVATE,
    /** 미기재: the source does not say */
    UNSPECIFIED
}
