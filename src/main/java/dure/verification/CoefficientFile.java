package dure.verification;

import dure.access.Access;
import dure.access.Viewer;
import dure.finding.Findings;
import dure.plan.Measure;
import dure.sheet.Choices;
import dure.sheet.Column;
import dure.sheet.Reading;
import dure.sheet.Sheets;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.stereotype.Component;

/**
 * The installation's coefficients, from the operator's file: a line that changed is a new version, the same file changes nothing.
 * A file that cannot be understood stops nothing: what is in the database goes on to hold, and the log says what is wrong.
 */
@Component
@ConditionalOnExpression("!'${dure.face:both}'.equals('public')")
class CoefficientFile implements ApplicationRunner {
    private static final Logger log = LoggerFactory.getLogger(CoefficientFile.class);

    private static final Column CODE = Column.required("코드", "code");
    private static final Column NAME = Column.required("이름", "name");
    private static final Column INPUT = Column.required("입력 종류", "input");
    private static final Column INPUT_NAME = Column.required("입력 이름", "input name");
    private static final Column PER = Column.required("입력 단위", "per");
    private static final Column JOBS = Column.required("일자리", "jobs");
    private static final Column CAP = Column.required("상한", "cap");
    private static final Column SOURCE = Column.required("출처", "source");
    private static final Column FROM = Column.required("시작일", "valid from");
    private static final Column TO = Column.optional("종료일", "valid to");
    private static final List<Column> COLUMNS =
            List.of(CODE, NAME, INPUT, INPUT_NAME, PER, JOBS, CAP, SOURCE, FROM, TO);

    private static final Choices<Coefficient.Input> INPUTS = new Choices<>(Map.of(
            Coefficient.Input.WON, List.of("원", "WON", "금액"),
            Coefficient.Input.COUNT, List.of("수", "COUNT", "개수")));

    private final VerificationSettings settings;
    private final Estimates estimates;

    CoefficientFile(VerificationSettings settings, Estimates estimates) {
        this.settings = settings;
        this.estimates = estimates;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        var file = settings.coefficients();
        if (file == null) {
            return;
        }
        try {
            var written =
                    Access.as(Viewer.PRODUCT, () -> estimates.load(read(file.toString(), Files.readAllBytes(file))));
            if (written > 0) {
                log.info("{} versions of coefficients were read from {}", written, file);
            }
        } catch (IllegalArgumentException | dure.web.Refusal e) {
            log.warn("The coefficients in {} were not read: {}", file, e.getMessage());
        }
    }

    static List<Coefficient> read(String name, byte[] content) {
        if (!(Sheets.read(name, content) instanceof Reading.Read read)) {
            throw new IllegalArgumentException("it is no file of tables");
        }
        var findings = new Findings();
        var found = new ArrayList<Coefficient>();
        for (var line :
                read.workbook().sheets().getFirst().table(COLUMNS, findings).lines()) {
            var input = line.oneOf(INPUT, INPUTS);
            var per = line.whole(PER);
            var jobs = line.decimal(JOBS);
            var cap = line.whole(CAP);
            var from = line.date(FROM);
            if (input == null || per == null || jobs == null || cap == null || from == null) {
                throw new IllegalArgumentException("row " + line.place().row() + " says not all of it");
            }
            found.add(new Coefficient(
                    new UUID(0, 0),
                    null,
                    line.text(CODE),
                    1,
                    line.text(NAME),
                    input,
                    line.text(INPUT_NAME),
                    per,
                    jobs,
                    Measure.JOBS,
                    cap,
                    line.text(SOURCE),
                    from,
                    line.date(TO)));
        }
        if (findings.hasErrors()) {
            throw new IllegalArgumentException(
                    "columns are missing: they are 코드, 이름, 입력 종류, 입력 이름, 입력 단위, 일자리, 상한, 출처, 시작일, 종료일");
        }
        return found;
    }
}
