package dure.region;

/** 장부: one municipality's plans and entries in one data set. */
public record Book(MunicipalityCode municipality, DataSet dataSet) {
    /** A name that tells books apart: 30170 (real), 30170S (sample). */
    public String name() {
        return municipality.value() + dataSet.letter();
    }
}
