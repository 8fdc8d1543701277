package dure.bench;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Runs the bench that was asked for, and ends. */
@Component
@ConditionalOnProperty(name = "dure.command", havingValue = "bench")
class Benches {
    private final BenchSettings settings;
    private final LedgerBench ledger;
    private final DeskBench desk;
    private final ForecastBench forecast;
    private final ReportingBench reporting;

    Benches(
            BenchSettings settings,
            LedgerBench ledger,
            DeskBench desk,
            ForecastBench forecast,
            ReportingBench reporting) {
        this.settings = settings;
        this.ledger = ledger;
        this.desk = desk;
        this.forecast = forecast;
        this.reporting = reporting;
    }

    @EventListener
    void on(ApplicationReadyEvent ready) throws Exception {
        switch (settings.name()) {
            case "ledger" -> ledger.run(ready.getApplicationContext());
            case "desk" -> desk.run();
            case "forecast" -> forecast.run();
            case "reporting" -> reporting.run();
            default -> throw new IllegalArgumentException("There is no bench (%s)".formatted(settings.name()));
        }
        ready.getApplicationContext().close();
    }
}
