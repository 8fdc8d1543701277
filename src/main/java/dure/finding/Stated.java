package dure.finding;

import java.util.Collection;
import java.util.Map;

/**
 * 기재된 양: an amount as a source states it, and what it is the amount of.
 *
 * @param name as a sentence can take it: 총목표, ‘청년일자리’ 사업
 * @param approximate 어림: the source says 여, 약, 가량
 * @param unit as the source writes it: 개, 명, 건, 개소, 원
 */
public record Stated(Text name, long amount, boolean approximate, String unit) {
    /** The units that have a word in every language; another is shown as it is written. */
    private static final Map<String, String> UNITS =
            Map.of("개", "jobs", "명", "persons", "건", "cases", "개소", "sites", "원", "won");

    public static Stated exactly(Text name, long amount, String unit) {
        return new Stated(name, amount, false, unit);
    }

    /** 어림의 폭 [the amount's unit]: what the amount may be off by. */
    public long tolerance() {
        return tolerance(amount, approximate);
    }

    /** One unit of the last stated digit of an approximate amount (1,000 of 12,000), else 0. */
    public static long tolerance(long amount, boolean approximate) {
        if (!approximate || amount == 0) {
            return 0;
        }
        var unit = 1L;
        while (amount % (unit * 10) == 0) {
            unit *= 10;
        }
        return unit;
    }

    Text text() {
        return text(amount, approximate);
    }

    /** Another amount of the same unit. */
    Text text(long other) {
        return text(other, false);
    }

    private Text text(long other, boolean about) {
        var word = UNITS.get(unit);
        return Text.of(
                about ? "finding.amount.about" : "finding.amount",
                other,
                word == null ? unit : Text.of("finding.unit." + word));
    }

    /** What stated amounts come to, and how far that may be off. */
    record Sum(long amount, long tolerance, boolean approximate) {
        static Sum of(Collection<Stated> parts) {
            return new Sum(
                    parts.stream().mapToLong(Stated::amount).reduce(0, PowersOfTen::plus),
                    parts.stream().mapToLong(Stated::tolerance).reduce(0, PowersOfTen::plus),
                    parts.stream().anyMatch(Stated::approximate));
        }
    }
}
