package dure.sheet;

/**
 * How much of a file from outside is read at most.
 *
 * @param bytes of the file as it arrives; the same as the upload's limit
 * @param inflated bytes of everything in an XLSX, unpacked
 * @param ratio unpacked to packed, of one part: a real sheet stays under 50, a bomb is beyond 1,000 (POI's limit is 100 too)
 * @param letters of all texts together, which is what a file takes in memory
 */
record Limits(
        long bytes, long inflated, int ratio, int parts, int sheets, int rows, int columns, int cells, int letters) {
    static final Limits USUAL =
            new Limits(20_000_000, 400_000_000, 100, 2_000, 60, 200_000, 300, 2_500_000, 40_000_000);
}
