package dure.console;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** A start that failed says so on the terminal too, not only in the log; one that was ended by a signal did not fail. */
@SuppressWarnings("SystemOut")
class FailureLines implements FailureAnalysisReporter {
    @Override
    public void report(FailureAnalysis analysis) {
        if (isEnding()) {
            return;
        }
        System.err.println(analysis.getDescription());
        if (analysis.getAction() != null && !analysis.getAction().isBlank()) {
            System.err.println(analysis.getAction());
        }
    }

    /** The JVM tells that it is ending only by taking no more hooks. */
    private static boolean isEnding() {
        var hook = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return !Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
