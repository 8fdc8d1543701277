package dure.bench;

import dure.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Says what was found, and writes it down. */
@Component
@ConditionalOnProperty(name = "dure.command", havingValue = "bench")
class Report {
    private final BenchSettings settings;
    private final Console console;

    Report(BenchSettings settings, Console console) {
        this.settings = settings;
        this.console = console;
    }

    void write(Result result) throws IOException {
        for (var figure : result.figures()) {
            console.say(
                    figure.bar() == null ? "bench.peer" : figure.isMet() ? "bench.met" : "bench.missed",
                    figure.name(),
                    ResultFiles.number(figure.value()),
                    figure.unit(),
                    figure.bar() == null ? "" : (figure.more() ? "≥ " : "≤ ") + ResultFiles.number(figure.bar()));
        }
        var written = new ResultFiles(Path.of(settings.results()));
        written.write(result);
        console.say("bench.written", written.files(result));
    }
}
