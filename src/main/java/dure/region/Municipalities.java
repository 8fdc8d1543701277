package dure.region;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The door to 자치단체: the 243 local governments, those of earlier days, and how one became another. */
@Service
public class Municipalities {
    private final Clock clock;
    private final Map<MunicipalityCode, Municipality> byCode;
    private final List<CodeChange> changes;
    private final List<Tile> tiles;

    /** Reference data of a few hundred rows that only a migration changes: read once. */
    Municipalities(RegionStore store, Clock clock) {
        this.clock = clock;
        var read = new LinkedHashMap<MunicipalityCode, Municipality>();
        store.municipalities().forEach(municipality -> read.put(municipality.code(), municipality));
        this.byCode = Collections.unmodifiableMap(read);
        this.changes = store.changes();
        this.tiles = store.tiles(read);
    }

    public Optional<Municipality> find(MunicipalityCode code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** @throws NoSuchElementException with the code, if there is and was none */
    public Municipality get(MunicipalityCode code) {
        return find(code).orElseThrow(() -> new NoSuchElementException("No municipality has the code " + code));
    }

    /** Those of today and of earlier days, by code: provinces first. */
    List<Municipality> everyOne() {
        return List.copyOf(byCode.values());
    }

    /** Those valid today, by code: provinces first. */
    public List<Municipality> all() {
        return on(LocalDate.now(clock));
    }

    public List<Municipality> on(LocalDate day) {
        return byCode.values().stream().filter(one -> one.isValidOn(day)).toList();
    }

    /** The map of equal tiles, in the order in which one reads: one for each city, county and district of today. */
    public List<Tile> tiles() {
        return tiles;
    }

    /** From what earlier codes it came, and into what codes it went. */
    public List<CodeChange> changesOf(MunicipalityCode code) {
        return changes.stream()
                .filter(change -> change.from().equals(code) || change.to().equals(code))
                .toList();
    }

    /** The codes that today stand for this one: itself while it is valid, else those it became, step by step. */
    public List<Municipality> today(MunicipalityCode code) {
        var day = LocalDate.now(clock);
        var found = new ArrayList<Municipality>();
        find(code).ifPresent(one -> {
            if (one.isValidOn(day)) {
                found.add(one);
            } else {
                changes.stream()
                        .filter(change -> change.from().equals(code))
                        .forEach(change -> found.addAll(today(change.to())));
            }
        });
        return found;
    }
}
