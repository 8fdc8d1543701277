package dure.access;

import dure.region.MunicipalityCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 이상 이용: what an auditor should look at, with its counts and the way to the rows behind it. It says what happened and
 * not that it was wrong; that is for the auditor to find out.
 */
@Component
class UnusualUse {
    private final AccessLogStore store;
    private final AccessLog log;
    private final AccessLogSettings settings;

    UnusualUse(AccessLogStore store, AccessLog log, AccessLogSettings settings) {
        this.store = store;
        this.log = log;
        this.settings = settings;
    }

    enum Kind {
        /** 대량 열람 in an hour */
        MASS_READING_HOUR,
        /** 대량 열람 in a day */
        MASS_READING_DAY,
        /** 야간·휴일 */
        ODD_HOURS,
        /** 거부 반복 */
        REFUSALS,
        /** 대량 내려받기 */
        LARGE_DOWNLOAD
    }

    /**
     * @param login empty where nobody had signed in: then the address tells
     * @param most the threshold that the count is above; 0 where every case is shown
     */
    record Sighting(Kind kind, String login, String address, Instant from, Instant to, long count, int most) {
        LocalDate firstDay() {
            return LocalDate.ofInstant(from, AccessLogStore.KOREA);
        }

        LocalDate lastDay() {
            return LocalDate.ofInstant(to, AccessLogStore.KOREA);
        }

        /** What the rows behind it have as their action, where they all have the same. */
        @Nullable
        String action() {
            return kind == Kind.LARGE_DOWNLOAD ? Action.DOWNLOAD.name() : null;
        }
    }

    /** Of these days, the newest first. */
    @Transactional(readOnly = true)
    public List<Sighting> in(@Nullable MunicipalityCode municipality, LocalDate from, LocalDate to) {
        log.requireReader(municipality);
        var found = new ArrayList<Sighting>();
        add(
                found,
                Kind.MASS_READING_HOUR,
                settings.personsPerHour(),
                store.massReading(municipality, "hour", settings.personsPerHour(), from, to));
        add(
                found,
                Kind.MASS_READING_DAY,
                settings.personsPerDay(),
                store.massReading(municipality, "day", settings.personsPerDay(), from, to));
        add(
                found,
                Kind.ODD_HOURS,
                0,
                store.atOddHours(municipality, settings.nightFrom(), settings.nightTo(), from, to));
        add(
                found,
                Kind.REFUSALS,
                settings.refusalsPerDay(),
                store.refusals(municipality, settings.refusalsPerDay(), from, to));
        add(
                found,
                Kind.LARGE_DOWNLOAD,
                settings.downloadRecords(),
                store.largeDownloads(municipality, settings.downloadRecords(), from, to));
        found.sort(Comparator.comparing(Sighting::to).reversed());
        return List.copyOf(found);
    }

    private static void add(List<Sighting> found, Kind kind, int most, List<AccessLogStore.Counted> counted) {
        counted.forEach(one -> found.add(new Sighting(
                kind,
                one.login(),
                one.address(),
                one.from().toInstant(),
                one.to().toInstant(),
                one.count(),
                most)));
    }
}
