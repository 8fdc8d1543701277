package dure.ledger;

import static dure.ledger.Entries.jobs;

import dure.plan.Continuity;
import dure.plan.Measure;
import dure.plan.ProgrammeType;
import dure.plan.Sector;
import dure.plan.TargetGroup;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Random;
import java.util.UUID;

/** Entries of three years of every shape that a rule tells apart; some of persons, whom there are few of. */
final class AnyEntry {
    static final LocalDate FIRST = LocalDate.of(2022, 5, 1);
    static final int DAYS = 3 * 365;

    private static final String[] INDUSTRIES = {null, "F41", "42", "4121", "C10", "84", "건설", "62"};
    private static final TargetGroup[][] GROUPS = {
        {}, {TargetGroup.YOUTH}, {TargetGroup.WOMEN, TargetGroup.YOUTH}, {TargetGroup.SENIOR}
    };

    private AnyEntry() {}

    static NewEntry any(Random random) {
        var first = FIRST.plusDays(random.nextInt(DAYS));
        var person = random.nextInt(6) == 0;
        var entry = jobs(person ? 1 : 1 + random.nextInt(50))
                .of(random.nextInt(8) == 0 ? Measure.TRAINEES : Measure.JOBS)
                .basis(Basis.values()[random.nextInt(5)])
                .in(Sector.values()[random.nextInt(3)], ProgrammeType.values()[random.nextInt(4)])
                .forGroups(GROUPS[random.nextInt(GROUPS.length)])
                .during(
                        first.toString(),
                        first.plusDays(random.nextInt(10) == 0 ? 90 : 20).toString())
                .on(terms(random));
        entry = random.nextInt(9) == 0 ? entry.about() : entry;
        return (person ? entry.of(new UUID(0, random.nextInt(10))) : entry).entry();
    }

    private static JobTerms terms(Random random) {
        return new JobTerms(
                random.nextBoolean() ? null : Integer.valueOf(3 * (1 + random.nextInt(4))),
                random.nextBoolean() ? null : new BigDecimal("20"),
                random.nextBoolean() ? Contract.UNSPECIFIED : Contract.values()[random.nextInt(3)],
                random.nextInt(3) == 0 ? null : Boolean.valueOf(random.nextBoolean()),
                null,
                random.nextInt(3) == 0 ? null : Boolean.valueOf(random.nextBoolean()),
                Continuity.UNSPECIFIED,
                INDUSTRIES[random.nextInt(INDUSTRIES.length)]);
    }
}
