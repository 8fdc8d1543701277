package dure.round;

import dure.access.Access;
import dure.access.Address;
import dure.access.Permission;
import dure.access.Viewer;
import dure.mail.Mail;
import dure.plan.Charge;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.Municipalities;
import dure.web.Wording;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 알림 by e-mail to those in charge of departments that have not submitted, and to who stands in for them. Each goes out
 * once, however many nodes run: it is claimed before it is sent.
 */
@Component
class Reminders {
    private static final Logger log = LoggerFactory.getLogger(Reminders.class);
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    /** What happened longer ago is no news. */
    private static final int NEWS_DAYS = 2;

    /** A mail server that refuses three in a row is away; the next minute tries again. */
    private static final int REFUSALS = 3;

    private final RoundStore store;
    private final Rounds rounds;
    private final Municipalities municipalities;
    private final Mail mail;
    private final Address address;
    private final RoundSettings settings;
    private final Access access;
    private final TransactionTemplate transactions;
    private final Wording wording;
    private final Clock clock;

    Reminders(
            RoundStore store,
            Rounds rounds,
            Municipalities municipalities,
            Mail mail,
            Address address,
            RoundSettings settings,
            Access access,
            PlatformTransactionManager transactions,
            MessageSource messages,
            @Value("${dure.language}") String language,
            Clock clock) {
        this.store = store;
        this.rounds = rounds;
        this.municipalities = municipalities;
        this.mail = mail;
        this.address = address;
        this.settings = settings;
        this.access = access;
        this.transactions = new TransactionTemplate(transactions);
        this.wording = new Wording(messages, Locale.of(language));
        this.clock = clock;
    }

    /**
     * What a run did.
     *
     * @param sent mails that went out
     * @param before mails of this kind and day that had gone out already
     * @param refused mails that the mail server did not take
     * @param unreachable names of departments where nobody has an address
     */
    record Told(int sent, int before, int refused, List<String> unreachable) {}

    /** Everything that is due at this moment, in all open rounds; by the product itself. */
    int run(ZonedDateTime now) {
        return Access.as(Viewer.PRODUCT, () -> {
            var open = Objects.requireNonNull(transactions.execute(status -> store.open()));
            var sent = 0;
            for (var round : open) {
                // 가상 자료 has nobody to be told.
                if (round.book().dataSet() == DataSet.REAL) {
                    sent += tell(round, now, false).sent();
                }
            }
            return sent;
        });
    }

    /** 지금 알리기: whoever has not submitted, once a day at most. Empty where no round is open. */
    Optional<Told> now(Book book, int year) {
        access.require(Permission.PLANS_WRITE, book.municipality());
        var round = Objects.requireNonNull(transactions.execute(status -> store.open(book, year)));
        return round.map(one -> tell(one, ZonedDateTime.now(clock), true));
    }

    private Told tell(PlanningRound round, ZonedDateTime now, boolean asked) {
        record Read(Board board, List<RoundStore.Part> parts) {}
        var read = Objects.requireNonNull(
                transactions.execute(status -> new Read(rounds.board(round), store.parts(round.id()))));
        var told = new Told(0, 0, 0, List.of());
        for (var row : read.board().rows()) {
            if (!row.state().isOpen()) {
                continue;
            }
            var since = read.parts().stream()
                    .filter(part -> part.department().equals(row.asked().id()))
                    .map(part -> part.since().atZone(SEOUL).toLocalDate())
                    .findFirst()
                    .orElseThrow();
            var kinds = asked
                    ? List.of(RoundStore.Reminder.Kind.NOW)
                    : kinds(row.state(), since, round.dueOn(), now.withZoneSameInstant(SEOUL));
            for (var kind : kinds) {
                told = tell(read.board(), row, kind, since, now, told);
                if (told.refused() >= REFUSALS) {
                    return told;
                }
            }
        }
        return told;
    }

    /** What is due of a part that is not submitted. */
    List<RoundStore.Reminder.Kind> kinds(PartState state, LocalDate since, LocalDate dueOn, ZonedDateTime now) {
        var kinds = new ArrayList<RoundStore.Reminder.Kind>();
        var today = now.toLocalDate();
        if (ChronoUnit.DAYS.between(since, today) < NEWS_DAYS) {
            kinds.add(
                    state == PartState.RETURNED ? RoundStore.Reminder.Kind.RETURNED : RoundStore.Reminder.Kind.OPENED);
        }
        var left = ChronoUnit.DAYS.between(today, dueOn);
        // Nobody is woken at night, and what was told today already is not told twice.
        if (now.getHour() < settings.from() || now.getHour() >= settings.until() || since.equals(today)) {
            return kinds;
        }
        if (left > 0 && settings.remindBefore().contains((int) left)) {
            kinds.add(RoundStore.Reminder.Kind.BEFORE);
        }
        if (left <= 0 && left >= -settings.remindLate()) {
            kinds.add(RoundStore.Reminder.Kind.LATE);
        }
        return kinds;
    }

    private Told tell(
            Board board,
            Board.Row row,
            RoundStore.Reminder.Kind kind,
            LocalDate since,
            ZonedDateTime now,
            Told before) {
        var recipients = new TreeSet<String>();
        row.charges().stream().map(Charge::email).filter(Objects::nonNull).forEach(recipients::add);
        var told = before;
        if (recipients.isEmpty()) {
            var names = new ArrayList<>(told.unreachable());
            names.add(row.department().name());
            return new Told(told.sent(), told.before(), told.refused(), names);
        }
        var day = switch (kind) {
            case OPENED, RETURNED -> since;
            case BEFORE, LATE, NOW -> now.withZoneSameInstant(SEOUL).toLocalDate();
        };
        var left = ChronoUnit.DAYS.between(
                now.withZoneSameInstant(SEOUL).toLocalDate(), board.round().dueOn());
        for (var recipient : recipients) {
            var reminder = new RoundStore.Reminder(row.asked().id(), recipient, kind, day);
            var instant = clock.instant();
            var claimed =
                    Boolean.TRUE.equals(transactions.execute(status -> store.claim(board.round(), reminder, instant)));
            if (!claimed) {
                told = new Told(told.sent(), told.before() + 1, told.refused(), told.unreachable());
            } else if (mail.send(recipient, subject(board, kind, left), text(board, row, kind, left))) {
                transactions.executeWithoutResult(status -> store.sent(board.round(), reminder, clock.instant()));
                told = new Told(told.sent() + 1, told.before(), told.refused(), told.unreachable());
            } else {
                log.warn("A reminder of round {} did not go out", board.round().id());
                told = new Told(told.sent(), told.before(), told.refused() + 1, told.unreachable());
            }
        }
        return told;
    }

    private String subject(Board board, RoundStore.Reminder.Kind kind, long left) {
        return wording.text(
                "round.mail.subject." + kind,
                place(board),
                String.valueOf(board.round().year()),
                RoundPlace.due(wording, left));
    }

    private String text(Board board, Board.Row row, RoundStore.Reminder.Kind kind, long left) {
        var path = RoundPlace.href(board.round().book(), board.round().year()) + "/departments/"
                + row.asked().id();
        var said = said(board, row, kind);
        return wording.text(
                "round.mail.text",
                row.department().name(),
                wording.text(
                        "round.mail.lead." + kind,
                        place(board),
                        String.valueOf(board.round().year())),
                wording.date(board.round().dueOn()),
                RoundPlace.due(wording, left),
                row.projects().size(),
                row.missing(),
                said == null ? "" : said + "\n\n",
                address.configured(path).orElseGet(() -> wording.text("round.mail.where", path)));
    }

    private static @Nullable String said(Board board, Board.Row row, RoundStore.Reminder.Kind kind) {
        return switch (kind) {
            case OPENED ->
                board.round().letter().isEmpty() ? null : board.round().letter();
            case RETURNED -> row.remarks() == null ? null : row.remarks().remarks();
            case BEFORE, LATE, NOW -> null;
        };
    }

    private String place(Board board) {
        return municipalities
                .find(board.round().book().municipality())
                .map(one -> wording.isEnglish() ? one.english() : one.fullName())
                .orElse(board.round().book().municipality().value());
    }
}
