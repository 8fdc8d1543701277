package dure.indicator;

import static duredb.Tables.INDICATOR_RELEASE;
import static duredb.Tables.INDICATOR_SERIES;
import static duredb.Tables.INDICATOR_VALUE;
import static duredb.Tables.STATISTICS_REGION;
import static org.jooq.impl.DSL.noCondition;

import dure.region.MunicipalityCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class IndicatorStore {
    private final DSLContext db;

    IndicatorStore(DSLContext db) {
        this.db = db;
    }

    List<Series> series() {
        return db.selectFrom(INDICATOR_SERIES)
                .orderBy(INDICATOR_SERIES.PLACE)
                .fetch(row -> new Series(
                        row.getId(),
                        Series.Kind.valueOf(row.getKind()),
                        row.getNameKo(),
                        row.getNameEn(),
                        Series.Unit.valueOf(row.getUnit()),
                        row.getAgeBase(),
                        Period.Frequency.valueOf(row.getFrequency()),
                        row.getSourceKo(),
                        row.getSourceEn(),
                        row.getOfficial(),
                        row.getKosisOrg() == null
                                ? null
                                : new Series.KosisItem(row.getKosisOrg(), row.getKosisTable(), row.getKosisItem())));
    }

    /**
     * @param region null where none carries it over, and {@code whyNone} says why
     * @param today what the municipality is called now, where that differs: 강원도 is 강원특별자치도
     */
    record StatisticsRegion(
            String code,
            String name,
            @Nullable MunicipalityCode region,
            @Nullable String whyNone,
            Set<String> today) {
        boolean isProvince() {
            return code.length() == 2;
        }

        boolean isCalled(String word) {
            return word.equals(withoutBlanks(name))
                    || today.stream().anyMatch(other -> word.equals(withoutBlanks(other)));
        }

        static String withoutBlanks(String name) {
            return name.replaceAll("\\s", "");
        }

        StatisticsRegion called(Set<String> names) {
            return new StatisticsRegion(code, name, region, whyNone, names);
        }
    }

    List<StatisticsRegion> regions() {
        return db.selectFrom(STATISTICS_REGION)
                .orderBy(STATISTICS_REGION.CODE)
                .fetch(row -> new StatisticsRegion(
                        row.getCode(),
                        row.getName(),
                        row.getRegion() == null ? null : new MunicipalityCode(row.getRegion()),
                        row.getWhyNone(),
                        Set.of()));
    }

    /** The newest value of each period, as it was known then, by series. */
    Map<String, List<Value>> values(MunicipalityCode municipality, @Nullable Instant knownAt) {
        var values = new TreeMap<String, Map<Period, Value>>();
        db.selectFrom(INDICATOR_VALUE)
                .where(INDICATOR_VALUE.MUNICIPALITY.eq(municipality.value()))
                .and(knownAt == null ? noCondition() : INDICATOR_VALUE.RECORDED_AT.le(knownAt.atOffset(ZoneOffset.UTC)))
                .orderBy(INDICATOR_VALUE.ID)
                .forEach(row -> {
                    var ofSeries = values.computeIfAbsent(row.getSeriesId(), none -> new TreeMap<>());
                    var period = new Period(row.getPeriodFrom(), row.getPeriodTo());
                    ofSeries.put(
                            period,
                            new Value(
                                    period,
                                    row.getValue(),
                                    row.getMissing() == null ? null : Value.Missing.valueOf(row.getMissing()),
                                    row.getPublishedOn(),
                                    row.getSource(),
                                    row.getRecordedAt().toInstant(),
                                    ofSeries.containsKey(period)));
                });
        var lists = new HashMap<String, List<Value>>();
        values.forEach((series, ofSeries) -> lists.put(series, List.copyOf(ofSeries.values())));
        return lists;
    }

    record Key(MunicipalityCode municipality, String series, Period period) {}

    record Stated(@Nullable BigDecimal amount, Value.@Nullable Missing missing) {
        /** Numbers by their size: 61.20 is no revision of 61.2. */
        boolean isAs(Stated other) {
            return missing == other.missing
                    && (amount == null
                            ? other.amount == null
                            : other.amount != null && amount.compareTo(other.amount) == 0);
        }
    }

    /** What is stated now of the series in these municipalities. */
    Map<Key, Stated> newest(Collection<MunicipalityCode> municipalities, Collection<String> series) {
        var newest = new HashMap<Key, Stated>();
        db.selectFrom(INDICATOR_VALUE)
                .where(INDICATOR_VALUE.MUNICIPALITY.in(
                        municipalities.stream().map(MunicipalityCode::value).toList()))
                .and(INDICATOR_VALUE.SERIES_ID.in(series))
                .orderBy(INDICATOR_VALUE.ID)
                .forEach(row -> newest.put(
                        new Key(
                                new MunicipalityCode(row.getMunicipality()),
                                row.getSeriesId(),
                                new Period(row.getPeriodFrom(), row.getPeriodTo())),
                        new Stated(
                                row.getValue(),
                                row.getMissing() == null ? null : Value.Missing.valueOf(row.getMissing()))));
        return newest;
    }

    /** One import at a time, so that the same file sent twice at once is there once. */
    void lock() {
        db.execute("select pg_advisory_xact_lock(hashtext('indicator'))");
    }

    void write(List<Importing.Change> changes, String source, byte @Nullable [] sha256, Instant at, String by) {
        var insert = db.insertInto(
                INDICATOR_VALUE,
                INDICATOR_VALUE.MUNICIPALITY,
                INDICATOR_VALUE.SERIES_ID,
                INDICATOR_VALUE.PERIOD_FROM,
                INDICATOR_VALUE.PERIOD_TO,
                INDICATOR_VALUE.VALUE,
                INDICATOR_VALUE.MISSING,
                INDICATOR_VALUE.OFFICIAL,
                INDICATOR_VALUE.PUBLISHED_ON,
                INDICATOR_VALUE.SOURCE,
                INDICATOR_VALUE.SHA256,
                INDICATOR_VALUE.RECORDED_AT,
                INDICATOR_VALUE.RECORDED_BY);
        for (var change : changes) {
            insert = insert.values(
                    change.municipality().value(),
                    change.series().id(),
                    change.period().from(),
                    change.period().to(),
                    change.now().amount(),
                    change.now().missing() == null
                            ? null
                            : change.now().missing().name(),
                    change.series().official(),
                    change.publishedOn(),
                    source,
                    sha256,
                    at.atOffset(ZoneOffset.UTC),
                    by);
        }
        if (!changes.isEmpty()) {
            insert.execute();
        }
    }

    /** When values of later periods come out, the next first. */
    Optional<Release> nextRelease(LocalDate today, Period.Frequency frequency) {
        // A month without a day is still to come until it is over.
        return db
                .selectFrom(INDICATOR_RELEASE)
                .where(INDICATOR_RELEASE.FREQUENCY.eq(frequency.name()))
                .orderBy(INDICATOR_RELEASE.DUE_ON)
                .fetch(row -> new Release(row.getPeriodFrom(), row.getDueOn(), row.getByMonth()))
                .stream()
                .filter(release -> !(release.byMonth()
                                ? release.dueOn().plusMonths(1).minusDays(1)
                                : release.dueOn())
                        .isBefore(today))
                .findFirst();
    }

    record Release(LocalDate periodFrom, LocalDate dueOn, boolean byMonth) {}
}
