package dure.ledger;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to 집계기준: which are published, and what they say. */
@Service
public class Rules {
    /** The rule of a figure for which none was named: what the government itself counts. */
    public static final String DEFAULT = "as-reported";

    private final RuleStore rules;

    Rules(RuleStore rules) {
        this.rules = rules;
    }

    /** Every version of every rule, in the order in which they were published. */
    @Transactional(readOnly = true)
    public List<CountingRule> all() {
        return rules.all();
    }

    /** The newest version of each. */
    @Transactional(readOnly = true)
    public List<CountingRule> newest() {
        var all = rules.all();
        return all.stream()
                .filter(rule -> all.stream()
                        .noneMatch(other -> other.key().id().equals(rule.key().id())
                                && other.key().version() > rule.key().version()))
                .toList();
    }

    /** By its name ("strict": the newest version) or its name and version ("strict/1"). */
    @Transactional(readOnly = true)
    public Optional<CountingRule> find(String text) {
        return newest().stream()
                .filter(rule -> rule.key().id().equals(text))
                .findFirst()
                .or(() -> rules.all().stream()
                        .filter(rule -> rule.key().toString().equals(text))
                        .findFirst());
    }
}
