package dure.plan;

import static dure.plan.PlanField.*;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the workbook calls the fields of a project. */
final class SliceColumns {
    private static final Map<String, PlanField> PLAIN = Map.ofEntries(
            Map.entry("no", PROJECT_NO),
            Map.entry("code", PROJECT_CODE),
            Map.entry("name", PROJECT_NAME),
            Map.entry("task", PROJECT_TASK),
            Map.entry("component", PROJECT_COMPONENT),
            Map.entry("department", PROJECT_DEPARTMENT),
            Map.entry("description", PROJECT_DESCRIPTION),
            Map.entry("deliveringBody", PROJECT_BODY),
            Map.entry("partners", PROJECT_PARTNERS),
            Map.entry("programmeType", PROJECT_TYPE),
            Map.entry("sector", PROJECT_SECTOR),
            Map.entry("targetGroups", PROJECT_GROUPS),
            Map.entry("continuity", PROJECT_CONTINUITY),
            Map.entry("predecessor", PROJECT_PREDECESSOR),
            Map.entry("from", PROJECT_FROM),
            Map.entry("to", PROJECT_TO),
            Map.entry("legalBasis", PROJECT_LEGAL_BASIS),
            Map.entry("ministryCall", PROJECT_MINISTRY_CALL),
            Map.entry("measure", PROJECT_MEASURE),
            Map.entry("statedUnit", PROJECT_UNIT),
            Map.entry("approximate", PROJECT_APPROXIMATE),
            Map.entry("months", PROJECT_JOB_MONTHS),
            Map.entry("weeklyHours", PROJECT_WEEKLY_HOURS),
            Map.entry("contract", PROJECT_CONTRACT),
            Map.entry("monthlyWage", PROJECT_WAGE),
            Map.entry("insured", PROJECT_INSURED),
            Map.entry("risks", PROJECT_RISKS));

    private SliceColumns() {}

    /** A column of the sheet 세부사업: of what another sheet says, the one that its project is found by. */
    static PlanField of(String field) {
        var plain = PLAIN.get(field);
        if (plain != null) {
            return plain;
        }
        if (field.matches("target/\\d{4}-Q[1-4]")) {
            return TargetCells.quarter(field.charAt(field.length() - 1) - '0');
        }
        if (field.matches("target/\\d{4}-(0[1-9]|1[0-2])")) {
            return TargetCells.month(Integer.parseInt(field.substring(field.length() - 2)));
        }
        return field.startsWith("target/") ? PROJECT_TARGET : PROJECT_CODE;
    }

    /** As people find it in the file: 1분기, 편성액 국비. */
    static String name(String field, PlanWords words) {
        var slash = field.indexOf('/');
        if (slash < 0 || field.startsWith("target/")) {
            return of(field).column().name();
        }
        var of = field.substring(slash + 1);
        return switch (field.substring(0, slash)) {
            case "group" -> PART_GROUP.column().name() + " " + words.targetGroups.label(TargetGroup.valueOf(of));
            case "carried" -> SHARE_CARRIED_IN.column().name() + " " + source(of, words);
            case "executed" -> SHARE_EXECUTED.column().name() + " " + source(of, words);
            default -> SHARE_APPROPRIATED.column().name() + " " + source(of, words);
        };
    }

    private static String source(String of, PlanWords words) {
        var parts = of.split("/", 2);
        return words.budgetSources.label(BudgetSource.valueOf(parts[0])) + (parts.length > 1 ? " " + parts[1] : "");
    }

    /** A value in the words of the file. */
    static @Nullable String shown(String field, @Nullable String value, PlanWords words) {
        if (value == null) {
            return null;
        }
        return switch (field) {
            case "programmeType" -> words.programmeTypes.label(ProgrammeType.valueOf(value));
            case "sector" -> words.sectors.label(Sector.valueOf(value));
            case "continuity" -> words.continuities.label(Continuity.valueOf(value));
            case "measure" -> words.measures.label(Measure.valueOf(value));
            case "contract" -> words.contracts.label(ExpectedTerms.Contract.valueOf(value));
            case "insured", "approximate" -> value.equals("true") ? "예" : "아니오";
            case "targetGroups" ->
                Arrays.stream(value.split(","))
                        .map(one -> words.targetGroups.label(TargetGroup.valueOf(one)))
                        .collect(Collectors.joining(", "));
            default -> value;
        };
    }
}
