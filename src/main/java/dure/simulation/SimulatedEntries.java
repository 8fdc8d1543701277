package dure.simulation;

import dure.ledger.Basis;
import dure.ledger.JobTerms;
import dure.ledger.NewEntry;
import dure.plan.Continuity;
import dure.plan.Measure;
import dure.plan.ProgrammeType;
import dure.plan.ProjectId;
import dure.plan.Quantity;
import dure.plan.Source;
import dure.plan.SourceKind;
import dure.region.Municipality;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** Results of one municipality's year: what its departments would report, month by month. */
final class SimulatedEntries {
    private final Simulated simulated;
    private final Municipality municipality;

    SimulatedEntries(Simulated simulated, Municipality municipality) {
        this.simulated = simulated;
        this.municipality = municipality;
    }

    /** A line a project and month, as far as months are reported; projects by their codes. */
    List<NewEntry> of(int year, List<SimulatedPlans.Project> projects, Map<String, ProjectId> ids) {
        // Other chance than the plan's: results do not know what was planned for the next year.
        var chance = simulated.chance(municipality, year + 5_000);
        // Between four fifths and a bit more than what was promised; some projects much less.
        var diligence = 0.80 + chance.nextDouble(0.30);
        var entries = new ArrayList<NewEntry>();
        for (var project : projects) {
            var success = diligence * (chance.nextInt(12) == 0 ? 0.3 : 0.9 + chance.nextDouble(0.2));
            var basis = basis(project.programme(), chance);
            double owed = 0;
            for (int month = 1; month <= 12; month++) {
                owed += project.target()
                        * success
                        * project.programme().seasons().get(month - 1)
                        / 100.0;
                var came = Math.round(owed * (0.9 + chance.nextDouble(0.2)));
                owed -= came;
                if (came > 0 && month <= simulated.reportedMonths(year)) {
                    entries.add(entry(
                            project,
                            Objects.requireNonNull(ids.get(project.code())),
                            YearMonth.of(year, month),
                            came,
                            basis));
                }
            }
        }
        return entries;
    }

    /** What an investor signs is a pledge; what the centre of jobs places is verified more often than not. */
    private static Basis basis(Programme programme, RandomGenerator chance) {
        if (programme.type() == ProgrammeType.ATTRACTION) {
            return chance.nextInt(3) == 0 ? Basis.REPORTED : Basis.PLEDGED;
        }
        return switch (chance.nextInt(20)) {
            case 0 -> Basis.ESTIMATED;
            case 1, 2, 3, 4, 5, 6, 7, 8, 9 -> Basis.REPORTED;
            case 10, 11, 12, 13, 14, 15 -> Basis.EVIDENCED;
            default -> programme.measure() == Measure.JOBS ? Basis.VERIFIED : Basis.EVIDENCED;
        };
    }

    private NewEntry entry(SimulatedPlans.Project project, ProjectId id, YearMonth month, long quantity, Basis basis) {
        var programme = project.programme();
        LocalDate last = month.atEndOfMonth();
        return new NewEntry(
                id,
                project.name(),
                month.atDay(1),
                last,
                new Quantity(quantity, programme.measure(), programme.measure().usualUnit(), false),
                basis,
                programme.type(),
                programme.sector(),
                programme.groups(),
                new JobTerms(
                        programme.months(),
                        programme.weeklyHours(),
                        programme.contract(),
                        programme.months() == null || programme.months() >= 1 ? Boolean.TRUE : null,
                        null,
                        programme.funded(),
                        Continuity.NEW,
                        null),
                null,
                new Source(SourceKind.SIMULATION, "두레 모의 자료 " + simulated.seed(), null),
                basis.compareTo(Basis.EVIDENCED) >= 0
                        ? "모의 증빙 %s-%s-%s".formatted(municipality.code(), project.code(), month)
                        : null,
                null,
                List.of());
    }
}
