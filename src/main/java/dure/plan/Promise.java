package dure.plan;

/** 기준 계획: against which version of a plan what came about is held. */
public enum Promise {
    /** What the viewer sees now: to staff a draft too. */
    NEWEST,
    /** 당초: the version that was disclosed first. */
    ORIGINAL,
    /** The version that is public now. */
    DISCLOSED
}
