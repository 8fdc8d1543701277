package dure.console;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The run at build from which the JVM learns what to keep ready for later starts (its AOT cache): everything starts,
 * the first pages are asked for, and it ends.
 */
@Component
@ConditionalOnProperty("dure.rehearsal")
class Rehearsal {
    private static final Logger log = LoggerFactory.getLogger(Rehearsal.class);
    private static final List<String> PATHS = List.of(
            "/",
            "/sign-in",
            "/municipalities/30170",
            "/municipalities/30170/entries",
            "/api/v1/municipalities",
            "/api/v1/municipalities/30170/terms/7",
            "/api/v1/municipalities/30170/plans/2021");

    @EventListener
    void on(ApplicationReadyEvent ready) throws IOException, InterruptedException {
        if (!(ready.getApplicationContext() instanceof WebServerApplicationContext context)) {
            return;
        }
        var port = Objects.requireNonNull(context.getWebServer()).getPort();
        try (var browser = HttpClient.newHttpClient()) {
            for (var path : PATHS) {
                var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build();
                log.info(
                        "Rehearsed {}: {}",
                        path,
                        browser.send(request, BodyHandlers.discarding()).statusCode());
            }
        }
        ready.getApplicationContext().close();
    }
}
