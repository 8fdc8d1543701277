package dure.briefing;

import java.util.List;

/**
 * A document made again, of the same question at the same position of the ledger. Figures are the same for ever; what was
 * said of the meeting, the plan and the actions may have been changed since.
 *
 * @param same byte for byte
 * @param differing the sections that say something else today
 */
public record Comparison(MadeDocument made, boolean same, String sha256, List<Section> differing) {}
