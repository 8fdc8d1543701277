package dure.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** 세부사업 as one version of a plan has it. */
public record Project(
        ProjectId id,
        int no,
        String code,
        String name,
        @Nullable Integer strategy,
        @Nullable Integer task,
        @Nullable Integer component,
        @Nullable String department,
        ProgrammeType programmeType,
        Sector sector,
        Set<TargetGroup> targetGroups,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String deliveringBody,
        Continuity continuity,
        ProjectDetails details,
        List<Target> targets) {

    /** 목표 of one period; the periods of one measure do not overlap. */
    public record Target(LocalDate from, LocalDate to, Quantity quantity) {}

    /** The sum of its targets in this measure; empty where the plan names the project without a number. */
    public OptionalLong target(Measure measure) {
        var ofMeasure = targets.stream()
                .map(Target::quantity)
                .filter(quantity -> quantity.measure() == measure)
                .toList();
        return ofMeasure.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(ofMeasure.stream().mapToLong(Quantity::amount).sum());
    }
}
