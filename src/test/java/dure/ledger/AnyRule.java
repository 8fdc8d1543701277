package dure.ledger;

import dure.plan.Measure;
import dure.plan.ProgrammeType;
import dure.plan.Sector;
import dure.plan.TargetGroup;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Random;
import java.util.Set;

/** Rules that ask for anything, a few things at a time: a rule that asks for everything counts nothing. */
final class AnyRule {
    private AnyRule() {}

    static CountingRule published(Rules rules, Random random) {
        var all = rules.all();
        return all.get(random.nextInt(all.size()));
    }

    static CountingRule any(Random random) {
        var retained = random.nextInt(12) == 0;
        return of(new CountingRule.Criteria(
                random.nextBoolean() ? Set.of(Measure.JOBS) : Set.of(Measure.JOBS, Measure.TRAINEES),
                retained
                        ? Basis.RETAINED
                        : random.nextBoolean() ? null : Basis.values()[random.nextInt(Basis.values().length)],
                retained ? Integer.valueOf(1 + random.nextInt(6)) : null,
                seldom(random) ? Set.of(ProgrammeType.DIRECT, ProgrammeType.SERVICE) : Set.of(),
                seldom(random) ? Set.of(Sector.PRIVATE) : Set.of(),
                seldom(random) ? Set.of("F", "O") : Set.of(),
                seldom(random) ? Set.of(TargetGroup.YOUTH, TargetGroup.SENIOR) : Set.of(),
                seldom(random) ? Integer.valueOf(6) : null,
                seldom(random) ? new BigDecimal("15") : null,
                seldom(random) ? Set.of(Contract.REGULAR, Contract.TEMPORARY) : Set.of(),
                seldom(random) ? Boolean.valueOf(random.nextBoolean()) : null,
                seldom(random) ? Boolean.valueOf(random.nextBoolean()) : null,
                random.nextInt(8) == 0 ? Integer.valueOf(900 + random.nextInt(500)) : null,
                random.nextBoolean()));
    }

    private static boolean seldom(Random random) {
        return random.nextInt(5) == 0;
    }

    static CountingRule of(CountingRule.Criteria criteria) {
        return new CountingRule(
                new RuleKey("any", 1), "아무 기준", "Any", "", "", criteria, LocalDate.of(2026, 1, 1), null, null, null);
    }
}
