package dure.ledger;

import dure.access.Access;
import dure.access.Permission;
import dure.plan.ProjectId;
import dure.region.Book;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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
     * 정정: takes an entry back. It inherits the day of what it reverses. What the public has seen is taken back by an
     * approver only.
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
        if (found.get().reverses() != null) {
            return new Correction.IsReversal(entry);
        }
        var reversedBy = found.get().reversedBy();
        if (reversedBy != null) {
            return new Correction.AlreadyReversed(entry, reversedBy);
        }
        // Whose project it is matters to those only who write for a department.
        if (!by.may(Permission.CORRECTIONS_APPROVE, municipality)) {
            ownProjects.require(
                    by, entry.book(), Collections.singleton(found.get().what().project()));
        }
        var posting = ledger.post(entry.book(), head, 1, after(head), by, "REVERSAL", new Origin.Form());
        ledger.writeReversal(posting, entry, reason);
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
        var verifies = basis.compareTo(Basis.VERIFIED) >= 0;
        var by = access.require(
                verifies ? Permission.ENTRIES_VERIFY : Permission.ENTRIES_WRITE,
                entry.book().municipality());
        var head = ledger.lock(entry.book());
        var found = entries.find(entry, head.recordedAt());
        if (found.isEmpty()) {
            return new Correction.NoSuchEntry(entry);
        }
        if (found.get().reverses() != null) {
            return new Correction.IsReversal(entry);
        }
        var reversedBy = found.get().reversedBy();
        if (reversedBy != null) {
            return new Correction.AlreadyReversed(entry, reversedBy);
        }
        if (verifies && by.account() != null && by.account().equals(ledger.accountOf(entry))) {
            return new Correction.OwnEntry(entry);
        }
        if (!verifies) {
            ownProjects.require(
                    by, entry.book(), Collections.singleton(found.get().what().project()));
        }
        if (basis.compareTo(found.get().basis()) <= 0) {
            return new Correction.NotHigher(entry, found.get().basis());
        }
        var posting = ledger.post(entry.book(), head, 1, after(head), by, "ATTESTATION", new Origin.Form());
        ledger.writeAttestation(posting, entry, basis, retainedMonths, evidence);
        return new Correction.Done(posting.entries().getFirst());
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
    private Instant after(LedgerStore.Head head) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var next = head.recordedAt().plus(1, ChronoUnit.MICROS);
        return now.isBefore(next) ? next : now;
    }
}
