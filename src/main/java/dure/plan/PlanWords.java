package dure.plan;

import dure.sheet.Choices;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The words of plans: labels of what is one of a list, in Korean as workbooks write them, understood in English too. */
@Component
public class PlanWords {
    private final MessageSource messages;

    final Choices<PlanKind> kinds;
    final Choices<Goal.Kind> goals;
    final Choices<Measure> measures;
    final Choices<ProgrammeType> programmeTypes;
    final Choices<Sector> sectors;
    final Choices<TargetGroup> targetGroups;
    final Choices<Continuity> continuities;
    final Choices<BudgetSource> budgetSources;
    final Choices<Resolution> resolutions;
    final Choices<SourceKind> sourceKinds;
    final Choices<ExpectedTerms.Contract> contracts;
    /** 기준 연령 is a text: municipalities set goals for other ages too, these three are those of the statistics. */
    final Choices<String> ageBases = new Choices<>(orderly(Map.of(
            "15-64", List.of("15~64세", "15-64", "15∼64", "15~64"),
            "15+", List.of("15세 이상", "15+"),
            "15-29", List.of("15~29세", "15-29", "청년"))));

    PlanWords(MessageSource messages) {
        this.messages = messages;
        kinds = choices("plan.planKind", PlanKind.values());
        goals = choices("plan.goal", Goal.Kind.values());
        measures = choices("plan.measure", Measure.values());
        programmeTypes = choices("plan.programmeType", ProgrammeType.values());
        sectors = choices("plan.sector", Sector.values());
        targetGroups = choices("plan.targetGroup", TargetGroup.values());
        continuities = choices("plan.continuity", Continuity.values());
        budgetSources = choices("plan.budgetSource", BudgetSource.values());
        resolutions = choices("plan.resolution", Resolution.values());
        sourceKinds = choices("plan.sourceKind", SourceKind.values());
        contracts = choices("plan.contract", ExpectedTerms.Contract.values());
    }

    String say(String key, Locale locale, Object... values) {
        return messages.getMessage(key, values, locale);
    }

    public Choices<Measure> measures() {
        return measures;
    }

    public Choices<ProgrammeType> programmeTypes() {
        return programmeTypes;
    }

    public Choices<Sector> sectors() {
        return sectors;
    }

    public Choices<TargetGroup> targetGroups() {
        return targetGroups;
    }

    public Choices<Continuity> continuities() {
        return continuities;
    }

    public Choices<SourceKind> sourceKinds() {
        return sourceKinds;
    }

    /** What a field's cell may hold; empty: anything. Several target groups may stand in one cell, so they are no list. */
    List<String> choices(PlanField field) {
        return switch (field) {
            case KIND -> kinds.labels();
            case TARGET_APPROXIMATE,
                    YEAR_APPROXIMATE,
                    GOAL_APPROXIMATE,
                    COMPONENT_APPROXIMATE,
                    PROJECT_APPROXIMATE,
                    PART_APPROXIMATE,
                    PROJECT_INSURED -> List.of("예", "아니오");
            case RESOLUTION -> resolutions.labels();
            case SOURCE_KIND -> sourceKinds.labels();
            case GOAL_KIND -> goals.labels();
            case GOAL_AGE_BASE -> ageBases.labels();
            case COMPONENT_MEASURE, PROJECT_MEASURE, PART_MEASURE -> measures.labels();
            case COMPONENT_TYPE, PROJECT_TYPE -> programmeTypes.labels();
            case COMPONENT_SECTOR, PROJECT_SECTOR -> sectors.labels();
            case PROJECT_CONTINUITY -> continuities.labels();
            case PROJECT_CONTRACT -> contracts.labels();
            case PART_GROUP -> targetGroups.labels();
            case BUDGET_SOURCE, SHARE_SOURCE -> budgetSources.labels();
            case BUDGET_UNIT, SHARE_UNIT -> List.of("원", "천원", "만원", "백만원", "억원");
            default -> List.of();
        };
    }

    /**
     * Another module's list: the labels of its constants are messages under the prefix.
     *
     * @param list prefix of the keys: "plan.measure"
     */
    public <E extends Enum<E>> Choices<E> choices(String list, E[] values) {
        var names = new LinkedHashMap<E, List<String>>();
        for (var value : values) {
            var key = list + "." + value.name();
            var written = new ArrayList<String>();
            written.add(say(key, Locale.KOREAN));
            written.add(say(key, Locale.ENGLISH));
            written.add(value.name());
            for (var also : also(key).split(",")) {
                if (!also.isBlank()) {
                    written.add(also.strip());
                }
            }
            names.put(value, written);
        }
        return new Choices<>(names);
    }

    /** What else is understood; few words have any. */
    private String also(String key) {
        return Objects.requireNonNullElse(messages.getMessage(key + ".also", null, "", Locale.KOREAN), "");
    }

    private static Map<String, List<String>> orderly(Map<String, List<String>> names) {
        var ordered = new LinkedHashMap<String, List<String>>();
        for (var base : List.of("15-64", "15+", "15-29")) {
            ordered.put(base, names.getOrDefault(base, List.of(base)));
        }
        return ordered;
    }
}
