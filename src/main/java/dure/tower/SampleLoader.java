package dure.tower;

import dure.access.Access;
import dure.access.Viewer;
import dure.ledger.Ledger;
import dure.plan.Plans;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.MunicipalityCode;
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
    private final Ledger ledger;
    private final TransactionTemplate transaction;

    SampleLoader(
            WorkbookImport importing,
            Plans plans,
            Disclosing disclosing,
            Ledger ledger,
            PlatformTransactionManager transactions) {
        this.importing = importing;
        this.plans = plans;
        this.disclosing = disclosing;
        this.ledger = ledger;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        var samples = new PathMatchingResourcePatternResolver().getResources("classpath:samples/*.xlsx");
        Arrays.sort(samples, Comparator.comparing(Resource::getFilename));
        // Before the samples: what was disclosed last stands on the first page, and should be somebody's plan.
        var cases = new PathMatchingResourcePatternResolver().getResources("classpath:samples/*-case-*");
        Access.as(Viewer.PRODUCT, () -> {
            Arrays.stream(cases).forEach(one -> transaction.executeWithoutResult(status -> loadCase(one)));
            return cases.length;
        });
        Access.as(Viewer.PRODUCT, () -> {
            if (plans.heads().stream().noneMatch(head -> head.book().dataSet() == DataSet.SAMPLE)) {
                transaction.executeWithoutResult(
                        status -> Arrays.stream(samples).forEach(this::load));
                log.info("Loaded {} sample workbooks", samples.length);
            }
            return samples.length;
        });
    }

    /** 사례 to try recounts on: entries alone, invented, in a simulated book of their own. What is there already is left alone. */
    private void loadCase(Resource sample) {
        var name = Objects.requireNonNull(sample.getFilename());
        var book = new Book(new MunicipalityCode(name.substring(0, 5)), DataSet.SIMULATED);
        if (ledger.now(book).position() > 0) {
            return;
        }
        var outcome = importing.run(name, content(sample), book.municipality(), DataSet.SIMULATED, false);
        if (outcome.refused()) {
            throw new IllegalStateException("The case %s was refused: %s".formatted(name, outcome.findings()));
        }
        ledger.disclose(book);
        log.info("Loaded the case {}", name);
    }

    private static byte[] content(Resource sample) {
        try {
            return sample.getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("The sample " + sample.getFilename() + " could not be read", e);
        }
    }

    private void load(Resource sample) {
        var name = Objects.requireNonNull(sample.getFilename());
        var outcome = importing.run(name, content(sample), null, DataSet.SAMPLE, false);
        var summary = outcome.summary();
        if (outcome.refused() || summary == null) {
            throw new IllegalStateException("The sample %s was refused: %s".formatted(name, outcome.findings()));
        }
        disclosing.disclose(summary.book(), summary.kind(), summary.period());
    }
}
