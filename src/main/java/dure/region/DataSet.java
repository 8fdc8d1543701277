package dure.region;

/** 자료 집합: what is real, and what only shows or tries something. Sums, ranks and books never cross it. */
public enum DataSet {
    /** 실제 자료 */
    REAL(""),
    /** 표본 자료: built from press reports, watermarked wherever it is shown */
    SAMPLE("S"),
    /** 모의 자료: made by the simulator, watermarked wherever it is shown */
    SIMULATED("X");

    private final String letter;

    DataSet(String letter) {
        this.letter = letter;
    }

    /** Follows the municipality's code in the names of a book's lines: 30170-17, 30170S-17. */
    public String letter() {
        return letter;
    }
}
