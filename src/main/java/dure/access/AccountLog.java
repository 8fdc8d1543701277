package dure.access;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Writes down what is done with accounts, by whom and from where. */
@Component
class AccountLog {
    private final AccessStore store;
    private final Clock clock;

    AccountLog(AccessStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void write(AccountEvent event, @Nullable UUID account, @Nullable UUID actor, String detail) {
        store.record(event, account, actor, detail, address(), clock.instant());
    }

    List<AccountEvent.Line> latest(int count) {
        return store.events(count);
    }

    private static String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest().getRemoteAddr()
                : "";
    }
}
