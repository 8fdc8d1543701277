package dure.simulation;

import dure.console.Console;
import dure.region.Municipalities;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** {@code ./dure simulate}: makes the data, says how far it is, and ends. */
@Component
@ConditionalOnProperty(name = "dure.command", havingValue = "simulate")
class Simulating {
    private static final int SAY_EVERY = 20;

    private final Simulation simulation;
    private final SimulationSettings settings;
    private final Municipalities municipalities;
    private final Console console;
    private final Clock clock;

    Simulating(
            Simulation simulation,
            SimulationSettings settings,
            Municipalities municipalities,
            Console console,
            Clock clock) {
        this.simulation = simulation;
        this.settings = settings;
        this.municipalities = municipalities;
        this.console = console;
        this.clock = clock;
    }

    @EventListener
    void on(ApplicationReadyEvent ready) {
        var began = clock.instant();
        var today = LocalDate.now(clock);
        var simulated = new Simulated(
                municipalities.all().stream().limit(settings.municipalities()).toList(),
                IntStream.rangeClosed(today.getYear() - settings.years() + 1, today.getYear())
                        .boxed()
                        .toList(),
                settings.projects(),
                settings.seed(),
                today);
        var all = simulated.municipalities().size();
        var done = new AtomicInteger();
        simulation.run(simulated, municipality -> {
            var count = done.incrementAndGet();
            if (count % SAY_EVERY == 0 || count == all) {
                console.say("simulation.progress", count, all);
            }
        });
        var seconds = Duration.between(began, clock.instant()).toMillis() / 1000.0;
        console.say("simulation.done", all, settings.years(), seconds);
        ready.getApplicationContext().close();
    }
}
