package dure.region;

/** 자치단체 코드: the first five digits of the administrative code (서울 11000, 대전 서구 30170). */
public record MunicipalityCode(String value) implements Comparable<MunicipalityCode> {
    public MunicipalityCode {
        if (!value.matches("[0-9]{5}")) {
            throw new IllegalArgumentException("A municipality code has five digits, not '%s'".formatted(value));
        }
    }

    /** Whether this is a city or county of that province: the codes of both begin with the same two digits. */
    public boolean isBelow(MunicipalityCode province) {
        return province.value.endsWith("000")
                && !value.equals(province.value)
                && value.startsWith(province.value.substring(0, 2));
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
