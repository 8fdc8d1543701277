package dure.ledger;

import dure.access.Access;
import dure.access.Permission;
import dure.access.Viewer;
import dure.ledger.CorrectionRequest.State;
import dure.plan.ProjectId;
import dure.region.Book;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to 정정 신청: what is wrong in a month that is closed is asked to be corrected, with a reason, by whoever writes
 * entries, and is corrected when another hand with the right to approve says so. Old and new both stay.
 */
@Service
public class Corrections {
    private final CorrectionStore corrections;
    private final LedgerStore ledger;
    private final EntryStore entries;
    private final Ledger door;
    private final OwnProjects ownProjects;
    private final Access access;
    private final Clock clock;

    Corrections(
            CorrectionStore corrections,
            LedgerStore ledger,
            EntryStore entries,
            Ledger door,
            OwnProjects ownProjects,
            Access access,
            Clock clock) {
        this.corrections = corrections;
        this.ledger = ledger;
        this.entries = entries;
        this.door = door;
        this.ownProjects = ownProjects;
        this.access = access;
        this.clock = clock;
    }

    /**
     * Asks for a correction; the ledger does not change yet.
     *
     * @param takesBack lines that are wrong
     * @param lines what is to be written instead; both may be empty, not both
     * @throws org.springframework.security.access.AccessDeniedException if the viewer may not write there
     */
    @Transactional
    public CorrectionMove request(Book book, Collection<EntryId> takesBack, List<NewEntry> lines, String reason) {
        var by = access.require(Permission.ENTRIES_WRITE, book.municipality());
        if (takesBack.isEmpty() && lines.isEmpty()) {
            return new CorrectionMove.Nothing();
        }
        var head = ledger.lock(book);
        var named = takesBack.stream().distinct().toList();
        var positions = named.stream().map(EntryId::position).toList();
        var found = entries.read(book, positions, head.recordedAt());
        var requested = corrections.requested(book, positions);
        for (var entry : named) {
            var one = found.get(entry.position());
            if (one == null || !entry.book().equals(book)) {
                return new CorrectionMove.NoSuchEntry(entry);
            }
            if (one.reversedBy() != null) {
                return new CorrectionMove.AlreadyReversed(entry, one.reversedBy());
            }
            var other = requested.get(entry.position());
            if (other != null) {
                return new CorrectionMove.AlreadyRequested(entry, other);
            }
        }
        ownProjects.require(
                by,
                book,
                Stream.concat(found.values().stream().map(Entry::what), lines.stream())
                        .map(NewEntry::project)
                        .toList());
        return new CorrectionMove.Requested(corrections.write(head, reason, named, lines, clock.instant(), by));
    }

    /** 승인: all that was asked for is written, in one posting. */
    @Transactional
    public CorrectionMove approve(Book book, int no, String remark) {
        var by = access.require(Permission.CORRECTIONS_APPROVE, book.municipality());
        var head = ledger.lock(book);
        var found = corrections.find(book, no, head.recordedAt());
        var refusal = undecided(found, no, by);
        if (refusal != null) {
            return refusal;
        }
        var request = found.orElseThrow().request();
        for (var entry : request.takesBack()) {
            if (entry.reversedBy() != null) {
                return new CorrectionMove.AlreadyReversed(entry.id(), entry.reversedBy());
            }
        }
        var count = request.takesBack().size() + request.writes().size();
        // Said first: the database takes a closed month's lines for nothing but an approved correction.
        var at = door.after(head);
        corrections.decide(head, no, State.APPROVED, at, by, remark, head.position() + 1);
        var posting = ledger.post(book, head, count, at, by, "CORRECTION", new Origin.Form());
        var position = posting.first();
        for (var entry : request.takesBack()) {
            ledger.writeReversal(posting, position++, door.linkAfter(entry), request.reason());
        }
        if (!request.writes().isEmpty()) {
            ledger.write(posting, position, request.writes());
        }
        return new CorrectionMove.Applied(no, posting.entries());
    }

    /** 반려: by another hand too. The ledger stays as it is. */
    @Transactional
    public CorrectionMove refuse(Book book, int no, String remark) {
        var by = access.require(Permission.CORRECTIONS_APPROVE, book.municipality());
        var head = ledger.lock(book);
        var refusal = undecided(corrections.find(book, no, head.recordedAt()), no, by);
        if (refusal != null) {
            return refusal;
        }
        corrections.decide(head, no, State.REFUSED, clock.instant(), by, remark, null);
        return new CorrectionMove.Ended(no, State.REFUSED);
    }

    /** 철회: by whoever may ask for it; of a department, its own. */
    @Transactional
    public CorrectionMove withdraw(Book book, int no) {
        var by = access.require(Permission.ENTRIES_WRITE, book.municipality());
        var head = ledger.lock(book);
        var found = corrections.find(book, no, head.recordedAt());
        if (found.isEmpty()) {
            return new CorrectionMove.NotThere(no);
        }
        var request = found.get().request();
        if (request.state() != State.REQUESTED) {
            return new CorrectionMove.AlreadyDecided(no, request.state());
        }
        ownProjects.require(by, book, projects(request));
        corrections.decide(head, no, State.WITHDRAWN, clock.instant(), by, "", null);
        return new CorrectionMove.Ended(no, State.WITHDRAWN);
    }

    private static @Nullable CorrectionMove undecided(Optional<CorrectionStore.Found> found, int no, Viewer by) {
        if (found.isEmpty()) {
            return new CorrectionMove.NotThere(no);
        }
        var request = found.get().request();
        if (request.state() != State.REQUESTED) {
            return new CorrectionMove.AlreadyDecided(no, request.state());
        }
        var account = by.account();
        return account != null && account.equals(found.get().row().getAccount())
                ? new CorrectionMove.OwnRequest(no)
                : null;
    }

    /** Every project that the request speaks of. */
    static List<@Nullable ProjectId> projects(CorrectionRequest request) {
        var projects = new ArrayList<@Nullable ProjectId>();
        request.takesBack().forEach(entry -> projects.add(entry.what().project()));
        request.writes().forEach(line -> projects.add(line.project()));
        return projects;
    }

    /** The requests of a book, as far as the viewer reads what is undisclosed: the undecided first, then the latest decided. */
    @Transactional(readOnly = true)
    public List<CorrectionRequest> list(Book book, int limit) {
        return corrections.list(book, limit, clock.instant());
    }

    @Transactional(readOnly = true)
    public Optional<CorrectionRequest> find(Book book, int no) {
        return corrections.find(book, no, clock.instant()).map(CorrectionStore.Found::request);
    }

    /** How many wait for a decision, by book, in all books whose undisclosed side the viewer reads. */
    @Transactional(readOnly = true)
    public Map<Book, Integer> waiting() {
        return corrections.waiting();
    }

    /** How many wait for a decision. */
    @Transactional(readOnly = true)
    public int open(Book book) {
        return corrections.open(book);
    }
}
