package dure.access;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes down in the access log what is done with accounts, by whom and from where. */
@Component
class AccountLog {
    private final AccessLog log;

    AccountLog(AccessLog log) {
        this.log = log;
    }

    /**
     * @param account to which it was done
     * @param actor who did it; null: nobody who had signed in, or the product itself
     */
    void write(AccountEvent event, @Nullable UUID account, @Nullable UUID actor, String detail) {
        log.write(event, account, actor, detail);
    }

    /** Newest first. */
    List<AccountEvent.Line> latest(int count) {
        return log.latestOfAccounts(count);
    }
}
