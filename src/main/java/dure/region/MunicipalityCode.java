package dure.region;

/** 자치단체 코드: the first five digits of the administrative code (서울 11000, 대전 서구 30170). */
public record MunicipalityCode(String value) implements Comparable<MunicipalityCode> {
    public MunicipalityCode {
        if (!value.matches("[0-9]{5}")) {
            throw new IllegalArgumentException("A municipality code has five digits, not '%s'".formatted(value));
        }
    }

    @Override
    public int compareTo(MunicipalityCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
