package dure.indicator;

import dure.finding.Place;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One value as a source states it, before its region is known.
 *
 * @param code of the statistics office; empty where only a name is written
 * @param province the name of the province under which it stands; empty where it stands under none
 */
record Observation(
        String code,
        String name,
        String province,
        Series series,
        Period period,
        IndicatorStore.Stated stated,
        @Nullable LocalDate publishedOn,
        @Nullable Place place) {}
