package dure.reporting;

import dure.access.Access;
import dure.access.Address;
import dure.access.Permission;
import dure.access.Viewer;
import dure.mail.Mail;
import dure.plan.Charge;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.Municipalities;
import dure.reporting.ReportingStore.Reminder;
import dure.web.Wording;
import java.time.Clock;
import java.time.Instant;
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
 * 알림 by e-mail to those in charge of departments that have not submitted, and to who stands in for them. Each goes out once,
 * however many nodes run and however often one is started again: it is claimed before it is sent.
 */
@Component
class ReportReminders {
    private static final Logger log = LoggerFactory.getLogger(ReportReminders.class);
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    /** What happened longer ago is no news. */
    private static final int NEWS_DAYS = 2;

    /** A mail server that refuses three in a row is away; the next minute tries again. */
    private static final int REFUSALS = 3;

    private final ReportingStore store;
    private final Reporting reporting;
    private final Municipalities municipalities;
    private final Mail mail;
    private final Address address;
    private final ReportingSettings settings;
    private final Access access;
    private final TransactionTemplate transactions;
    private final Wording wording;
    private final Clock clock;

    ReportReminders(
            ReportingStore store,
            Reporting reporting,
            Municipalities municipalities,
            Mail mail,
            Address address,
            ReportingSettings settings,
            Access access,
            PlatformTransactionManager transactions,
            MessageSource messages,
            @Value("${dure.language}") String language,
            Clock clock) {
        this.store = store;
        this.reporting = reporting;
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
    record Told(int sent, int before, int refused, List<String> unreachable) {
        static final Told NOTHING = new Told(0, 0, 0, List.of());

        Told sentOne() {
            return new Told(sent + 1, before, refused, unreachable);
        }

        Told beforeOne() {
            return new Told(sent, before + 1, refused, unreachable);
        }

        Told refusedOne() {
            return new Told(sent, before, refused + 1, unreachable);
        }

        Told without(String department) {
            var names = new ArrayList<>(unreachable);
            names.add(department);
            return new Told(sent, before, refused, names);
        }
    }

    /** Everything that is due at this moment, in all open periods; by the product itself. */
    int run(ZonedDateTime now) {
        return Access.as(Viewer.PRODUCT, () -> {
            var sent = 0;
            for (var period : Objects.requireNonNull(transactions.execute(status -> store.open()))) {
                // 가상 자료 has nobody to be told.
                if (period.book().dataSet() == DataSet.REAL) {
                    sent += tell(period, now, false).sent();
                }
            }
            return sent;
        });
    }

    /** 지금 알리기: whoever has not submitted, once a day at most. Empty where the period is not open. */
    Optional<Told> now(Book book, PeriodName name) {
        access.require(Permission.REPORTING_RUN, book.municipality());
        var period = Objects.requireNonNull(transactions.execute(status -> store.period(book, name)));
        return period.filter(ReportingPeriod::open).map(one -> tell(one, ZonedDateTime.now(clock), true));
    }

    private Told tell(ReportingPeriod period, ZonedDateTime now, boolean asked) {
        var today = now.withZoneSameInstant(SEOUL).toLocalDate();
        var quiet = now.withZoneSameInstant(SEOUL).getHour() < settings.from()
                || now.withZoneSameInstant(SEOUL).getHour() >= settings.until();
        if (!asked && !isAnythingDue(period, today, quiet)) {
            return Told.NOTHING;
        }
        var board = Objects.requireNonNull(transactions.execute(status -> reporting.board(period, null)));
        var told = Told.NOTHING;
        for (var row : board.rows()) {
            if (!row.standing().state().isOpen()) {
                continue;
            }
            var kinds = asked ? List.of(Reminder.Kind.NOW) : kinds(row, period, now.withZoneSameInstant(SEOUL));
            for (var kind : kinds) {
                told = tell(board, row, kind, today, told);
                if (told.refused() >= REFUSALS) {
                    return told;
                }
            }
        }
        return told;
    }

    /** Most minutes of a month nothing is due of a period: nothing more is read then. */
    private boolean isAnythingDue(ReportingPeriod period, LocalDate today, boolean quiet) {
        var left = ChronoUnit.DAYS.between(today, period.dueOn());
        return isNews(period.openedAt(), today)
                || (!quiet && (isBefore(left) || isLate(left)))
                || Boolean.TRUE.equals(transactions.execute(status -> store.reports(period.id()).stream()
                        .anyMatch(report ->
                                report.standing().state() == ReportState.RETURNED && isNews(report.movedAt(), today))));
    }

    private static boolean isNews(Instant at, LocalDate today) {
        return ChronoUnit.DAYS.between(day(at), today) < NEWS_DAYS;
    }

    private boolean isBefore(long left) {
        return left > 0 && settings.remindBefore().contains((int) left);
    }

    private boolean isLate(long left) {
        return left < 0 && settings.remindLate().contains((int) -left);
    }

    /** What is due of a report that is not submitted. */
    private List<Reminder.Kind> kinds(Board.Row row, ReportingPeriod period, ZonedDateTime now) {
        var kinds = new ArrayList<Reminder.Kind>();
        var today = now.toLocalDate();
        var remarks = row.remarks();
        if (row.standing().state() == ReportState.RETURNED && remarks != null) {
            if (isNews(remarks.at(), today)) {
                kinds.add(Reminder.Kind.RETURNED);
            }
        } else if (isNews(period.openedAt(), today)) {
            kinds.add(Reminder.Kind.OPENED);
        }
        // Nobody is woken at night, and what was told today already is not told twice.
        if (now.getHour() < settings.from()
                || now.getHour() >= settings.until()
                || since(row, period).equals(today)) {
            return kinds;
        }
        var left = ChronoUnit.DAYS.between(today, period.dueOn());
        if (isBefore(left)) {
            kinds.add(Reminder.Kind.BEFORE);
        }
        if (isLate(left)) {
            kinds.add(Reminder.Kind.LATE);
        }
        return kinds;
    }

    private static LocalDate since(Board.Row row, ReportingPeriod period) {
        var remarks = row.remarks();
        return row.standing().state() == ReportState.RETURNED && remarks != null
                ? day(remarks.at())
                : day(period.openedAt());
    }

    private static LocalDate day(Instant at) {
        return at.atZone(SEOUL).toLocalDate();
    }

    private Told tell(Board board, Board.Row row, Reminder.Kind kind, LocalDate today, Told before) {
        var recipients = new TreeSet<String>();
        row.charges().stream().map(Charge::email).filter(Objects::nonNull).forEach(recipients::add);
        if (recipients.isEmpty()) {
            return before.without(row.department().name());
        }
        var period = board.period();
        var day = switch (kind) {
            case OPENED, RETURNED -> since(row, period);
            case BEFORE, LATE, NOW -> today;
        };
        var left = ChronoUnit.DAYS.between(today, period.dueOn());
        var told = before;
        for (var recipient : recipients) {
            var reminder = new Reminder(row.department().id(), recipient, kind, day);
            var claimed =
                    Boolean.TRUE.equals(transactions.execute(status -> store.claim(period, reminder, clock.instant())));
            if (!claimed) {
                told = told.beforeOne();
            } else if (mail.send(recipient, subject(period, kind, left), text(period, row, kind, left))) {
                transactions.executeWithoutResult(status -> store.sent(period, reminder, clock.instant()));
                told = told.sentOne();
            } else {
                log.warn("A reminder of reporting period {} did not go out", period.id());
                told = told.refusedOne();
            }
        }
        return told;
    }

    private String subject(ReportingPeriod period, Reminder.Kind kind, long left) {
        return wording.text(
                "reporting.mail.subject." + kind,
                place(period),
                ReportPlace.name(wording, period.name()),
                ReportPlace.due(wording, left));
    }

    private String text(ReportingPeriod period, Board.Row row, Reminder.Kind kind, long left) {
        var path = ReportPlace.href(
                period.book(),
                "/" + period.name() + "/departments/" + row.department().id());
        var said = said(row, kind);
        return wording.text(
                "reporting.mail.text",
                row.department().name(),
                wording.text("reporting.mail.lead." + kind, place(period), ReportPlace.name(wording, period.name())),
                wording.date(period.dueOn()),
                ReportPlace.due(wording, left),
                row.lines(),
                row.missing(),
                said == null ? "" : said + "\n\n",
                address.configured(path).orElseGet(() -> wording.text("reporting.mail.where", path)));
    }

    private static @Nullable String said(Board.Row row, Reminder.Kind kind) {
        var remarks = row.remarks();
        return kind == Reminder.Kind.RETURNED && remarks != null ? remarks.remarks() : null;
    }

    private String place(ReportingPeriod period) {
        return municipalities
                .find(period.book().municipality())
                .map(one -> wording.isEnglish() ? one.english() : one.fullName())
                .orElse(period.book().municipality().value());
    }
}
