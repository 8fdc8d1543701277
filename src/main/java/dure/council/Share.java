package dure.council;

/**
 * A part of a number of members: 과반수 is over 1/2, 3분의 2 이상 is 2/3 and not over.
 *
 * @param over more than it is asked for; else it is enough to reach it
 */
record Share(int top, int bottom, boolean over) {
    static final Share MAJORITY = new Share(1, 2, true);

    Share {
        if (top < 1 || bottom < top || bottom > 100) {
            throw new IllegalArgumentException("%d/%d is no part of a number of members".formatted(top, bottom));
        }
    }

    /** The fewest that are enough; one at least. */
    int of(int all) {
        var product = Math.multiplyExact(all, top);
        var least = over ? product / bottom + 1 : Math.ceilDiv(product, bottom);
        return Math.max(1, least);
    }
}
