package dure.reporting;

import dure.access.Access;
import dure.access.Viewer;
import dure.region.Book;
import dure.web.Refusal;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** 보고 일정: periods that open and close by themselves, each book in a transaction of its own. */
@Component
class ReportingCalendar {
    private static final Logger log = LoggerFactory.getLogger(ReportingCalendar.class);

    private final ReportingStore store;
    private final Reporting reporting;
    private final TransactionTemplate transactions;
    private final String closing;
    private final Clock clock;

    ReportingCalendar(
            ReportingStore store,
            Reporting reporting,
            PlatformTransactionManager transactions,
            MessageSource messages,
            @Value("${dure.language}") String language,
            Clock clock) {
        this.store = store;
        this.reporting = reporting;
        this.transactions = new TransactionTemplate(transactions);
        this.closing =
                Objects.requireNonNull(messages.getMessage("reporting.closed.byCalendar", null, Locale.of(language)));
        this.clock = clock;
    }

    void run() {
        Access.as(Viewer.PRODUCT, () -> {
            var settings = Objects.requireNonNull(transactions.execute(status -> store.automatic()));
            settings.forEach(this::keep);
            return transactions.execute(status -> store.forgetCalls(clock.instant()));
        });
    }

    /** What one book's figures refuse keeps no other from its calendar; the page of its period says why. */
    private void keep(Book book, ReportingSetting setting) {
        try {
            transactions.executeWithoutResult(status -> reporting.byCalendar(book, setting, closing));
        } catch (Refusal refusal) {
            log.warn("The reporting calendar of {} stands still: {}", book.name(), refusal.key());
        }
    }
}
