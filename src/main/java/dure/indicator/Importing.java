package dure.indicator;

import dure.finding.Finding;
import dure.region.MunicipalityCode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of bringing in values: all of it, or nothing. */
public sealed interface Importing {
    List<Finding> findings();

    /**
     * A value that is new, or otherwise than before.
     *
     * @param before null: of a period that had none
     */
    record Change(
            MunicipalityCode municipality,
            Series series,
            Period period,
            IndicatorStore.Stated now,
            IndicatorStore.@Nullable Stated before,
            @Nullable LocalDate publishedOn) {}

    /**
     * @param added values of periods that had none
     * @param revised values that differ from what was there; both stay
     * @param unchanged values that were there already
     * @param skipped regions whose values were not taken: not within reach, or not one municipality
     */
    record Read(boolean written, int added, int revised, int unchanged, int skipped, List<Finding> findings)
            implements Importing {}

    /** Nothing was written. */
    record Refused(List<Finding> findings) implements Importing {}
}
