package dure.plan;

public record DepartmentId(long value) implements Comparable<DepartmentId> {
    @Override
    public int compareTo(DepartmentId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
