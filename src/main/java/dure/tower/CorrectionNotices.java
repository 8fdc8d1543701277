package dure.tower;

import dure.access.Permission;
import dure.access.Viewer;
import dure.ledger.Corrections;
import dure.notice.Notice;
import dure.notice.Notices;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What waits for an approver: corrections that are asked for. */
@Component
class CorrectionNotices implements Notices {
    private final Corrections corrections;

    CorrectionNotices(Corrections corrections) {
        this.corrections = corrections;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Notice> of(Viewer viewer) {
        // Whoever approves everywhere approves for no office.
        if (viewer.reads().everywhere() || !viewer.may(Permission.CORRECTIONS_APPROVE)) {
            return List.of();
        }
        return corrections.waiting().entrySet().stream()
                .filter(one ->
                        viewer.may(Permission.CORRECTIONS_APPROVE, one.getKey().municipality()))
                .map(one -> new Notice(
                        false,
                        wording -> wording.text("tower.correction.notice", one.getValue()),
                        "/municipalities/" + one.getKey().municipality() + "/corrections?dataSet="
                                + one.getKey().dataSet()))
                .toList();
    }
}
