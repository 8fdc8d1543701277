package dure.council;

import dure.access.Viewer;
import dure.notice.Notice;
import dure.notice.Notices;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What waits for a member: meetings that were called or are held, with items on which the member has not said a word. */
@Component
class CouncilNotices implements Notices {
    private final MeetingStore meetings;

    CouncilNotices(MeetingStore meetings) {
        this.meetings = meetings;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Notice> of(Viewer viewer) {
        var account = viewer.account();
        return account == null
                ? List.of()
                : meetings.waiting(account).stream()
                        .map(one -> new Notice(
                                one.isOpen(),
                                wording -> wording.text(
                                        one.isOpen() ? "council.notice.open" : "council.notice.called",
                                        one.title(),
                                        wording.moment(one.plannedAt())),
                                "/municipalities/" + one.municipality() + "/meetings/" + one.id()))
                        .toList();
    }
}
