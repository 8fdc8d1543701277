package dure.console;

import java.util.Objects;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** What nobody knows better: the last cause in its own words, and where the rest stands. */
@Order(Ordered.LOWEST_PRECEDENCE)
class AnyFailureAnalyzer implements FailureAnalyzer {
    private final Words words;
    private final String log;

    AnyFailureAnalyzer(Environment environment) {
        this.words = Words.of(environment);
        this.log = environment.getProperty("logging.file.name", "");
    }

    @Override
    public FailureAnalysis analyze(Throwable failure) {
        var cause = NestedExceptionUtils.getMostSpecificCause(failure);
        var reason =
                Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getName());
        return new FailureAnalysis(
                words.text("console.failed", reason),
                log.isEmpty() ? null : words.text("console.see-log", log),
                failure);
    }
}
