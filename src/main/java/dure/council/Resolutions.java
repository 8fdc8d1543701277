package dure.council;

import dure.plan.Resolution;
import dure.region.MunicipalityCode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 의결 of a municipality: for its staff and members as they were recorded; for the public from the signed minutes. */
@Component
class Resolutions {
    private final Sittings sittings;
    private final Meetings meetings;
    private final WritingMinutes minutes;

    Resolutions(Sittings sittings, Meetings meetings, WritingMinutes minutes) {
        this.sittings = sittings;
        this.meetings = meetings;
        this.minutes = minutes;
    }

    record Resolved(
            MeetingId meeting,
            String body,
            String title,
            Minutes.@Nullable PlanRef plan,
            @Nullable String contentHash,
            Resolution resolution,
            @Nullable LocalDate on,
            String amendment,
            Minutes.@Nullable PlanRef next,
            @Nullable String documentNumber) {}

    /** The newest first. */
    @Transactional(readOnly = true)
    public List<Resolved> of(MunicipalityCode municipality) {
        var documents = sittings.documents(municipality);
        var decided = sittings.counts(municipality).stream()
                .filter(one -> one.resolution() != null)
                .map(Counted::item)
                .collect(Collectors.toSet());
        var all = new ArrayList<Minutes>();
        if (decided.isEmpty()) {
            all.addAll(minutes.signed(municipality));
        } else {
            meetings.ofMunicipality(municipality).stream()
                    .flatMap(one -> minutes.minutes(municipality, one.id()).stream())
                    .forEach(all::add);
        }
        return all.stream()
                .flatMap(one -> one.items().stream()
                        .filter(item -> item.resolution() != null)
                        .map(item -> new Resolved(
                                one.meeting(),
                                one.opening().council(),
                                item.title(),
                                item.plan(),
                                item.contentHash(),
                                Objects.requireNonNull(item.resolution()),
                                item.decidedOn(),
                                item.amendment(),
                                item.next(),
                                // A number that was noted after the minutes were signed stands beside them.
                                documents.getOrDefault(new ItemId(item.id()), item.documentNumber()))))
                .sorted(Comparator.comparing(Resolved::on, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .reversed())
                .toList();
    }
}
