package dure.forecast;

import static duredb.Tables.SEASON;

import dure.plan.ProgrammeType;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class SeasonStore {
    private final DSLContext db;

    SeasonStore(DSLContext db) {
        this.db = db;
    }

    /** Of every programme type what is valid at the beginning of a year. */
    Map<ProgrammeType, Season> in(int year) {
        var seasons = new EnumMap<ProgrammeType, Season>(ProgrammeType.class);
        db.selectDistinct(SEASON.PROGRAMME_TYPE, SEASON.VALID_FROM, SEASON.PERCENT)
                .on(SEASON.PROGRAMME_TYPE)
                .from(SEASON)
                .where(SEASON.VALID_FROM.le(LocalDate.of(year, 1, 1)))
                .orderBy(SEASON.PROGRAMME_TYPE, SEASON.VALID_FROM.desc())
                .forEach(row -> seasons.put(
                        ProgrammeType.valueOf(row.value1()),
                        Season.of(Arrays.stream(row.value3())
                                .mapToDouble(Integer::doubleValue)
                                .toArray())));
        return seasons;
    }
}
