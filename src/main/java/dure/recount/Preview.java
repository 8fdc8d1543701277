package dure.recount;

import dure.ledger.Bridge;
import dure.ledger.CountingRule;
import dure.ledger.EntryId;
import dure.ledger.Step;
import dure.ledger.Summary;
import java.util.List;
import java.util.Map;

/**
 * 미리보기: what a rule that is being written gives now.
 *
 * @param examples an entry for each step
 * @param bridge from the rule that it is held against
 * @param sentences what its criteria say, in the reader's language
 */
record Preview(
        Asked asked,
        CountingRule rule,
        Summary summary,
        Map<Step, EntryId> examples,
        Bridge bridge,
        List<String> sentences) {}
