package dure.evidence;

import dure.access.Access;
import dure.access.AccessLog;
import dure.access.Action;
import dure.access.Deed;
import dure.access.Permission;
import dure.access.Viewer;
import dure.ledger.Entry;
import dure.ledger.EntryId;
import dure.ledger.Ledger;
import dure.region.Book;
import dure.region.MunicipalityCode;
import dure.sheet.ResidentNumbers;
import dure.sheet.Sheets;
import dure.web.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The door to 증빙. A file is known by what it holds, kept once a book, and checked against its hash whenever it is read. Who
 * may read an undisclosed entry may read its files; the public never.
 */
@Service
public class EvidenceFiles {
    private static final int LONGEST_NOTE = 300;
    private static final Pattern NAMED = Pattern.compile(EvidenceFile.REFERENCE + "([0-9a-f-]{36})");

    private final EvidenceStore store;
    private final EvidenceSettings settings;
    private final Ledger ledger;
    private final Access access;
    private final AccessLog log;
    private final Clock clock;
    private final @Nullable EvidenceDirectory directory;

    EvidenceFiles(
            EvidenceStore store, EvidenceSettings settings, Ledger ledger, Access access, AccessLog log, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.ledger = ledger;
        this.access = access;
        this.log = log;
        this.clock = clock;
        this.directory = settings.directory() == null ? null : new EvidenceDirectory(settings.directory());
    }

    /** A file of an entry. @param note what it shows, in the words of whoever linked it */
    public record Shown(EvidenceFile file, String note) {}

    /** @param entries positions of the entries that it is linked to */
    public record Listed(EvidenceFile file, List<EntryId> entries) {}

    /** What a look at a file's content found. */
    public enum State {
        WHOLE,
        /** 없음: not where it was put */
        MISSING,
        /** 변경됨: it is not what was put there */
        CHANGED,
        /** 파기됨 */
        DESTROYED
    }

    /** As {@link #store(Book, String, InputStream, boolean)}, without personal data. */
    @Transactional
    public EvidenceFile store(Book book, String name, InputStream content) {
        return store(book, name, content, false);
    }

    /**
     * Keeps a file for a book. The same content is kept once: the file that is there already is the answer.
     *
     * @param personal whether it holds personal data
     * @throws Refusal where it is too large, not what its name says, or nothing that evidence may be
     */
    @Transactional
    public EvidenceFile store(Book book, String name, InputStream content, boolean personal) {
        var by = requireWriter(book.municipality());
        var called = Sheets.name(name);
        if (called.isBlank() || ResidentNumbers.isIn(called)) {
            throw Refusal.of(new Refusal.Field("file", "evidence.fault.noName"));
        }
        var bytes = bytes(content);
        var type = Recognising.of(called, bytes);
        var sha256 = sha256(bytes);
        var there = store.find(book, sha256);
        if (there.isPresent()) {
            return there(there.get());
        }
        if (store.bytes(book) + bytes.length > settings.perBook().toBytes()) {
            throw Refusal.of(new Refusal.Field(
                    "file", "evidence.fault.full", settings.perBook().toMegabytes()));
        }
        // First the content, then the row: a row without its content would be a promise broken.
        if (directory != null) {
            directory.write(book, sha256, bytes);
        }
        var added =
                store.add(book, called, type, bytes, sha256, directory == null, personal, by.name(), clock.instant());
        if (added.isEmpty()) {
            return there(store.find(book, sha256).orElseThrow());
        }
        log.write(Deed.of(Action.WRITE, book.municipality()).records(1).detail(EvidenceFile.REFERENCE + added.get()));
        return store.find(added.get()).orElseThrow();
    }

    private static EvidenceFile there(EvidenceFile file) {
        var destroyed = file.destroyed();
        if (destroyed != null) {
            throw Refusal.of(new Refusal.Field("file", "evidence.fault.destroyed", destroyed.reason()));
        }
        return file;
    }

    private byte[] bytes(InputStream content) {
        try {
            var most = settings.largest().toBytes();
            var bytes = content.readNBytes(Math.toIntExact(most + 1));
            if (bytes.length > most) {
                throw Refusal.of(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "evidence.fault.large",
                        settings.largest().toMegabytes());
            }
            if (bytes.length == 0) {
                throw Refusal.of(new Refusal.Field("file", "evidence.fault.empty"));
            }
            return bytes;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Transactional(readOnly = true)
    public Optional<EvidenceFile> find(UUID id) {
        return store.find(id);
    }

    /** The file that an entry or an attestation names in its evidence. */
    @Transactional(readOnly = true)
    public Optional<EvidenceFile> named(@Nullable String evidence) {
        if (evidence == null) {
            return Optional.empty();
        }
        var found = NAMED.matcher(evidence);
        return found.find() ? store.find(UUID.fromString(found.group(1))) : Optional.empty();
    }

    /** Whether a text names a file, whoever may see that. */
    public static boolean isReference(@Nullable String evidence) {
        return evidence != null && NAMED.matcher(evidence).matches();
    }

    /**
     * The content, checked against its hash. Who took it stands in the access log; of one with personal data, why.
     *
     * @param reason needed where the file holds personal data
     * @throws Refusal where it is missing, changed or destroyed
     */
    @Transactional
    public byte[] open(UUID id, @Nullable String reason) {
        var file = store.find(id).orElseThrow(Refusal::notThere);
        var why = file.personal() ? dure.access.Downloads.reason(reason) : "";
        var destroyed = file.destroyed();
        if (destroyed != null) {
            throw Refusal.of(HttpStatus.GONE, "evidence.destroyed.told", file.name(), destroyed.reason());
        }
        var content = content(file)
                .orElseThrow(() -> Refusal.of(HttpStatus.GONE, "evidence.missing.told", file.name(), file.sha256()));
        if (!sha256(content).equals(file.sha256())) {
            throw Refusal.of(HttpStatus.CONFLICT, "evidence.changed.told", file.name(), file.sha256());
        }
        log.write(Deed.of(Action.DOWNLOAD, file.book().municipality())
                .records(1)
                .because(why)
                .detail(file.reference() + (file.personal() ? " personal" : "")));
        return content;
    }

    private Optional<byte[]> content(EvidenceFile file) {
        if (store.isInDatabase(file.id())) {
            return store.content(file.id());
        }
        if (directory == null) {
            return Optional.empty();
        }
        return directory.read(file.book(), file.sha256());
    }

    /** 증빙 점검: whether the content is there, and still what it was. */
    @Transactional(readOnly = true)
    public State check(EvidenceFile file) {
        if (file.destroyed() != null) {
            return State.DESTROYED;
        }
        return content(file)
                .map(content -> sha256(content).equals(file.sha256()) ? State.WHOLE : State.CHANGED)
                .orElse(State.MISSING);
    }

    @Transactional(readOnly = true)
    public List<Listed> list(Book book, int offset, int limit) {
        var files = store.all(book, offset, limit);
        var links = store.linksTo(files.stream().map(EvidenceFile::id).toList());
        return files.stream()
                .map(file -> new Listed(
                        file,
                        links.stream()
                                .filter(link -> link.file().equals(file.id()))
                                .map(link -> new EntryId(book, link.entry()))
                                .toList()))
                .toList();
    }

    @Transactional(readOnly = true)
    public int count(Book book) {
        return store.count(book);
    }

    /** The files of an entry: those linked to it, and the one that its evidence names. Nothing for the public. */
    @Transactional(readOnly = true)
    public List<Shown> of(Entry entry) {
        var links = store.linksOf(entry.id().book(), entry.id().position());
        var files = store.files(links.stream().map(EvidenceStore.Link::file).toList());
        var seen = new HashSet<UUID>();
        var shown = new ArrayList<Shown>();
        for (var link : links) {
            files.stream()
                    .filter(file -> file.id().equals(link.file()))
                    .findFirst()
                    .ifPresent(file -> {
                        seen.add(file.id());
                        shown.add(new Shown(file, link.note()));
                    });
        }
        named(entry.what().evidence())
                .filter(file -> file.book().equals(entry.id().book()) && seen.add(file.id()))
                .ifPresent(file -> shown.add(new Shown(file, "")));
        return List.copyOf(shown);
    }

    /** 연결: the file shows what the entry says. Once is enough; the same again changes nothing. */
    @Transactional
    public void link(EntryId entry, UUID file, String note) {
        write(entry, file, true, note);
    }

    /** 연결 해제: it was the wrong file. Both words stay. */
    @Transactional
    public void unlink(EntryId entry, UUID file, String reason) {
        if (reason.strip().length() < 2) {
            throw Refusal.of(new Refusal.Field("reason", "evidence.fault.reason", LONGEST_NOTE));
        }
        write(entry, file, false, reason);
    }

    private void write(EntryId id, UUID file, boolean linked, String note) {
        var book = id.book();
        var by = requireWriter(book.municipality());
        var entry = ledger.find(id, clock.instant()).orElseThrow(Refusal::notThere);
        if (!by.may(Permission.ENTRIES_VERIFY, book.municipality())) {
            ledger.requireOwn(book, entry.what().project());
        }
        if (note.length() > LONGEST_NOTE) {
            throw Refusal.of(new Refusal.Field("note", "evidence.fault.reason", LONGEST_NOTE));
        }
        var found = store.find(file).filter(one -> one.book().equals(book)).orElseThrow(Refusal::notThere);
        if (linked) {
            there(found);
        }
        var links = store.linksOf(book, id.position());
        if (links.stream().anyMatch(link -> link.file().equals(file)) == linked) {
            return;
        }
        if (linked && links.size() >= settings.perEntry()) {
            throw Refusal.of(new Refusal.Field("file", "evidence.fault.perEntry", settings.perEntry()));
        }
        store.link(book, id.position(), file, linked, note.strip(), by.name(), clock.instant());
    }

    /** 파기: the content goes, its name, its hash and the reason stay. By whoever approves corrections. */
    @Transactional
    public void destroy(UUID id, String reason) {
        var file = store.find(id).orElseThrow(Refusal::notThere);
        var by = access.require(Permission.CORRECTIONS_APPROVE, file.book().municipality());
        if (reason.strip().length() < 5 || reason.length() > LONGEST_NOTE) {
            throw Refusal.of(new Refusal.Field("reason", "evidence.fault.reason", LONGEST_NOTE));
        }
        if (file.destroyed() != null) {
            return;
        }
        var inDirectory = !store.isInDatabase(id);
        store.destroy(file, reason.strip(), by.name(), clock.instant());
        log.write(Deed.of(Action.WRITE, file.book().municipality())
                .records(1)
                .because(reason.strip())
                .detail(file.reference() + " destroyed"));
        if (inDirectory && directory != null) {
            // Once it is certain that it was written down.
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    directory.delete(file.book(), file.sha256());
                }
            });
        }
    }

    /** Whether the viewer adds and links evidence there at all. */
    public boolean mayWrite(MunicipalityCode municipality) {
        var viewer = access.viewer();
        return viewer.may(Permission.ENTRIES_WRITE, municipality)
                || viewer.may(Permission.ENTRIES_VERIFY, municipality);
    }

    private Viewer requireWriter(MunicipalityCode municipality) {
        if (!mayWrite(municipality)) {
            throw new AccessDeniedException("Evidence is not written by this account for " + municipality);
        }
        return access.viewer();
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
