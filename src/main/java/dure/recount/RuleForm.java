package dure.recount;

import dure.ledger.Basis;
import dure.ledger.Contract;
import dure.ledger.CountingRule;
import dure.ledger.RuleDraft;
import dure.plan.Measure;
import dure.plan.ProgrammeType;
import dure.plan.Sector;
import dure.plan.TargetGroup;
import dure.web.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * A rule as the form of the editor holds it: what was typed stays as it was typed, and what is wrong is told by field.
 */
final class RuleForm {
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_MONTHS = 120;
    private static final int LONGEST_WINDOW = 3_660;
    private static final BigDecimal HOURS_OF_A_WEEK = BigDecimal.valueOf(168);

    /** The sections of the KSIC. */
    static final List<String> SECTIONS =
            IntStream.rangeClosed('A', 'U').mapToObj(Character::toString).toList();

    private final MultiValueMap<String, String> typed;
    private final List<Refusal.Field> faults = new ArrayList<>();
    private final RuleDraft.@Nullable Content content;

    private RuleForm(MultiValueMap<String, String> typed) {
        this.typed = typed;
        this.content = read();
    }

    static RuleForm of(MultiValueMap<String, String> typed) {
        return new RuleForm(typed);
    }

    static RuleForm of(RuleDraft.Content content) {
        var criteria = content.criteria();
        var typed = new LinkedMultiValueMap<String, String>();
        typed.add("nameKo", content.nameKo());
        typed.add("nameEn", content.nameEn());
        typed.add("textKo", content.textKo());
        typed.add("textEn", content.textEn());
        typed.put("measures", names(criteria.measures()));
        typed.add("basisAtLeast", said(criteria.basisAtLeast()));
        typed.add("retainedMonths", said(criteria.retainedMonths()));
        typed.put("programmeTypes", names(criteria.programmeTypes()));
        typed.put("sectors", names(criteria.sectors()));
        typed.put("withoutIndustries", List.copyOf(criteria.withoutIndustries()));
        typed.put("targetGroups", names(criteria.targetGroups()));
        typed.add("months", said(criteria.months()));
        typed.add("weeklyHours", said(criteria.weeklyHours()));
        typed.put("contracts", names(criteria.contracts()));
        typed.add("insured", said(criteria.insured()));
        typed.add("funded", said(criteria.funded()));
        typed.add("recordedWithinDays", said(criteria.recordedWithinDays()));
        if (criteria.oncePerPerson()) {
            typed.add("oncePerPerson", "true");
        }
        return new RuleForm(typed);
    }

    String typed(String field) {
        return Objects.requireNonNullElse(typed.getFirst(field), "");
    }

    boolean has(String field, String value) {
        return typed.getOrDefault(field, List.of()).contains(value);
    }

    List<Refusal.Field> faults() {
        return faults;
    }

    /** Empty where something is wrong. */
    Optional<RuleDraft.Content> content() {
        return Optional.ofNullable(content);
    }

    private RuleDraft.@Nullable Content read() {
        var measures = some("measures", Measure.class, EnumSet.allOf(Measure.class));
        if (measures.isEmpty()) {
            faults.add(new Refusal.Field("measures", "recount.fault.measures"));
        }
        var basis = typed("basisAtLeast").isEmpty() ? null : one("basisAtLeast", Basis.class);
        var retained = whole("retainedMonths", LONGEST_MONTHS);
        if (retained != null && basis != Basis.RETAINED) {
            faults.add(new Refusal.Field("retainedMonths", "recount.fault.retainedOf"));
        }
        var types = some(
                "programmeTypes", ProgrammeType.class, EnumSet.complementOf(EnumSet.of(ProgrammeType.UNSPECIFIED)));
        var sectors = some("sectors", Sector.class, EnumSet.complementOf(EnumSet.of(Sector.UNSPECIFIED)));
        var industries = new TreeSet<>(typed.getOrDefault("withoutIndustries", List.of()));
        if (!SECTIONS.containsAll(industries)) {
            faults.add(new Refusal.Field("withoutIndustries", "recount.fault.value"));
        }
        var groups = some("targetGroups", TargetGroup.class, EnumSet.allOf(TargetGroup.class));
        var months = whole("months", LONGEST_MONTHS);
        var hours = hours();
        var contracts = some("contracts", Contract.class, EnumSet.complementOf(EnumSet.of(Contract.UNSPECIFIED)));
        var window = whole("recordedWithinDays", LONGEST_WINDOW);
        var nameKo = text("nameKo", LONGEST_NAME);
        var nameEn = text("nameEn", LONGEST_NAME);
        var textKo = text("textKo", LONGEST_TEXT);
        var textEn = text("textEn", LONGEST_TEXT);
        if (!faults.isEmpty()) {
            return null;
        }
        return new RuleDraft.Content(
                nameKo,
                nameEn,
                textKo,
                textEn,
                new CountingRule.Criteria(
                        measures,
                        basis,
                        retained,
                        types,
                        sectors,
                        industries,
                        groups,
                        months,
                        hours,
                        contracts,
                        truth("insured"),
                        truth("funded"),
                        window,
                        has("oncePerPerson", "true")));
    }

    private String text(String field, int longest) {
        var text = typed(field).strip();
        if (text.length() > longest) {
            faults.add(new Refusal.Field(field, "recount.fault.long", longest));
        }
        return text;
    }

    private @Nullable Integer whole(String field, int most) {
        var text = typed(field).strip();
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            faults.add(new Refusal.Field(field, "recount.fault." + field, most));
            return null;
        }
        return Integer.valueOf(text);
    }

    private @Nullable BigDecimal hours() {
        var text = typed("weeklyHours").strip();
        if (text.isEmpty()) {
            return null;
        }
        // One decimal, as entries have it.
        if (!text.matches("[0-9]{1,3}(\\.[0-9])?")
                || new BigDecimal(text).signum() == 0
                || new BigDecimal(text).compareTo(HOURS_OF_A_WEEK) > 0) {
            faults.add(new Refusal.Field("weeklyHours", "recount.fault.weeklyHours"));
            return null;
        }
        return new BigDecimal(text);
    }

    private @Nullable Boolean truth(String field) {
        return typed(field).isEmpty() ? null : Boolean.valueOf(typed(field));
    }

    private <E extends Enum<E>> @Nullable E one(String field, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(typed(field)))
                .findFirst()
                .orElseGet(() -> {
                    faults.add(new Refusal.Field(field, "recount.fault.value"));
                    return null;
                });
    }

    private <E extends Enum<E>> Set<E> some(String field, Class<E> type, Set<E> possible) {
        var given = typed.getOrDefault(field, List.of());
        var found = Arrays.stream(type.getEnumConstants())
                .filter(possible::contains)
                .filter(one -> given.contains(one.name()))
                .collect(Collectors.toSet());
        if (found.size() < Set.copyOf(given).size()) {
            faults.add(new Refusal.Field(field, "recount.fault.value"));
        }
        return found;
    }

    private static List<String> names(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).toList();
    }

    private static String said(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
