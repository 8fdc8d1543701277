package dure.person;

import java.util.UUID;

/** 개인 참조: random, so that it tells nothing about anybody; what entries and logs hold in a person's place. */
public record PersonRef(UUID value) {
    static PersonRef fresh() {
        return new PersonRef(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
