package dure.ledger;

import dure.web.Wording;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What a rule's criteria say, in sentences: one a criterion, in the order in which they are asked. */
@Component
public class RuleWords {
    private final MessageSource messages;

    RuleWords(MessageSource messages) {
        this.messages = messages;
    }

    /** The text that is proposed for a rule, in a language. */
    public String text(CountingRule.Criteria criteria, Locale locale) {
        return String.join(" ", sentences(criteria, new Wording(messages, locale)));
    }

    public static List<String> sentences(CountingRule.Criteria criteria, Wording words) {
        var said = new ArrayList<String>();
        said.add(words.text(
                criteria.measures().size() == 1 ? "ledger.rule.measure" : "ledger.rule.measures",
                names("plan.measure", criteria.measures(), words)));
        if (criteria.retainedMonths() != null) {
            said.add(words.text("ledger.rule.retained", criteria.retainedMonths()));
        } else if (criteria.basisAtLeast() != null) {
            said.add(words.text("ledger.rule.basis", words.text("ledger.basis", criteria.basisAtLeast())));
        }
        only("ledger.rule.types", "plan.programmeType", criteria.programmeTypes(), words, said);
        only("ledger.rule.sectors", "plan.sector", criteria.sectors(), words, said);
        if (!criteria.withoutIndustries().isEmpty()) {
            said.add(words.text("ledger.rule.industries", industries(criteria.withoutIndustries(), words)));
        }
        only("ledger.rule.groups", "plan.targetGroup", criteria.targetGroups(), words, said);
        if (criteria.months() != null) {
            said.add(words.text("ledger.rule.months", criteria.months()));
        }
        if (criteria.weeklyHours() != null) {
            said.add(words.text("ledger.rule.hours", words.number(criteria.weeklyHours())));
        }
        only("ledger.rule.contracts", "ledger.contract", criteria.contracts(), words, said);
        if (criteria.insured() != null) {
            said.add(words.text("ledger.rule.insured." + criteria.insured()));
        }
        if (criteria.funded() != null) {
            said.add(words.text("ledger.rule.funded." + criteria.funded()));
        }
        if (criteria.recordedWithinDays() != null) {
            said.add(words.text("ledger.rule.window", criteria.recordedWithinDays()));
        }
        if (criteria.oncePerPerson()) {
            said.add(words.text("ledger.rule.once"));
        }
        if (asksForWhatMayBeUnstated(criteria)) {
            said.add(words.text("ledger.rule.unstated"));
        }
        return said;
    }

    /** The sections of the KSIC by their names. */
    public static String industries(Collection<String> sections, Wording words) {
        return sections.stream()
                .sorted()
                .map(section -> words.text("ledger.industry." + section))
                .collect(Collectors.joining(", "));
    }

    private static void only(
            String sentence,
            String prefix,
            Collection<? extends Enum<?>> values,
            Wording words,
            ArrayList<String> said) {
        if (!values.isEmpty()) {
            said.add(words.text(sentence, names(prefix, values, words)));
        }
    }

    private static String names(String prefix, Collection<? extends Enum<?>> values, Wording words) {
        return values.stream().sorted().map(value -> words.text(prefix, value)).collect(Collectors.joining(", "));
    }

    private static boolean asksForWhatMayBeUnstated(CountingRule.Criteria criteria) {
        return criteria.retainedMonths() != null
                || !criteria.programmeTypes().isEmpty()
                || !criteria.sectors().isEmpty()
                || !criteria.withoutIndustries().isEmpty()
                || !criteria.targetGroups().isEmpty()
                || criteria.months() != null
                || criteria.weeklyHours() != null
                || !criteria.contracts().isEmpty()
                || criteria.insured() != null
                || criteria.funded() != null;
    }
}
