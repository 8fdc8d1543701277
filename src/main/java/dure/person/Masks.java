package dure.person;

/** 가림: as lists show personal data. */
final class Masks {
    private static final int LAST_DIGITS = 4;

    private Masks() {}

    /** 홍길동 → 홍*동, 남궁민수 → 남**수, 이황 → 이*; never the whole name, and never longer or shorter than it is. */
    static String name(String name) {
        var letters = name.strip().codePoints().toArray();
        var masked = new StringBuilder();
        for (int i = 0; i < letters.length; i++) {
            var shown = i == 0 ? letters.length > 1 : i == letters.length - 1 && letters.length > 2;
            masked.appendCodePoint(shown ? letters[i] : '*');
        }
        return masked.toString();
    }

    /** 010-1234-5678 → 010-****-5678; what is too short to be a telephone's number is masked as a whole. */
    static String phone(String phone) {
        var digits = phone.chars()
                .filter(c -> c >= '0' && c <= '9')
                .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append);
        var area = digits.indexOf("02") == 0 ? 2 : 3;
        var middle = digits.length() - area - LAST_DIGITS;
        return middle < 3
                ? "*".repeat(digits.length())
                : digits.substring(0, area) + "-" + "*".repeat(middle) + "-" + digits.substring(area + middle);
    }

    /** hong@example.kr → h***@example.kr */
    static String email(String email) {
        var at = email.lastIndexOf('@');
        return at < 0 ? "***" : (at > 1 ? email.substring(0, 1) : "") + "***" + email.substring(at);
    }
}
