package dure.person;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Locale;

/** 성명, 생년월일, 성별: what tells somebody apart, without any number that the state gave. */
public record Identity(String name, LocalDate birthDate, Sex sex) {
    /** The name as it is compared: without spaces, in one form of Unicode, in small letters. */
    static String normal(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}]+", "")
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "Identity";
    }
}
