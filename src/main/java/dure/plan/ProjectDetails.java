package dure.plan;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says of a project beside its place, target and money; each null where it does not.
 *
 * @param description 목적·내용
 * @param partners 협력기관
 * @param legalBasis 근거 법령·조례
 * @param ministryCall 중앙부처 공모·지침
 * @param risks 위험 요인
 * @param predecessor code of last year's project that this one continues
 * @param groupTargets 대상별 목표 in the project's own measure; groups overlap and are never added
 * @param measure what its targets count, also where it has none yet
 * @param statedUnit as the plan writes it; null: the measure's usual one
 */
public record ProjectDetails(
        @Nullable String description,
        @Nullable String partners,
        @Nullable String legalBasis,
        @Nullable String ministryCall,
        @Nullable String risks,
        ExpectedTerms terms,
        @Nullable String predecessor,
        Map<TargetGroup, Long> groupTargets,
        Measure measure,
        @Nullable String statedUnit) {
    public static final ProjectDetails NONE = new ProjectDetails(
            null, null, null, null, null, ExpectedTerms.UNSTATED, null, Map.of(), Measure.JOBS, null);

    public ProjectDetails {
        var ordered = new EnumMap<TargetGroup, Long>(TargetGroup.class);
        ordered.putAll(groupTargets);
        groupTargets = java.util.Collections.unmodifiableMap(ordered);
    }

    ProjectDetails with(Map<TargetGroup, Long> others) {
        return new ProjectDetails(
                description,
                partners,
                legalBasis,
                ministryCall,
                risks,
                terms,
                predecessor,
                others,
                measure,
                statedUnit);
    }

    /** Nothing but what the targets count. */
    static ProjectDetails of(Measure measure, @Nullable String statedUnit) {
        return new ProjectDetails(
                null, null, null, null, null, ExpectedTerms.UNSTATED, null, Map.of(), measure, statedUnit);
    }
}
