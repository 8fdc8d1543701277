package dure.access;

import dure.region.MunicipalityCode;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How far a reading or a writing goes: every municipality, or these. */
public record Reach(boolean everywhere, Set<MunicipalityCode> municipalities) {
    public static final Reach NOWHERE = new Reach(false, Set.of());
    public static final Reach EVERYWHERE = new Reach(true, Set.of());

    public static Reach of(Set<MunicipalityCode> municipalities) {
        return new Reach(false, Set.copyOf(municipalities));
    }

    public boolean includes(MunicipalityCode municipality) {
        return everywhere || municipalities.contains(municipality);
    }

    /** What both reach. */
    Reach within(Reach other) {
        if (everywhere || other.everywhere) {
            return everywhere ? other : this;
        }
        var shared = new TreeSet<>(municipalities);
        shared.retainAll(other.municipalities);
        return of(shared);
    }

    /** What {@link #asSetting()} wrote. */
    public static Reach ofSetting(String setting) {
        return setting.equals("*")
                ? EVERYWHERE
                : of(Arrays.stream(setting.split(","))
                        .filter(code -> !code.isEmpty())
                        .map(MunicipalityCode::new)
                        .collect(Collectors.toSet()));
    }

    /** As the row security of the database reads it. */
    public String asSetting() {
        return everywhere
                ? "*"
                : new TreeSet<>(municipalities)
                        .stream().map(MunicipalityCode::value).collect(Collectors.joining(","));
    }
}
