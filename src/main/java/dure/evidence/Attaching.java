package dure.evidence;

import dure.ledger.Basis;
import dure.ledger.EntryId;
import dure.ledger.Ledger;
import java.io.InputStream;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A file brought to an entry: kept, linked, and said to show it, in one transaction. */
@Service
class Attaching {
    private final EvidenceFiles files;
    private final Ledger ledger;
    private final Clock clock;

    Attaching(EvidenceFiles files, Ledger ledger, Clock clock) {
        this.files = files;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** @param attest whether it raises the entry to EVIDENCED; one that stands there or higher stays as it is */
    @Transactional
    public EvidenceFile attach(
            EntryId entry, String name, InputStream content, String note, boolean personal, boolean attest) {
        var found = ledger.find(entry, clock.instant()).orElseThrow(dure.web.Refusal::notThere);
        var file = files.store(entry.book(), name, content, personal);
        files.link(entry, file.id(), note);
        if (attest
                && found.basis().compareTo(Basis.EVIDENCED) < 0
                && found.reverses() == null
                && found.reversedBy() == null) {
            ledger.attest(entry, Basis.EVIDENCED, null, file.reference());
        }
        return file;
    }
}
