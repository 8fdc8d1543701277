package dure.person;

import dure.access.Access;
import dure.access.AccessLog;
import dure.access.Action;
import dure.access.Deed;
import dure.access.Permission;
import dure.access.Viewer;
import dure.region.MunicipalityCode;
import dure.web.Refusal;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to persons whom a municipality counsels. Every way through it leaves a row in the access log with whose data it
 * was, in the same transaction: what cannot be written down is not shown.
 */
@Service
public class Persons {
    /** Longer names exist; longer ones than this were pasted. */
    static final int LONGEST_NAME = 60;

    static final int LONGEST_TEXT = 500;
    static final int LONGEST_PERIOD = 120; // months
    private static final int FOUND_AT_MOST = 100;
    private static final String ALL_ITEMS = "name, birth date, sex, phone, email";
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 -]{7,18}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,100}\\.[^\\s@]{2,24}");
    private static final LocalDate OLDEST = LocalDate.of(1900, 1, 1);

    private final PersonStore store;
    private final Seals seals;
    private final Access access;
    private final AccessLog log;
    private final Clock clock;

    Persons(PersonStore store, Seals seals, Access access, AccessLog log, Clock clock) {
        this.store = store;
        this.seals = seals;
        this.access = access;
        this.log = log;
        this.clock = clock;
    }

    /** A page of masked persons. @param count of all */
    public record Listed(List<Person.Masked> persons, int count) {}

    /** @param notices what was told and agreed to; the first that is required says until when the person is kept */
    public record New(Identity identity, Contact contact, List<Consent.Notice> notices) {
        public New {
            notices = List.copyOf(notices);
        }

        @Override
        public String toString() {
            return "New person";
        }
    }

    /** @param candidates who may be the same person: somebody decides */
    public record Registered(PersonRef ref, List<Person.Masked> candidates) {}

    /** 파기 기준 */
    public enum Rule {
        PERIOD_ENDED,
        PURPOSE_ENDED,
        CONSENT_WITHDRAWN,
        BY_HAND
    }

    public record Destruction(Instant at, Rule rule, String items, List<PersonRef> persons, String reason, String by) {}

    /** The newest word about a pair holds. */
    public record Link(PersonRef other, boolean same, Instant at, String by, String reason) {}

    @Transactional
    public Listed list(MunicipalityCode municipality, int offset, int limit) {
        requireReader(municipality);
        var rows = store.list(municipality, offset, limit);
        log.write(Deed.of(Action.LIST_PERSONS, municipality).about(refs(rows)));
        return new Listed(masked(rows), store.count(municipality));
    }

    /** By the exact name, without regard to spaces; nobody else is opened for it. */
    @Transactional
    public List<Person.Masked> named(MunicipalityCode municipality, String name) {
        requireReader(municipality);
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw Refusal.of(new Refusal.Field("name", "person.fault.name", LONGEST_NAME));
        }
        var rows = store.byName(municipality, seals.nameHash(municipality, name), FOUND_AT_MOST);
        log.write(Deed.of(Action.LIST_PERSONS, municipality).about(refs(rows)).detail("name"));
        return masked(rows);
    }

    /** One person, masked, with the consents. */
    @Transactional
    public Person.Masked masked(MunicipalityCode municipality, PersonRef ref) {
        requireReader(municipality);
        var row = get(municipality, ref);
        log.write(Deed.of(Action.LIST_PERSONS, municipality).about(ref.value()));
        return person(row).masked();
    }

    /** In full, for a reason that is written down. */
    @Transactional
    public Person open(MunicipalityCode municipality, PersonRef ref, String reason) {
        requireReader(municipality);
        var why = reason("reason", reason);
        var row = get(municipality, ref);
        log.write(Deed.of(Action.READ_PERSON, municipality).about(ref.value()).because(why));
        return person(row);
    }

    /** Everybody in full, for a file; the download writes down why. */
    @Transactional(readOnly = true)
    public List<Person> all(MunicipalityCode municipality) {
        requireReader(municipality);
        return store.list(municipality, 0, Integer.MAX_VALUE).stream()
                .map(this::person)
                .toList();
    }

    /** @throws Refusal with each field that is wrong */
    @Transactional
    public Registered register(MunicipalityCode municipality, New what) {
        var by = requireWriter(municipality);
        check(what);
        var ref = add(municipality, what, by);
        var candidates = store.byKey(seals.personKey(municipality, what.identity()), ref.value());
        log.write(Deed.of(Action.REGISTER_PERSON, municipality).about(ref.value()));
        return new Registered(ref, masked(candidates));
    }

    private PersonRef add(MunicipalityCode municipality, New what, Viewer by) {
        var now = clock.instant();
        var today = LocalDate.now(clock);
        var ref = PersonRef.fresh();
        var keepUntil = what.notices().stream()
                .filter(Consent.Notice::required)
                .map(one -> today.plusMonths(one.months()))
                .max(LocalDate::compareTo)
                .orElseThrow();
        var who = new Identity(
                what.identity().name().strip(),
                what.identity().birthDate(),
                what.identity().sex());
        var sealed = seals.seal(municipality, ref.value(), who, what.contact());
        store.add(new PersonStore.Row(ref.value(), municipality, sealed, keepUntil, null, now, by.name()));
        int no = 0;
        for (var notice : what.notices()) {
            no++;
            store.addConsent(
                    ref.value(),
                    municipality,
                    new Consent(
                            no,
                            notice.required(),
                            notice.purpose().strip(),
                            notice.items().strip(),
                            today.plusMonths(notice.months()),
                            notice.refusal().strip(),
                            now,
                            by.name(),
                            null));
        }
        return ref;
    }

    /**
     * A person of a list.
     *
     * @param known whether the municipality knew somebody of exactly this name, birth date and stated sex before: then it is
     *     that person's reference. Of an unstated sex nobody is taken for somebody else
     */
    public record Enlisted(PersonRef ref, boolean known) {}

    /**
     * 명단 등록: persons whom a list of participants names, by whoever writes the list's entries. What was told and agreed to
     * is the same for all. The same name, birth date and sex in a list twice is one person. Nothing is read back.
     *
     * @throws Refusal with each field that is wrong
     */
    @Transactional
    public List<Enlisted> enlist(MunicipalityCode municipality, List<Identity> listed, List<Consent.Notice> notices) {
        var by = access.require(Permission.ENTRIES_WRITE, municipality);
        listed.forEach(who -> check(new New(who, Contact.NONE, notices)));
        var keys =
                listed.stream().map(who -> seals.personKey(municipality, who)).toList();
        var known = store.ofKeys(municipality, keys);
        var fresh = new HashMap<ByteBuffer, PersonRef>();
        var enlisted = new ArrayList<Enlisted>();
        var added = new ArrayList<UUID>();
        for (int i = 0; i < listed.size(); i++) {
            var who = listed.get(i);
            var key = ByteBuffer.wrap(keys.get(i));
            var before = who.sex() == Sex.UNSTATED ? List.<UUID>of() : known.getOrDefault(key, List.of());
            if (!before.isEmpty()) {
                enlisted.add(new Enlisted(new PersonRef(before.getFirst()), true));
                continue;
            }
            var ref = who.sex() == Sex.UNSTATED ? null : fresh.get(key);
            if (ref == null) {
                ref = add(municipality, new New(who, Contact.NONE, notices), by);
                added.add(ref.value());
                fresh.put(key, ref);
            }
            enlisted.add(new Enlisted(ref, false));
        }
        if (!added.isEmpty()) {
            log.write(Deed.of(Action.REGISTER_PERSON, municipality).about(added).detail("list"));
        }
        return enlisted;
    }

    /**
     * Who is known by exactly this name, birth date and sex; where a sex is unstated, here or there, by the other two. For
     * each, all that there are: more than one cannot be told apart by these. Nobody is opened for it, and the log tells whose
     * references were found.
     */
    @Transactional
    public List<Set<PersonRef>> ofIdentities(MunicipalityCode municipality, List<Identity> asked) {
        if (!access.viewer().may(Permission.ENTRIES_VERIFY, municipality)) {
            access.require(Permission.ENTRIES_WRITE, municipality);
        }
        var keysOf = asked.stream()
                .map(who -> (who.sex() == Sex.UNSTATED ? List.of(Sex.values()) : List.of(who.sex(), Sex.UNSTATED))
                        .stream()
                                .map(sex ->
                                        seals.personKey(municipality, new Identity(who.name(), who.birthDate(), sex)))
                                .toList())
                .toList();
        var known =
                store.ofKeys(municipality, keysOf.stream().flatMap(List::stream).toList());
        var found = keysOf.stream()
                .map(keys -> keys.stream()
                        .flatMap(key -> known.getOrDefault(ByteBuffer.wrap(key), List.of()).stream())
                        .map(PersonRef::new)
                        .collect(Collectors.toUnmodifiableSet()))
                .toList();
        var refs = found.stream()
                .flatMap(Set::stream)
                .map(PersonRef::value)
                .distinct()
                .toList();
        if (!refs.isEmpty()) {
            log.write(Deed.of(Action.LIST_PERSONS, municipality).about(refs).detail("key"));
        }
        return found;
    }

    /** Several persons, masked, as far as they are not destroyed. */
    @Transactional
    public Map<PersonRef, Person.Masked> masked(MunicipalityCode municipality, Collection<PersonRef> refs) {
        requireReader(municipality);
        var rows = store.find(municipality, refs.stream().map(PersonRef::value).toList());
        if (!rows.isEmpty()) {
            log.write(Deed.of(Action.LIST_PERSONS, municipality).about(refs(rows)));
        }
        return masked(rows).stream().collect(Collectors.toMap(Person.Masked::ref, one -> one));
    }

    /** Who may be the same person, by name, birth date and sex. */
    @Transactional
    public List<Person.Masked> candidates(MunicipalityCode municipality, PersonRef ref) {
        requireReader(municipality);
        var row = get(municipality, ref);
        var rows = store.byKey(Objects.requireNonNull(row.sealed().keyHash()), ref.value());
        if (!rows.isEmpty()) {
            log.write(
                    Deed.of(Action.LIST_PERSONS, municipality).about(refs(rows)).detail("candidates"));
        }
        return masked(rows);
    }

    @Transactional(readOnly = true)
    public List<Link> links(MunicipalityCode municipality, PersonRef ref) {
        requireReader(municipality);
        return store.links(get(municipality, ref).ref());
    }

    /** 같은 사람으로 잇거나, 다른 사람으로 나눔. Nothing is overwritten, so that either can be taken back. */
    @Transactional
    public void link(MunicipalityCode municipality, PersonRef one, PersonRef other, boolean same, String reason) {
        var by = requireWriter(municipality);
        var why = reason("reason", reason);
        get(municipality, one);
        get(municipality, other);
        if (one.equals(other)) {
            throw Refusal.of(new Refusal.Field("other", "person.fault.self"));
        }
        store.link(municipality, one.value(), other.value(), same, clock.instant(), by.name(), why);
        log.write(Deed.of(Action.LINK_PERSONS, municipality)
                .about(List.of(one.value(), other.value()))
                .because(why)
                .detail(same ? "same" : "other"));
    }

    @Transactional
    public void change(MunicipalityCode municipality, PersonRef ref, Contact contact) {
        requireWriter(municipality);
        var wrong = new ArrayList<Refusal.Field>();
        check(contact, wrong);
        var row = lock(municipality, ref);
        if (contact.email() != null
                && store.consents(ref.value()).stream().allMatch(one -> one.required() || one.withdrawnAt() != null)) {
            wrong.add(new Refusal.Field("email", "person.fault.email.consent"));
        }
        refuse(wrong);
        store.reseal(
                ref.value(), seals.seal(municipality, ref.value(), seals.identity(ref.value(), row.sealed()), contact));
        log.write(Deed.of(Action.CHANGE_PERSON, municipality).about(ref.value()).detail("contact"));
    }

    /**
     * 동의 철회. Without a required consent nothing may be kept, so the person is destroyed at once; of an optional one, what
     * it was given for.
     */
    @Transactional
    public void withdraw(MunicipalityCode municipality, PersonRef ref, int no) {
        var by = requireWriter(municipality);
        var row = lock(municipality, ref);
        var consent = store.consents(ref.value()).stream()
                .filter(one -> one.no() == no && one.withdrawnAt() == null)
                .findFirst()
                .orElseThrow(Refusal::notThere);
        store.withdraw(ref.value(), no, clock.instant(), by.name());
        if (consent.required()) {
            destroy(municipality, List.of(ref.value()), Rule.CONSENT_WITHDRAWN, "", by.name());
            return;
        }
        var contact = new Contact(seals.contact(ref.value(), row.sealed()).phone(), null);
        store.reseal(
                ref.value(), seals.seal(municipality, ref.value(), seals.identity(ref.value(), row.sealed()), contact));
        store.addDestruction(
                municipality, Rule.CONSENT_WITHDRAWN, List.of(ref.value()), "email", "", by.name(), clock.instant());
        log.write(Deed.of(Action.CHANGE_PERSON, municipality).about(ref.value()).detail("withdrawal " + no));
    }

    /** 목적 달성: destroyed by the next run of the schedule. */
    @Transactional
    public void endPurpose(MunicipalityCode municipality, PersonRef ref) {
        requireWriter(municipality);
        lock(municipality, ref);
        store.endPurpose(ref.value(), LocalDate.now(clock));
        log.write(Deed.of(Action.CHANGE_PERSON, municipality).about(ref.value()).detail("purpose ended"));
    }

    @Transactional
    public void destroy(MunicipalityCode municipality, PersonRef ref, String reason) {
        var by = requireWriter(municipality);
        var why = reason("reason", reason);
        lock(municipality, ref);
        destroy(municipality, List.of(ref.value()), Rule.BY_HAND, why, by.name());
    }

    private void destroy(MunicipalityCode municipality, List<UUID> refs, Rule rule, String reason, String by) {
        var now = clock.instant();
        refs.forEach(ref -> store.destroy(ref, now));
        store.addDestruction(municipality, rule, refs, ALL_ITEMS, reason, by, now);
        log.write(Deed.of(Action.DESTROY_PERSONS, municipality)
                .about(refs)
                .because(reason)
                .detail(rule.name()));
    }

    @Transactional(readOnly = true)
    public List<Destruction> destructions(MunicipalityCode municipality) {
        requireReader(municipality);
        return store.destructions(municipality, FOUND_AT_MOST);
    }

    /** By the schedule, as the product itself: a batch of those whose period or purpose is over. @return how many */
    @Transactional
    int destroyDue(int batch) {
        var today = LocalDate.now(clock);
        return destroyDue(Rule.PERIOD_ENDED, store.due(PersonStore.periodEndedBefore(today), batch))
                + destroyDue(Rule.PURPOSE_ENDED, store.due(PersonStore.purposeEndedBefore(today.plusDays(1)), batch));
    }

    private int destroyDue(Rule rule, List<PersonStore.Row> rows) {
        rows.stream().map(PersonStore.Row::municipality).distinct().sorted().forEach(municipality -> {
            var refs = rows.stream()
                    .filter(row -> row.municipality().equals(municipality))
                    .map(PersonStore.Row::ref)
                    .toList();
            destroy(municipality, refs, rule, "", Viewer.PRODUCT.name());
        });
        return rows.size();
    }

    private PersonStore.Row get(MunicipalityCode municipality, PersonRef ref) {
        return store.find(municipality, ref.value()).orElseThrow(Refusal::notThere);
    }

    private PersonStore.Row lock(MunicipalityCode municipality, PersonRef ref) {
        return store.lock(municipality, ref.value()).orElseThrow(Refusal::notThere);
    }

    private static List<UUID> refs(List<PersonStore.Row> rows) {
        return rows.stream().map(PersonStore.Row::ref).toList();
    }

    private List<Person.Masked> masked(List<PersonStore.Row> rows) {
        return rows.stream().map(row -> person(row, List.of()).masked()).toList();
    }

    private Person person(PersonStore.Row row) {
        return person(row, store.consents(row.ref()));
    }

    private Person person(PersonStore.Row row, List<Consent> consents) {
        return new Person(
                new PersonRef(row.ref()),
                row.municipality(),
                seals.identity(row.ref(), row.sealed()),
                seals.contact(row.ref(), row.sealed()),
                row.registeredAt(),
                row.registeredBy(),
                row.keepUntil(),
                row.purposeEndedOn(),
                consents);
    }

    private void check(New what) {
        var wrong = new ArrayList<Refusal.Field>();
        var who = what.identity();
        if (who.name().isBlank() || who.name().strip().length() > LONGEST_NAME) {
            wrong.add(new Refusal.Field("name", "person.fault.name", LONGEST_NAME));
        }
        if (who.birthDate().isBefore(OLDEST) || who.birthDate().isAfter(LocalDate.now(clock))) {
            wrong.add(new Refusal.Field("birthDate", "person.fault.birthDate"));
        }
        check(what.contact(), wrong);
        if (what.notices().stream().noneMatch(Consent.Notice::required)) {
            wrong.add(new Refusal.Field("consent", "person.fault.consent"));
        }
        if (what.contact().email() != null && what.notices().stream().allMatch(Consent.Notice::required)) {
            wrong.add(new Refusal.Field("email", "person.fault.email.consent"));
        }
        for (var notice : what.notices()) {
            if (isOutOfForm(notice.purpose()) || isOutOfForm(notice.items()) || isOutOfForm(notice.refusal())) {
                wrong.add(new Refusal.Field("consent", "person.fault.notice", LONGEST_TEXT));
            }
            if (notice.months() < 1 || notice.months() > LONGEST_PERIOD) {
                wrong.add(new Refusal.Field("months", "person.fault.months", LONGEST_PERIOD));
            }
        }
        refuse(wrong);
    }

    private static boolean isOutOfForm(String text) {
        return text.isBlank() || text.length() > LONGEST_TEXT;
    }

    private static void check(Contact contact, List<Refusal.Field> wrong) {
        if (contact.phone() != null && !PHONE.matcher(contact.phone()).matches()) {
            wrong.add(new Refusal.Field("phone", "person.fault.phone"));
        }
        if (contact.email() != null && !EMAIL.matcher(contact.email()).matches()) {
            wrong.add(new Refusal.Field("email", "person.fault.email"));
        }
    }

    private static void refuse(List<Refusal.Field> wrong) {
        if (!wrong.isEmpty()) {
            throw Refusal.of(wrong.toArray(Refusal.Field[]::new));
        }
    }

    private static String reason(String field, @Nullable String reason) {
        if (reason == null || reason.strip().length() < 2 || reason.length() > LONGEST_TEXT) {
            throw Refusal.of(new Refusal.Field(field, "person.fault.reason", LONGEST_TEXT));
        }
        return reason.strip();
    }

    private void requireReader(MunicipalityCode municipality) {
        access.require(Permission.PERSONS_READ, municipality);
    }

    private Viewer requireWriter(MunicipalityCode municipality) {
        return access.require(Permission.PERSONS_WRITE, municipality);
    }
}
