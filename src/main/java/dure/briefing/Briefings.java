package dure.briefing;

import dure.access.Access;
import dure.access.Permission;
import dure.access.Viewer;
import dure.document.Documents;
import dure.ledger.CountingRule;
import dure.ledger.Figures;
import dure.ledger.RuleKey;
import dure.ledger.Rules;
import dure.ledger.Scope;
import dure.region.Book;
import dure.region.Municipalities;
import dure.region.MunicipalityCode;
import dure.web.Refusal;
import dure.web.Wording;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door to report meetings (상시보고회). They are read by whoever reads the municipality's unpublished plans, and written by
 * the office of jobs policy. A pack is computed when it is looked at; a document that was made is kept as it went out.
 */
@Service
public class Briefings {
    static final int LONGEST_TITLE = 120;
    static final int LONGEST_ATTENDEES = 300;
    static final int LONGEST_REMARK = 2000;

    private final BriefingStore store;
    private final GatheringAPack gathering;
    private final Figures figures;
    private final Rules rules;
    private final Municipalities municipalities;
    private final Documents documents;
    private final Access access;
    private final MessageSource messages;
    private final TransactionTemplate reading;
    private final TransactionTemplate writing;
    private final Clock clock;

    Briefings(
            BriefingStore store,
            GatheringAPack gathering,
            Figures figures,
            Rules rules,
            Municipalities municipalities,
            Documents documents,
            Access access,
            MessageSource messages,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.store = store;
        this.gathering = gathering;
        this.figures = figures;
        this.rules = rules;
        this.municipalities = municipalities;
        this.documents = documents;
        this.access = access;
        this.messages = messages;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.writing = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** The latest meeting first. */
    @Transactional(readOnly = true)
    public List<Briefing> all(Book book) {
        requireStaff(book.municipality());
        return store.all(book);
    }

    @Transactional(readOnly = true)
    public Optional<Briefing> find(Book book, BriefingId id) {
        requireStaff(book.municipality());
        return store.find(book, id);
    }

    @Transactional
    public Briefing open(Book book, int year, Briefing.Said said) {
        var by = access.require(Permission.REPORTING_RUN, book.municipality());
        return store.add(book, year, checked(said), by, clock.instant());
    }

    /** Another day, title or question; documents that were made keep theirs. */
    @Transactional
    public Briefing change(Book book, BriefingId id, Briefing.Said said) {
        access.require(Permission.REPORTING_RUN, book.municipality());
        var briefing = store.find(book, id).orElseThrow(Refusal::notThere);
        return store.change(briefing.id(), checked(said));
    }

    /** 의견 to a section; empty takes it away. What was said before is kept. */
    @Transactional
    public void remark(Book book, BriefingId id, Section section, String said) {
        var by = access.require(Permission.REPORTING_RUN, book.municipality());
        var briefing = store.find(book, id).orElseThrow(Refusal::notThere);
        var text = said.strip();
        if (text.length() > LONGEST_REMARK) {
            throw Refusal.of(new Refusal.Field("said", "briefing.fault.long", LONGEST_REMARK));
        }
        if (!text.equals(store.remarks(id, clock.instant()).getOrDefault(section, ""))) {
            store.remark(briefing, section, text, by, clock.instant());
        }
    }

    @Transactional(readOnly = true)
    public Map<Section, String> remarks(Briefing briefing) {
        requireStaff(briefing.book().municipality());
        return store.remarks(briefing.id(), clock.instant());
    }

    /** The documents that were made, the latest first. */
    @Transactional(readOnly = true)
    public List<MadeDocument> documents(Briefing briefing) {
        requireStaff(briefing.book().municipality());
        return store.documents(briefing.id());
    }

    @Transactional(readOnly = true)
    public Optional<byte[]> content(Briefing briefing, UUID document) {
        requireStaff(briefing.book().municipality());
        return store.content(briefing.id(), document);
    }

    /** What its pages say now. */
    @Transactional(readOnly = true)
    public Pack pack(Briefing briefing, Locale language) {
        requireStaff(briefing.book().municipality());
        return pack(briefing, language, briefing.asOf(), briefing.rule(), null, clock.instant());
    }

    private Pack pack(
            Briefing briefing,
            Locale language,
            LocalDate asOf,
            RuleKey rule,
            @Nullable Instant knownAt,
            Instant saidUntil) {
        var counting = rules.find(rule.toString())
                .orElseThrow(() -> Refusal.of(new Refusal.Field("rule", "briefing.fault.rule", names())));
        var question = figures.question(briefing.book(), new Scope.InYear(briefing.year()), asOf, knownAt, counting);
        var place = municipalities.find(briefing.book().municipality()).orElseThrow();
        return new PackWriter(
                        briefing,
                        place,
                        gathering.all(briefing, question),
                        store.remarks(briefing.id(), saidUntil),
                        new Wording(messages, language))
                .pack();
    }

    /** Makes a document and keeps it; nothing of the database waits while its pages are laid out. */
    public MadeDocument make(Book book, BriefingId id, Format format, Locale language) {
        var by = access.require(Permission.REPORTING_RUN, book.municipality());
        var pack = Objects.requireNonNull(reading.execute(status -> {
            var briefing = store.find(book, id).orElseThrow(Refusal::notThere);
            return pack(briefing, language, briefing.asOf(), briefing.rule(), null, clock.instant());
        }));
        var bytes = format.bytes(documents, pack.document());
        return Objects.requireNonNull(writing.execute(status -> {
            var made = store.keep(pack, format, bytes, by, clock.instant());
            return document(id, made);
        }));
    }

    /** Makes a document again, as of its own question and position, and says what differs. */
    public Comparison compare(Book book, BriefingId id, UUID document) {
        requireStaff(book.municipality());
        record Again(MadeDocument made, Pack pack) {}
        var again = Objects.requireNonNull(reading.execute(status -> {
            var briefing = store.find(book, id).orElseThrow(Refusal::notThere);
            var made = document(id, document);
            return new Again(
                    made,
                    pack(
                            briefing,
                            Locale.of(made.language()),
                            made.asOf(),
                            made.rule(),
                            made.knownAt(),
                            made.madeAt()));
        }));
        var bytes = again.made().format().bytes(documents, again.pack().document());
        var sha256 = Pack.sha256(bytes);
        var hashes = again.pack().hashes();
        return new Comparison(
                again.made(),
                sha256.equals(again.made().sha256()),
                sha256,
                Stream.of(Section.values())
                        .filter(section -> !Objects.equals(
                                hashes.get(section), again.made().sections().get(section)))
                        .toList());
    }

    private MadeDocument document(BriefingId id, UUID document) {
        return store.documents(id).stream()
                .filter(one -> one.id().equals(document))
                .findFirst()
                .orElseThrow(Refusal::notThere);
    }

    private Briefing.Said checked(Briefing.Said said) {
        var faults = new ArrayList<Refusal.Field>();
        var title = said.title().strip();
        if (title.isEmpty() || title.length() > LONGEST_TITLE) {
            faults.add(new Refusal.Field("title", "briefing.fault.title", LONGEST_TITLE));
        }
        var attendees = said.attendees().strip();
        if (attendees.length() > LONGEST_ATTENDEES) {
            faults.add(new Refusal.Field("attendees", "briefing.fault.long", LONGEST_ATTENDEES));
        }
        if (rules.find(said.rule().toString()).isEmpty()) {
            faults.add(new Refusal.Field("rule", "briefing.fault.rule", names()));
        }
        if (!faults.isEmpty()) {
            throw Refusal.of(faults.toArray(Refusal.Field[]::new));
        }
        return new Briefing.Said(said.heldOn(), title, attendees, said.asOf(), said.rule());
    }

    private String names() {
        return String.join(
                ", ",
                rules.newest().stream()
                        .map(CountingRule::key)
                        .map(RuleKey::toString)
                        .toList());
    }

    private Viewer requireStaff(MunicipalityCode municipality) {
        var viewer = access.viewer();
        if (!viewer.reads().includes(municipality)) {
            throw new AccessDeniedException("The meetings of municipality " + municipality + " are its staff's");
        }
        return viewer;
    }
}
