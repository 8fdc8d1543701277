package dure.forecast;

import dure.finding.Text;
import java.util.ArrayList;
import java.util.List;

/** 근거: in one sentence what a forecast rests on. */
final class Basis {
    private Basis() {}

    static Text of(Gathered gathered, Learned learned) {
        if (gathered.observed() >= Season.MONTHS) {
            return Text.of("forecast.basis.over");
        }
        var own = 0;
        var ofType = 0;
        var supposed = 0;
        var waiting = 0;
        for (int i = 0; i < gathered.projects().size(); i++) {
            var work = gathered.works().get(i);
            if (work.counted() == 0) {
                waiting++;
            }
            if (Learned.ownMonths(work) > 0) {
                own++;
            } else if (learned.hasMonths(work.type())) {
                ofType++;
            } else {
                supposed++;
            }
        }
        var parts = new ArrayList<Text>();
        if (own > 0) {
            parts.add(Text.of("forecast.basis.own", learned.seasonalYears(), own));
        }
        if (ofType > 0) {
            parts.add(Text.of("forecast.basis.type", ofType));
        }
        if (supposed > 0) {
            parts.add(Text.of("forecast.basis.supposed", supposed));
        }
        if (waiting > 0) {
            parts.add(Text.of("forecast.basis.waiting", waiting));
        }
        if (parts.isEmpty()) {
            parts.add(Text.of(
                    gathered.works().getLast().past().isEmpty() ? "forecast.basis.planOnly" : "forecast.basis.totals"));
        }
        var joined = joined(parts);
        return Text.of(learned.years == 0 ? "forecast.basis.few" : "forecast.basis", joined);
    }

    private static Text joined(List<Text> parts) {
        var text = parts.getFirst();
        for (var part : parts.subList(1, parts.size())) {
            text = Text.of("forecast.basis.and", text, part);
        }
        return text;
    }
}
