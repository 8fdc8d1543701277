package dure.council;

import dure.web.Wording;

/** A council's rule as an ordinance would say it: 재적위원 과반수의 출석, 출석위원 과반수의 찬성. */
final class RuleWords {
    private RuleWords() {}

    static String sentence(Wording page, QuorumRule rule) {
        return page.text(
                "council.rule.sentence",
                switch (rule.opening()) {
                    case QuorumRule.Opening.AtLeast number ->
                        page.text("council.rule.opening.number", String.valueOf(number.members()));
                    case QuorumRule.Opening.OfMembers part ->
                        page.text("council.rule.opening.share", share(page, part.share()));
                },
                page.text(
                        "council.rule.passing",
                        page.text("council.rule.base", rule.passing().base()),
                        share(page, rule.passing().share())),
                page.text("council.rule.tie", rule.tie()));
    }

    static String sentence(Wording page, Minutes.Rule rule) {
        var part = rule.ofMembers();
        var number = rule.atLeast();
        return sentence(
                page,
                new QuorumRule(
                        0,
                        java.time.LocalDate.EPOCH,
                        part != null
                                ? new QuorumRule.Opening.OfMembers(part)
                                : new QuorumRule.Opening.AtLeast(number == null ? 0 : number),
                        new QuorumRule.Passing(rule.base(), rule.needed()),
                        rule.tie(),
                        rule.ground()));
    }

    private static String share(Wording page, Share share) {
        if (share.equals(Share.MAJORITY)) {
            return page.text("council.share.majority");
        }
        if (share.top() == share.bottom()) {
            return page.text("council.share.all");
        }
        return page.text(
                share.over() ? "council.share.over" : "council.share.reach",
                String.valueOf(share.top()),
                String.valueOf(share.bottom()));
    }
}
