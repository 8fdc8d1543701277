package dure.tower;

import dure.access.Access;
import dure.access.Viewer;
import dure.plan.Plans;
import dure.region.DataSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Loads the sample municipalities at the first start, through the import that everybody uses, and discloses them. All
 * of them or none: a start that was cut off begins again.
 */
@Component
@ConditionalOnBooleanProperty(name = "dure.samples")
class SampleLoader implements ApplicationRunner {
    private static final Logger log = LoggerFactory.getLogger(SampleLoader.class);

    private final WorkbookImport importing;
    private final Plans plans;
    private final Disclosing disclosing;
    private final TransactionTemplate transaction;

    SampleLoader(
            WorkbookImport importing, Plans plans, Disclosing disclosing, PlatformTransactionManager transactions) {
        this.importing = importing;
        this.plans = plans;
        this.disclosing = disclosing;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        var samples = new PathMatchingResourcePatternResolver().getResources("classpath:samples/*.xlsx");
        Arrays.sort(samples, Comparator.comparing(Resource::getFilename));
        Access.as(Viewer.PRODUCT, () -> {
            if (plans.heads().stream().noneMatch(head -> head.book().dataSet() == DataSet.SAMPLE)) {
                transaction.executeWithoutResult(
                        status -> Arrays.stream(samples).forEach(this::load));
                log.info("Loaded {} sample workbooks", samples.length);
            }
            return samples.length;
        });
    }

    private void load(Resource sample) {
        var name = Objects.requireNonNull(sample.getFilename());
        WorkbookImport.Outcome outcome;
        try {
            outcome = importing.run(name, sample.getContentAsByteArray(), null, DataSet.SAMPLE, false);
        } catch (IOException e) {
            throw new UncheckedIOException("The sample " + name + " could not be read", e);
        }
        var summary = outcome.summary();
        if (outcome.refused() || summary == null) {
            throw new IllegalStateException("The sample %s was refused: %s".formatted(name, outcome.findings()));
        }
        disclosing.disclose(summary.book(), summary.kind(), summary.period());
    }
}
