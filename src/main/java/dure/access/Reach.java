package dure.access;

import dure.region.MunicipalityCode;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far a reading or a writing goes: every municipality, or these, and the cities and counties of these provinces.
 *
 * @param provinces their cities and counties are reached too; whether the province itself is, the municipalities say
 */
public record Reach(boolean everywhere, Set<MunicipalityCode> municipalities, Set<MunicipalityCode> provinces) {
    public static final Reach NOWHERE = new Reach(false, Set.of(), Set.of());
    public static final Reach EVERYWHERE = new Reach(true, Set.of(), Set.of());

    private static final String BELOW = "+";

    public static Reach of(Set<MunicipalityCode> municipalities) {
        return new Reach(false, Set.copyOf(municipalities), Set.of());
    }

    /** This municipality, and its cities and counties where it is a province. */
    public static Reach andBelow(MunicipalityCode municipality) {
        return new Reach(false, Set.of(municipality), Set.of(municipality));
    }

    public boolean includes(MunicipalityCode municipality) {
        return everywhere
                || municipalities.contains(municipality)
                || provinces.stream().anyMatch(municipality::isBelow);
    }

    /** What either reaches. */
    Reach and(Reach other) {
        return everywhere || other.everywhere
                ? EVERYWHERE
                : new Reach(
                        false,
                        union(municipalities, other.municipalities, code -> true),
                        union(provinces, other.provinces, code -> true));
    }

    /** What both reach. */
    Reach within(Reach other) {
        if (everywhere || other.everywhere) {
            return everywhere ? other : this;
        }
        return new Reach(
                false,
                union(municipalities, other.municipalities, code -> includes(code) && other.includes(code)),
                union(provinces, other.provinces, code -> provinces.contains(code) && other.provinces.contains(code)));
    }

    private static Set<MunicipalityCode> union(
            Set<MunicipalityCode> one, Set<MunicipalityCode> other, Predicate<MunicipalityCode> kept) {
        return Stream.concat(one.stream(), other.stream()).filter(kept).collect(Collectors.toUnmodifiableSet());
    }

    /** What {@link #asSetting()} wrote. */
    public static Reach ofSetting(String setting) {
        if (setting.equals("*")) {
            return EVERYWHERE;
        }
        var codes = Arrays.stream(setting.split(","))
                .filter(code -> !code.isEmpty())
                .toList();
        return new Reach(
                false,
                codes.stream()
                        .filter(code -> !code.endsWith(BELOW))
                        .map(MunicipalityCode::new)
                        .collect(Collectors.toUnmodifiableSet()),
                codes.stream()
                        .filter(code -> code.endsWith(BELOW))
                        .map(code -> new MunicipalityCode(code.substring(0, code.length() - 1)))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** As the row security of the database reads it: 30170,44000+ or * */
    public String asSetting() {
        return everywhere
                ? "*"
                : Stream.concat(
                                new TreeSet<>(municipalities).stream().map(MunicipalityCode::value),
                                new TreeSet<>(provinces).stream().map(code -> code.value() + BELOW))
                        .collect(Collectors.joining(","));
    }
}
