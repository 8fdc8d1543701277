package dure.tower;

import dure.ledger.CorrectionMove;
import dure.ledger.Corrections;
import dure.ledger.Entry;
import dure.ledger.EntryId;
import dure.ledger.JobTerms;
import dure.ledger.Ledger;
import dure.ledger.NewEntry;
import dure.plan.Quantity;
import dure.region.Book;
import dure.web.Refusal;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** From what was sent to a request for a correction; everything that is wrong is said at once, field by field. */
@Component
class CorrectionRequests {
    private static final int LONGEST_REASON = 1_000;
    private static final int MOST_LINES = 200;

    private final EntryRequests entryRequests;
    private final Corrections corrections;
    private final Ledger ledger;
    private final Clock clock;

    CorrectionRequests(EntryRequests entryRequests, Corrections corrections, Ledger ledger, Clock clock) {
        this.entryRequests = entryRequests;
        this.corrections = corrections;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * A line that is wrong, and what it is to say; what is left out stays as it is.
     *
     * @param entry its number
     * @param quantity null or 0: it is taken back and nothing is written instead
     */
    record Change(
            @Nullable String entry,
            @Nullable Long quantity,
            @Nullable String from,
            @Nullable String occurredOn,
            @Nullable Integer months,
            @Nullable BigDecimal weeklyHours) {}

    /**
     * @param changes lines that are wrong
     * @param additions lines that are missing, as in POST /entries; of the same municipality
     */
    record Request(
            @Nullable List<Change> changes,
            @Nullable List<EntryRequest> additions,
            @Nullable String reason) {}

    /** @throws Refusal 422 with every field that is wrong */
    CorrectionMove ask(Book book, Request request) {
        var wrong = new ArrayList<Refusal.Field>();
        var reason = request.reason() == null ? "" : request.reason().strip();
        if (reason.isEmpty()) {
            wrong.add(new Refusal.Field("reason", "tower.correction.reasonMissing"));
        } else if (reason.length() > LONGEST_REASON) {
            wrong.add(new Refusal.Field("reason", "tower.entry.field.long", LONGEST_REASON));
        }
        var changes = Objects.requireNonNullElse(request.changes(), List.<Change>of());
        var additions = Objects.requireNonNullElse(request.additions(), List.<EntryRequest>of());
        if (changes.size() + additions.size() > MOST_LINES) {
            throw Refusal.of(new Refusal.Field("changes", "tower.correction.many", MOST_LINES));
        }
        var takesBack = new ArrayList<EntryId>();
        var lines = new ArrayList<NewEntry>();
        for (int i = 0; i < changes.size(); i++) {
            var change = changes.get(i);
            var place = "changes[" + i + "].";
            var found = EntryId.parse(String.valueOf(change.entry()))
                    .filter(id -> id.book().equals(book))
                    .flatMap(id -> ledger.find(id, clock.instant()));
            if (found.isEmpty()) {
                wrong.add(new Refusal.Field(
                        place + "entry", "tower.correction.noSuchEntry", String.valueOf(change.entry())));
                continue;
            }
            takesBack.add(found.get().id());
            if (change.quantity() != null && change.quantity() != 0) {
                changed(found.get(), change, place, lines, wrong);
            }
        }
        for (int i = 0; i < additions.size(); i++) {
            try {
                var understood = entryRequests.understand(additions.get(i));
                if (understood.book().equals(book)) {
                    lines.add(understood.entry());
                } else {
                    wrong.add(new Refusal.Field("additions[" + i + "].municipality", "tower.correction.otherBook"));
                }
            } catch (Refusal refusal) {
                for (var field : refusal.fields()) {
                    wrong.add(
                            new Refusal.Field("additions[" + i + "]." + field.name(), field.key(), field.arguments()));
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw Refusal.of(wrong.toArray(Refusal.Field[]::new));
        }
        return corrections.request(book, takesBack, lines, reason);
    }

    private void changed(Entry entry, Change change, String place, List<NewEntry> lines, List<Refusal.Field> wrong) {
        var what = entry.what();
        var faults = wrong.size();
        var amount = Objects.requireNonNull(change.quantity());
        if (amount < 0 || amount > 100_000_000 || (what.person() != null && amount != 1)) {
            wrong.add(new Refusal.Field(place + "quantity", "tower.entry.field.quantity"));
        }
        if (entry.signed() < 0) {
            wrong.add(new Refusal.Field(place + "entry", "tower.correction.isReversal"));
        }
        var to = day(place + "occurredOn", change.occurredOn(), what.to(), wrong);
        var from = day(place + "from", change.from(), what.from(), wrong);
        if (to.isBefore(from)) {
            wrong.add(new Refusal.Field(place + "occurredOn", "tower.entry.field.order"));
        }
        if (to.isAfter(LocalDate.now(clock)) && what.to().isBefore(to)) {
            wrong.add(new Refusal.Field(place + "occurredOn", "tower.entry.field.future"));
        }
        var months = change.months();
        if (months != null && (months < 1 || months > 600)) {
            wrong.add(new Refusal.Field(place + "months", "tower.entry.field.range", 600));
        }
        var hours = change.weeklyHours();
        if (hours != null && (hours.signum() <= 0 || hours.compareTo(BigDecimal.valueOf(168)) > 0)) {
            wrong.add(new Refusal.Field(place + "weeklyHours", "tower.entry.field.hours"));
        }
        if (wrong.size() > faults) {
            return;
        }
        var terms = what.terms();
        lines.add(new NewEntry(
                what.project(),
                what.label(),
                from,
                to,
                new Quantity(
                        amount,
                        what.quantity().measure(),
                        what.quantity().statedUnit(),
                        what.quantity().approximate()),
                what.basis(),
                what.programmeType(),
                what.sector(),
                what.targetGroups(),
                new JobTerms(
                        months == null ? terms.months() : months,
                        hours == null ? terms.weeklyHours() : hours,
                        terms.contract(),
                        terms.insured(),
                        terms.monthlyWage(),
                        terms.funded(),
                        terms.continuity(),
                        terms.industry()),
                what.person(),
                what.source(),
                what.evidence(),
                what.inferred(),
                // Items explain the quantity that they were stated with.
                amount == what.quantity().amount() ? what.items() : List.of()));
    }

    private static LocalDate day(String field, @Nullable String text, LocalDate otherwise, List<Refusal.Field> wrong) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            wrong.add(new Refusal.Field(field, "tower.entry.field.date"));
            return otherwise;
        }
    }

    /** What was done, or why it was not, as an answer of the API. */
    static CorrectionMove done(CorrectionMove move) {
        return switch (move) {
            case CorrectionMove.Requested requested -> requested;
            case CorrectionMove.Applied applied -> applied;
            case CorrectionMove.Ended ended -> ended;
            case CorrectionMove.NotThere none -> throw Refusal.notThere();
            case CorrectionMove.AlreadyDecided decided ->
                throw Refusal.of(HttpStatus.CONFLICT, "tower.correction.alreadyDecided." + decided.state());
            case CorrectionMove.OwnRequest own -> throw Refusal.of(HttpStatus.CONFLICT, "tower.correction.own");
            case CorrectionMove.NoSuchEntry none ->
                throw Refusal.of(
                        HttpStatus.CONFLICT,
                        "tower.correction.noSuchEntry",
                        none.entry().toString());
            case CorrectionMove.AlreadyReversed reversed ->
                throw Refusal.of(
                        HttpStatus.CONFLICT,
                        "tower.correction.alreadyReversed",
                        reversed.entry().toString(),
                        reversed.by().toString());
            case CorrectionMove.AlreadyRequested requested ->
                throw Refusal.of(
                        HttpStatus.CONFLICT,
                        "tower.correction.alreadyRequested",
                        requested.entry().toString(),
                        requested.by());
            case CorrectionMove.Nothing nothing ->
                throw Refusal.of(HttpStatus.UNPROCESSABLE_CONTENT, "tower.correction.nothing");
        };
    }
}
