package dure.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** {@code mvn test -Dtest=WritingTheSamples -Ddure.samples.write=true} writes samples/ anew. */
@EnabledIfSystemProperty(named = "dure.samples.write", matches = "true")
class WritingTheSamples {
    @Test
    void into_the_directory_samples() throws IOException {
        for (var sample : new SampleWorkbooks(Workbooks.WORDS).all().entrySet()) {
            Files.write(Path.of("samples", sample.getKey()), sample.getValue().bytes());
        }
    }
}
