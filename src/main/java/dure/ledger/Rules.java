package dure.ledger;

import dure.access.Access;
import dure.access.Permission;
import dure.region.MunicipalityCode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to 집계기준: which are published and what they say; how one is drafted, published and ended. Nothing published is
 * ever changed: a change is a new version.
 *
 * <p>Of a municipality the job office drafts a rule (RULES_WRITE) and whoever discloses publishes it (PLANS_DISCLOSE), never
 * the account that saved it last. A rule of the installation begins as a municipality's that is published: whoever runs the
 * installation (ACCESS_WRITE) takes it over word by word, and so never decides alone what counts.
 */
@Service
public class Rules {
    /** The rule of a figure for which none was named: what the government itself counts. */
    public static final String DEFAULT = "as-reported";

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private final RuleStore rules;
    private final RuleWords words;
    private final Access access;
    private final Clock clock;

    Rules(RuleStore rules, RuleWords words, Access access, Clock clock) {
        this.rules = rules;
        this.words = words;
        this.access = access;
        this.clock = clock;
    }

    /** Every version of every rule, in the order in which they were published. */
    @Transactional(readOnly = true)
    public List<CountingRule> all() {
        return rules.all();
    }

    /** The newest version of each rule of the installation that is not retired: what is offered everywhere. */
    @Transactional(readOnly = true)
    public List<CountingRule> newest() {
        return offered(rules.all(), null);
    }

    /** As {@link #newest()}, and the municipality's own after them. */
    @Transactional(readOnly = true)
    public List<CountingRule> offered(MunicipalityCode municipality) {
        return offered(rules.all(), municipality);
    }

    private List<CountingRule> offered(List<CountingRule> all, @Nullable MunicipalityCode municipality) {
        var today = today();
        return newestOf(all).stream()
                .filter(rule -> !rule.isRetired(today))
                .filter(rule -> rule.owner() == null || rule.owner().equals(municipality))
                .sorted(Comparator.comparing(rule -> rule.owner() != null))
                .toList();
    }

    private static List<CountingRule> newestOf(List<CountingRule> all) {
        return all.stream()
                .filter(rule -> all.stream()
                        .noneMatch(other -> other.key().id().equals(rule.key().id())
                                && other.key().version() > rule.key().version()))
                .toList();
    }

    /** By its name ("strict": the newest version) or its name and version ("strict/1"); retired or not. */
    @Transactional(readOnly = true)
    public Optional<CountingRule> find(String text) {
        var all = rules.all();
        return newestOf(all).stream()
                .filter(rule -> rule.key().id().equals(text))
                .findFirst()
                .or(() -> all.stream()
                        .filter(rule -> rule.key().toString().equals(text))
                        .findFirst());
    }

    /** Every version of the municipality's own rules. */
    @Transactional(readOnly = true)
    public List<CountingRule> of(MunicipalityCode municipality) {
        return rules.all().stream()
                .filter(rule -> municipality.equals(rule.owner()))
                .toList();
    }

    @Transactional(readOnly = true)
    public List<RuleDraft> drafts(MunicipalityCode municipality) {
        return rules.drafts(municipality);
    }

    @Transactional(readOnly = true)
    public Optional<RuleDraft> draft(MunicipalityCode municipality, String rule) {
        return rules.draft(municipality, rule);
    }

    /** The name by which a municipality's rule is asked for. */
    public static String nameOf(String chosen, MunicipalityCode municipality) {
        var ending = "-" + municipality.value();
        return chosen.endsWith(ending) ? chosen : chosen + ending;
    }

    /**
     * Begins a draft: of a new rule, or of the next version of one that is there.
     *
     * @return empty where a draft of that name, or somebody else's rule, is there already
     */
    @Transactional
    public Optional<RuleDraft> begin(MunicipalityCode municipality, String name, RuleDraft.Content content) {
        var by = access.require(Permission.RULES_WRITE, municipality);
        var rule = nameOf(name, municipality);
        return rules.insert(content, municipality, rule, by, clock.instant())
                ? rules.draft(municipality, rule)
                : Optional.empty();
    }

    /**
     * @param seen the revision on which the change was made
     * @return empty where it is not there or was saved by somebody else since
     */
    @Transactional
    public Optional<RuleDraft> save(MunicipalityCode municipality, String rule, int seen, RuleDraft.Content content) {
        var by = access.require(Permission.RULES_WRITE, municipality);
        return rules.update(content, municipality, rule, seen, by, clock.instant())
                ? rules.draft(municipality, rule)
                : Optional.empty();
    }

    @Transactional
    public void discard(MunicipalityCode municipality, String rule) {
        access.require(Permission.RULES_WRITE, municipality);
        rules.delete(municipality, rule);
    }

    /**
     * 공표: the draft, as it was read, becomes the next version of its rule.
     *
     * @param seen the revision that was read
     */
    @Transactional
    public Publication publish(MunicipalityCode municipality, String name, int seen) {
        var by = access.require(Permission.PLANS_DISCLOSE, municipality);
        var found = rules.draft(municipality, name);
        if (found.isEmpty()) {
            return new Publication.NotThere();
        }
        var draft = found.get();
        if (draft.revision() != seen) {
            return new Publication.Changed();
        }
        if (by.account() != null && by.account().equals(draft.account())) {
            return new Publication.OwnDraft();
        }
        var content = draft.content();
        if (content.nameKo().isBlank() || content.nameEn().isBlank()) {
            return new Publication.Unnamed();
        }
        var before = rules.all().stream()
                .filter(one -> one.key().id().equals(draft.rule()))
                .reduce((one, other) -> other.key().version() > one.key().version() ? other : one);
        var rule = new CountingRule(
                new RuleKey(draft.rule(), before.map(one -> one.key().version()).orElse(0) + 1),
                content.nameKo(),
                content.nameEn(),
                content.textKo().isBlank() ? words.text(content.criteria(), Locale.KOREAN) : content.textKo(),
                content.textEn().isBlank() ? words.text(content.criteria(), Locale.ENGLISH) : content.textEn(),
                content.criteria(),
                today(),
                municipality,
                by.name(),
                null);
        if (before.isPresent() && !before.get().isRetired(today()) && saysTheSame(before.get(), rule)) {
            return new Publication.SameAsBefore();
        }
        rules.publish(rule, draft.changedBy(), clock.instant());
        rules.delete(municipality, draft.rule());
        return new Publication.Published(rule);
    }

    private static boolean saysTheSame(CountingRule one, CountingRule other) {
        return one.criteria().equals(other.criteria())
                && one.nameKo().equals(other.nameKo())
                && one.nameEn().equals(other.nameEn())
                && one.textKo().equals(other.textKo())
                && one.textEn().equals(other.textEn());
    }

    /**
     * 전체 적용: a municipality's published rule becomes one of the installation, word by word.
     *
     * @param name the name by which it will be asked for
     */
    @Transactional
    public Publication adopt(RuleKey key, String name) {
        var by = access.require(Permission.ACCESS_WRITE);
        var all = rules.all();
        var found = all.stream()
                .filter(one -> one.key().equals(key) && one.owner() != null)
                .findFirst();
        if (found.isEmpty()) {
            return new Publication.NotThere();
        }
        var before = all.stream()
                .filter(one -> one.key().id().equals(name))
                .reduce((one, other) -> other.key().version() > one.key().version() ? other : one);
        // The rules that came with the product keep their names: what is cited by them must not begin to mean something
        // else.
        if (before.isPresent() && (before.get().owner() != null || before.get().publishedBy() == null)) {
            return new Publication.NameTaken(name);
        }
        var own = found.get();
        var rule = new CountingRule(
                new RuleKey(name, before.map(one -> one.key().version()).orElse(0) + 1),
                own.nameKo(),
                own.nameEn(),
                own.textKo(),
                own.textEn(),
                own.criteria(),
                today(),
                null,
                by.name(),
                null);
        if (before.isPresent() && !before.get().isRetired(today()) && saysTheSame(before.get(), rule)) {
            return new Publication.SameAsBefore();
        }
        rules.publish(rule, Objects.requireNonNull(own.owner()).value() + " " + own.key(), clock.instant());
        return new Publication.Published(rule);
    }

    /** 폐지: the newest version of a rule is offered no more from a day on. What it counted can be asked for ever. */
    @Transactional
    public Publication retire(RuleKey key, LocalDate from, String reason) {
        var newest = newestOf(rules.all()).stream()
                .filter(one -> one.key().equals(key))
                .findFirst();
        if (newest.isEmpty()) {
            return new Publication.NotThere();
        }
        var owner = newest.get().owner();
        var by = owner == null
                ? access.require(Permission.ACCESS_WRITE)
                : access.require(Permission.PLANS_DISCLOSE, owner);
        if (key.id().equals(DEFAULT)) {
            return new Publication.IsDefault();
        }
        if (newest.get().retiredFrom() != null) {
            return new Publication.AlreadyRetired(key);
        }
        rules.retire(key, from, reason, by.name(), clock.instant());
        return new Publication.Retired(key);
    }

    /** A municipality's day is Korea's. */
    private LocalDate today() {
        return LocalDate.now(clock.withZone(SEOUL));
    }
}
