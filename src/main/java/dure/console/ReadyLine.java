package dure.console;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says when everything stands: where, and after how long. */
@Component
@ConditionalOnProperty(name = "dure.command", havingValue = "up", matchIfMissing = true)
class ReadyLine {
    private final Console console;
    private final Environment environment;
    private final Clock clock;

    ReadyLine(Console console, Environment environment, Clock clock) {
        this.console = console;
        this.environment = environment;
        this.clock = clock;
    }

    /** First of those who speak when everything is ready. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof WebServerApplicationContext context) {
            var port = String.valueOf(
                    Objects.requireNonNull(context.getWebServer()).getPort());
            console.say(
                    "console.ready",
                    environment.containsProperty("server.ssl.bundle") ? "https" : "http",
                    (clock.millis() - began()) / 1000.0,
                    port);
        }
    }

    /** When the command began; started without the command, when this process did. */
    private long began() {
        return environment.getProperty(
                "dure.began", Long.class, ManagementFactory.getRuntimeMXBean().getStartTime());
    }
}
