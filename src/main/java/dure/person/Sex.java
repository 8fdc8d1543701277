package dure.person;

/** 성별, as the person states it */
public enum Sex {
    FEMALE,
    MALE,
    UNSTATED
}
