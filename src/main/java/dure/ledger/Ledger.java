package dure.ledger;

import dure.access.Access;
import dure.access.Permission;
import dure.access.Viewer;
import dure.plan.ProjectId;
import dure.region.Book;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to the 실적 장부: entries go in, are taken back, are attested; nothing is changed or deleted.
 *
 * <p>Every writing locks its book until it is committed, so that positions and instants follow the order of commits:
 * what an instant once showed, it shows for ever.
 */
@Service
public class Ledger {
    private final LedgerStore ledger;
    private final EntryStore entries;
    private final OwnProjects ownProjects;
    private final Access access;
    private final Clock clock;

    Ledger(LedgerStore ledger, EntryStore entries, OwnProjects ownProjects, Access access, Clock clock) {
        this.ledger = ledger;
        this.entries = entries;
        this.ownProjects = ownProjects;
        this.access = access;
        this.clock = clock;
    }

    /** Writes the entries, all or none, in this order. The same file or idempotency key writes once. */
    @Transactional
    public Recording record(Book book, List<NewEntry> written, Origin origin) {
        var by = access.require(Permission.ENTRIES_WRITE, book.municipality());
        ownProjects.require(by, book, written.stream().map(NewEntry::project).toList());
        var head = ledger.lock(book);
        var earlier = earlier(book, by.name(), origin);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        var closed = ledger.closed(
                head.id(),
                written.stream().map(entry -> YearMonth.from(entry.to())).toList());
        if (!closed.isEmpty()) {
            return new Recording.MonthClosed(closed);
        }
        if (written.isEmpty()) {
            return new Recording.Recorded(List.of(), new LedgerInstant(head.position(), head.recordedAt()));
        }
        var kind = switch (origin) {
            case Origin.Form form -> "FORM";
            case Origin.Call call -> "API";
            case Origin.File file -> "FILE";
        };
        var posting = ledger.post(book, head, written.size(), after(head), by, kind, origin);
        ledger.write(posting, written);
        return new Recording.Recorded(posting.entries(), posting.instant());
    }

    private Optional<Recording> earlier(Book book, String recorder, Origin origin) {
        return switch (origin) {
            case Origin.Form form -> Optional.empty();
            case Origin.File file ->
                ledger.postingOfFile(book, file.contentHash())
                        .map(posting -> new Recording.AlreadyRecorded(posting.entries(), posting.instant()));
            case Origin.Call call -> {
                var key = call.idempotencyKey();
                if (key == null) {
                    yield Optional.empty();
                }
                yield ledger.postingOfCall(book, recorder, key)
                        .map(found -> Arrays.equals(found.requestHash(), call.requestHash())
                                ? new Recording.AlreadyRecorded(
                                        found.posting().entries(),
                                        found.posting().instant())
                                : new Recording.KeyUsed(key));
            }
        };
    }

    /**
     * 정정: takes an entry back; it inherits the day of what it reverses. A reversal is taken back too, and brings back what it
     * took. What the public has seen is taken back by an approver only, and what is of a closed month by {@link Corrections}.
     */
    @Transactional
    public Correction reverse(EntryId entry, String reason) {
        var municipality = entry.book().municipality();
        var by = access.require(takesBack(entry), municipality);
        var head = ledger.lock(entry.book());
        var found = entries.find(entry, head.recordedAt());
        if (found.isEmpty()) {
            return new Correction.NoSuchEntry(entry);
        }
        var reversedBy = found.get().reversedBy();
        if (reversedBy != null) {
            return new Correction.AlreadyReversed(entry, reversedBy);
        }
        var month = YearMonth.from(found.get().what().to());
        if (!ledger.closed(head.id(), List.of(month)).isEmpty()) {
            return new Correction.MonthClosed(entry, month);
        }
        // Whose project it is matters to those only who write for a department.
        if (!by.may(Permission.CORRECTIONS_APPROVE, municipality)) {
            ownProjects.require(
                    by, entry.book(), Collections.singleton(found.get().what().project()));
        }
        var posting = ledger.post(entry.book(), head, 1, after(head), by, "REVERSAL", new Origin.Form());
        ledger.writeReversal(posting, posting.first(), linkAfter(found.get()), reason);
        return new Correction.Done(posting.entries().getFirst());
    }

    /**
     * Asks for the permission to write entries, and of whoever writes for departments that the project is one of theirs.
     *
     * @param project null where it is stated for the municipality as a whole
     * @throws dure.web.Refusal where it is another department's
     */
    @Transactional(readOnly = true)
    public void requireOwn(Book book, @Nullable ProjectId project) {
        var by = access.require(Permission.ENTRIES_WRITE, book.municipality());
        ownProjects.require(by, book, Collections.singleton(project));
    }

    /** The entries that stand now, name a person each and occurred in these days, in their order. */
    @Transactional(readOnly = true)
    public List<Entry> ofPersons(Book book, LocalDate from, LocalDate to) {
        return entries.read(book, entries.ofPersons(book, from, to), clock.instant()).values().stream()
                .filter(entry -> entry.reverses() == null && entry.reversedBy() == null)
                .toList();
    }

    /** Several entries with what is known of them now. */
    @Transactional(readOnly = true)
    public Map<Long, Entry> read(Book book, Collection<Long> positions) {
        return entries.read(book, positions, clock.instant());
    }

    /** 본인 기재: those of the entries that the viewer's own hand wrote, and therefore does not verify. */
    @Transactional(readOnly = true)
    public Set<Long> ofOwnHand(Book book, Collection<Long> positions) {
        var account = access.viewer().account();
        if (account == null) {
            return Set.of();
        }
        return entries.accounts(book, List.copyOf(positions)).entrySet().stream()
                .filter(one -> account.equals(one.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What the next link of its chain names: a line that was brought back is taken back at the chain's end. */
    long linkAfter(Entry entry) {
        return entry.reverses() == null
                ? entries.endOfChain(entry.id())
                : entry.id().position();
    }

    /** Whether the viewer may take an entry back, as far as its place in the book says. */
    @Transactional(readOnly = true)
    public boolean mayReverse(EntryId entry) {
        return access.viewer().may(takesBack(entry), entry.book().municipality());
    }

    private Permission takesBack(EntryId entry) {
        return entry.position() <= ledger.disclosedPosition(entry.book())
                ? Permission.CORRECTIONS_APPROVE
                : Permission.ENTRIES_WRITE;
    }

    /**
     * 근거 확인: raises the basis of an entry. To VERIFIED and beyond it takes a verifier, and another than whoever wrote it.
     *
     * @param retainedMonths for RETAINED only: how long the job was seen to be kept
     * @param evidence where it can be seen
     */
    @Transactional
    public Correction attest(EntryId entry, Basis basis, @Nullable Integer retainedMonths, String evidence) {
        return attest(entry.book(), List.of(new Attesting(entry, basis, retainedMonths, evidence)))
                .getFirst();
    }

    /**
     * Many at once, in one posting: those that can be are written, and of each of the others it is said why not. In the order in
     * which they are given; the same entry may be given once.
     */
    @Transactional
    public List<Correction> attest(Book book, List<Attesting> given) {
        if (given.isEmpty()) {
            return List.of();
        }
        if (given.stream().map(Attesting::entry).distinct().count() < given.size()
                || given.stream().anyMatch(one -> !one.entry().book().equals(book))) {
            throw new IllegalArgumentException("Attestations of one posting are of different entries of one book");
        }
        var verifies = given.stream().anyMatch(one -> one.basis().compareTo(Basis.VERIFIED) >= 0);
        var by = access.require(verifies ? Permission.ENTRIES_VERIFY : Permission.ENTRIES_WRITE, book.municipality());
        if (given.stream().anyMatch(one -> one.basis().compareTo(Basis.VERIFIED) < 0)) {
            access.require(Permission.ENTRIES_WRITE, book.municipality());
        }
        var head = ledger.lock(book);
        var positions = given.stream().map(one -> one.entry().position()).toList();
        var found = entries.read(book, positions, head.recordedAt());
        var hands = entries.accounts(book, positions);
        var retained = entries.retained(book, positions);
        var refused = new HashMap<EntryId, Correction>();
        var writable = new ArrayList<Attesting>();
        for (var one : given) {
            var position = one.entry().position();
            var refusal = refusal(one, found.get(position), hands.get(position), retained.get(position), by);
            if (refusal == null) {
                writable.add(one);
            } else {
                refused.put(one.entry(), refusal);
            }
        }
        var evidenced = writable.stream()
                .filter(one -> one.basis().compareTo(Basis.VERIFIED) < 0)
                .map(one -> Objects.requireNonNull(found.get(one.entry().position()))
                        .what()
                        .project())
                .toList();
        if (!evidenced.isEmpty()) {
            ownProjects.require(by, book, evidenced);
        }
        if (writable.isEmpty()) {
            return given.stream()
                    .map(one -> Objects.requireNonNull(refused.get(one.entry())))
                    .toList();
        }
        var posting = ledger.post(book, head, writable.size(), after(head), by, "ATTESTATION", new Origin.Form());
        ledger.writeAttestations(posting, writable);
        var places = posting.entries().iterator();
        return given.stream()
                .map(one -> {
                    var refusal = refused.get(one.entry());
                    return refusal == null ? new Correction.Done(places.next()) : refusal;
                })
                .toList();
    }

    /** Why an entry cannot be attested so; null where it can. */
    private static @Nullable Correction refusal(
            Attesting one, @Nullable Entry found, @Nullable UUID hand, @Nullable Integer retained, Viewer by) {
        if (found == null) {
            return new Correction.NoSuchEntry(one.entry());
        }
        if (found.reverses() != null) {
            return new Correction.IsReversal(one.entry());
        }
        if (found.reversedBy() != null) {
            return new Correction.AlreadyReversed(one.entry(), found.reversedBy());
        }
        if (one.basis().compareTo(Basis.VERIFIED) >= 0
                && by.account() != null
                && by.account().equals(hand)) {
            return new Correction.OwnEntry(one.entry());
        }
        // A job that was seen to be kept for three months may be seen to be kept for six.
        var longer = one.basis() == Basis.RETAINED
                && found.basis() == Basis.RETAINED
                && retained != null
                && one.retainedMonths() != null
                && one.retainedMonths() > retained;
        return one.basis().compareTo(found.basis()) <= 0 && !longer
                ? new Correction.NotHigher(one.entry(), found.basis())
                : null;
    }

    /** 확인 취소: an attestation stands no more, and the entry has the basis that is left to it. */
    @Transactional
    public Revoking revoke(EntryId attestation, String reason) {
        var book = attestation.book();
        var named = entries.attestation(attestation, clock.instant());
        if (named.isEmpty()) {
            return new Revoking.NoSuchAttestation(attestation);
        }
        var verifies = named.get().basis().compareTo(Basis.VERIFIED) >= 0;
        var by = access.require(verifies ? Permission.ENTRIES_VERIFY : Permission.ENTRIES_WRITE, book.municipality());
        var head = ledger.lock(book);
        var found = entries.attestation(attestation, head.recordedAt());
        if (found.isEmpty()) {
            return new Revoking.NoSuchAttestation(attestation);
        }
        var revokedBy = found.get().revokedBy();
        if (revokedBy != null) {
            return new Revoking.AlreadyRevoked(attestation, revokedBy);
        }
        if (!verifies) {
            ownProjects.require(
                    by,
                    book,
                    Collections.singleton(entries.find(found.get().entry(), head.recordedAt())
                            .orElseThrow()
                            .what()
                            .project()));
        }
        var posting = ledger.post(book, head, 1, after(head), by, "ATTESTATION", new Origin.Form());
        ledger.writeRevocation(posting, found.get(), reason);
        return new Revoking.Done(posting.entries().getFirst());
    }

    /** The attestations of an entry that are known at the instant, the revoked among them, in their order. */
    @Transactional(readOnly = true)
    public List<Attestation> attestations(EntryId entry, Instant known) {
        return entries.attestations(entry, known);
    }

    /**
     * 마감: nothing more is written of what occurred in this month, but corrections that are asked for and approved. Answers
     * whether it was open before. There is no way back: who could open a month could change what was reported.
     */
    @Transactional
    public boolean close(Book book, YearMonth month) {
        var by = access.require(Permission.REPORTING_RUN, book.municipality());
        var head = ledger.lock(book);
        return ledger.close(head, month, clock.instant(), by);
    }

    /** The months of the book that are closed. */
    @Transactional(readOnly = true)
    public SortedSet<YearMonth> closedMonths(Book book) {
        return ledger.closedMonths(book);
    }

    /** What the ledger held at this instant, as far as the viewer may know it. */
    @Transactional(readOnly = true)
    public LedgerInstant at(Book book, Instant known) {
        return ledger.at(book, known);
    }

    /** As {@link #at(Book, Instant)}, now. */
    @Transactional(readOnly = true)
    public LedgerInstant now(Book book) {
        return ledger.at(book, clock.instant());
    }

    /** One entry, with what was known of it then. */
    @Transactional(readOnly = true)
    public Optional<Entry> find(EntryId id, Instant known) {
        return entries.find(id, known);
    }

    /** 공시: what the book holds now becomes public; answers up to which position. */
    @Transactional
    public LedgerInstant disclose(Book book) {
        var by = access.require(Permission.PLANS_DISCLOSE, book.municipality()).name();
        var head = ledger.lock(book);
        ledger.disclose(book, head.position(), clock.instant(), by);
        return new LedgerInstant(head.position(), head.recordedAt());
    }

    /** How far the book is public; 0 where nothing of it is. */
    @Transactional(readOnly = true)
    public long disclosedPosition(Book book) {
        return ledger.disclosedPosition(book);
    }

    /** 최근 실적 공시: how far which books became public last, the latest first. */
    @Transactional(readOnly = true)
    public List<LedgerDisclosure> latestDisclosures(int limit) {
        return ledger.latestDisclosures(limit);
    }

    /** 최근 정정: the reversals written last in any book that the viewer may see, the latest first. */
    @Transactional(readOnly = true)
    public List<Reversal> latestReversals(int limit) {
        return entries.latestReversals(limit);
    }

    /** Now, but later than everything before it, even when the machine's clock was set back. To the microsecond, as stored. */
    Instant after(LedgerStore.Head head) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var next = head.recordedAt().plus(1, ChronoUnit.MICROS);
        return now.isBefore(next) ? next : now;
    }
}
