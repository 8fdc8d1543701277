package dure.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Where a figure was measured: it means nothing without. */
record Machine(int cores, String processor, long memoryMegabytes, String system, String java, Instant at) {
    static Machine here(Instant now) {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                line("/proc/cpuinfo", "model name"),
                megabytes(line("/proc/meminfo", "MemTotal")),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.version"),
                now);
    }

    /** What a file of Linux says under a name; empty on other systems. */
    private static String line(String file, String name) {
        var path = Path.of(file);
        if (!Files.isReadable(path)) {
            return "";
        }
        try (var lines = Files.lines(path)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long megabytes(String kilobytes) {
        return kilobytes.isEmpty() ? 0 : Long.parseLong(kilobytes.replaceAll("\\D", "")) / 1024;
    }
}
