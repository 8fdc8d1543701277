package dure.action;

import dure.access.Access;
import dure.access.Address;
import dure.access.Viewer;
import dure.mail.Mail;
import dure.plan.Charge;
import dure.plan.Departments;
import dure.region.DataSet;
import dure.region.Municipalities;
import dure.web.Wording;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** 알림 by e-mail to those in charge of a department whose action is due, and whose action is late. Each goes out once. */
@Component
class ActionReminders {
    private static final Logger log = LoggerFactory.getLogger(ActionReminders.class);
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final int WEEK = 7;

    /** A mail server that refuses three in a row is away; the next run tries again. */
    private static final int REFUSALS = 3;

    private final ActionStore store;
    private final Departments departments;
    private final Municipalities municipalities;
    private final Mail mail;
    private final Address address;
    private final ActionSettings settings;
    private final TransactionTemplate transactions;
    private final Wording wording;
    private final Clock clock;

    ActionReminders(
            ActionStore store,
            Departments departments,
            Municipalities municipalities,
            Mail mail,
            Address address,
            ActionSettings settings,
            PlatformTransactionManager transactions,
            MessageSource messages,
            @Value("${dure.language}") String language,
            Clock clock) {
        this.store = store;
        this.departments = departments;
        this.municipalities = municipalities;
        this.mail = mail;
        this.address = address;
        this.settings = settings;
        this.transactions = new TransactionTemplate(transactions);
        this.wording = new Wording(messages, Locale.of(language));
        this.clock = clock;
    }

    /** Everything that is due at this moment; by the product itself. */
    int run(ZonedDateTime now) {
        var korean = now.withZoneSameInstant(SEOUL);
        if (korean.getHour() < settings.from() || korean.getHour() >= settings.until()) {
            return 0; // nobody is woken at night
        }
        return Access.as(Viewer.PRODUCT, () -> {
            var today = korean.toLocalDate();
            var soon = today.plusDays(
                    settings.remindBefore().stream().max(Integer::compare).orElse(0));
            var waiting = Objects.requireNonNull(transactions.execute(status -> store.waiting(soon)));
            var sent = 0;
            var refused = 0;
            for (var one : waiting) {
                // 가상 자료 has nobody to be told.
                var kind = kind(one.item().dueOn(), today);
                if (kind.isEmpty() || one.item().book().dataSet() != DataSet.REAL) {
                    continue;
                }
                for (var recipient : recipients(one.item())) {
                    var told = tell(new ActionStore.Reminder(one.item(), recipient, kind.get(), today));
                    sent += told == Told.SENT ? 1 : 0;
                    refused = told == Told.REFUSED ? refused + 1 : told == Told.SENT ? 0 : refused;
                    if (refused >= REFUSALS) {
                        return sent;
                    }
                }
            }
            return sent;
        });
    }

    Optional<ActionStore.Reminder.Kind> kind(LocalDate dueOn, LocalDate today) {
        var left = (int) ChronoUnit.DAYS.between(today, dueOn);
        if (left >= 0) {
            return settings.remindBefore().contains(left)
                    ? Optional.of(ActionStore.Reminder.Kind.BEFORE)
                    : Optional.empty();
        }
        return -left <= settings.remindLate() || -left % WEEK == 0
                ? Optional.of(ActionStore.Reminder.Kind.LATE)
                : Optional.empty();
    }

    private TreeSet<String> recipients(ActionItem item) {
        return Objects.requireNonNull(transactions.execute(status -> {
            var acting = departments.today(item.book()).get(item.department());
            var addresses = new TreeSet<String>();
            if (acting != null) {
                departments.charges(List.of(acting.id())).getOrDefault(acting.id(), List.of()).stream()
                        .map(Charge::email)
                        .filter(Objects::nonNull)
                        .forEach(addresses::add);
            }
            return addresses;
        }));
    }

    private enum Told {
        SENT,
        BEFORE,
        REFUSED
    }

    private Told tell(ActionStore.Reminder reminder) {
        if (!Boolean.TRUE.equals(transactions.execute(status -> store.claim(reminder, clock.instant())))) {
            return Told.BEFORE;
        }
        var item = reminder.item();
        var path = ActionPlace.href(item);
        var place = municipalities
                .find(item.book().municipality())
                .map(one -> wording.isEnglish() ? one.english() : one.fullName())
                .orElse(item.book().municipality().value());
        var due = ActionPlace.due(wording, ChronoUnit.DAYS.between(reminder.day(), item.dueOn()));
        var sent = mail.send(
                reminder.recipient(),
                wording.text("action.mail.subject", place, item.name(), due),
                wording.text(
                        "action.mail.text",
                        item.name(),
                        item.problem(),
                        item.countermeasure(),
                        item.owner(),
                        wording.date(item.dueOn()),
                        due,
                        address.configured(path).orElseGet(() -> wording.text("action.mail.where", path))));
        if (!sent) {
            log.warn("A reminder of action {} did not go out", item.id());
            return Told.REFUSED;
        }
        transactions.executeWithoutResult(status -> store.sent(reminder, clock.instant()));
        return Told.SENT;
    }
}
