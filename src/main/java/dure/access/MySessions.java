package dure.access;

import dure.web.Refusal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Service;

/** 내 접속: where somebody is signed in, and ending it from elsewhere. */
@Service
class MySessions {
    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final AccountLog log;

    MySessions(FindByIndexNameSessionRepository<? extends Session> sessions, AccountLog log) {
        this.sessions = sessions;
        this.log = log;
    }

    /**
     * @param handle names the session without being its id: an id that stands in a page is a way in
     * @param here whether it is the one that asks
     */
    record Line(String handle, Arrivals.Mark mark, Instant lastUsed, boolean here) {}

    List<Line> of(SignedIn who, String here) {
        return all(who).entrySet().stream()
                .filter(one -> !one.getValue().isExpired() && one.getValue().getAttribute(Arrivals.MARK) != null)
                .map(one -> new Line(
                        handle(one.getKey()),
                        (Arrivals.Mark) one.getValue().getAttribute(Arrivals.MARK),
                        one.getValue().getLastAccessedTime(),
                        one.getKey().equals(here)))
                .sorted(Comparator.comparing(Line::here)
                        .thenComparing(Line::lastUsed)
                        .reversed())
                .toList();
    }

    void end(SignedIn who, String handle) {
        var id = all(who).keySet().stream()
                .filter(one -> handle(one).equals(handle))
                .findFirst()
                .orElseThrow(Refusal::notThere);
        sessions.deleteById(id);
        log.write(AccountEvent.SESSION_ENDED, who.account(), who.account(), "");
    }

    private Map<String, ? extends Session> all(SignedIn who) {
        return sessions.findByPrincipalName(who.login());
    }

    private static String handle(String id) {
        return HexFormat.of().formatHex(Secrets.hash(id), 0, 16);
    }
}
