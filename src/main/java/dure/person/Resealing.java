package dure.person;

import dure.access.Access;
import dure.access.AccessLog;
import dure.access.Action;
import dure.access.Deed;
import dure.access.Permission;
import dure.access.Viewer;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 키 교체: while it runs, both keys open. A batch is a transaction and each row says which key sealed it, so that an
 * interruption costs a batch at most.
 */
@Component
class Resealing {
    private static final Logger log = LoggerFactory.getLogger(Resealing.class);

    private final PersonStore store;
    private final Seals seals;
    private final Keys keys;
    private final PersonSettings settings;
    private final Access access;
    private final AccessLog accessLog;
    private final TransactionTemplate transaction;

    Resealing(
            PersonStore store,
            Seals seals,
            Keys keys,
            PersonSettings settings,
            Access access,
            AccessLog accessLog,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.seals = seals;
        this.keys = keys;
        this.settings = settings;
        this.access = access;
        this.accessLog = accessLog;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @param counts persons by the key that sealed them */
    record Standing(List<String> ids, String newest, Map<String, Integer> counts) {
        int all() {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }

        int done() {
            return counts.getOrDefault(newest, 0);
        }
    }

    Standing standing() {
        access.require(Permission.ACCESS_WRITE);
        var ring = keys.reread();
        return new Standing(ring.ids(), ring.newest(), Access.as(Viewer.PRODUCT, store::sealedWith));
    }

    /** Adds a key; from now on everything is sealed with it, and what there is is sealed anew bit by bit. */
    String addKey() {
        access.require(Permission.ACCESS_WRITE);
        var id = keys.add();
        accessLog.write(Deed.of(Action.KEYS, null).detail("added " + id));
        return id;
    }

    /** @return how many were sealed anew */
    int run() {
        var newest = keys.reread().newest();
        int all = 0;
        for (int done = batch(newest); done > 0; done = batch(newest)) {
            all += done;
        }
        if (all > 0) {
            log.info("Sealed {} persons anew with the key {}", all, newest);
            Access.as(Viewer.PRODUCT, () -> {
                accessLog.write(Deed.of(Action.KEYS, null).detail("sealed anew with " + newest));
                return null;
            });
        }
        return all;
    }

    private int batch(String newest) {
        Integer done = Access.as(
                Viewer.PRODUCT,
                () -> transaction.execute(status -> {
                    var rows = store.notSealedWith(newest, settings.resealBatch());
                    for (var row : rows) {
                        store.reseal(
                                row.ref(),
                                seals.seal(
                                        row.municipality(),
                                        row.ref(),
                                        seals.identity(row.ref(), row.sealed()),
                                        seals.contact(row.ref(), row.sealed())));
                    }
                    return rows.size();
                }));
        return done == null ? 0 : done;
    }
}
