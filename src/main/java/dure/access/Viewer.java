package dure.access;

import dure.region.MunicipalityCode;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking, and how far that reaches.
 *
 * @param name as it is written beside what is recorded
 * @param account null for the public and for the product itself
 * @param reads where more is read than what is disclosed
 */
public record Viewer(String name, @Nullable UUID account, Set<Role> roles, Reach reads, Powers powers) {
    /** Anybody: reads what is disclosed. */
    public static final Viewer PUBLIC = new Viewer("", null, Set.of(), Reach.NOWHERE, Powers.NONE);

    /** The product's own work that belongs to no person: loading samples, migrations of data. */
    public static final Viewer PRODUCT = new Viewer(
            "dure", null, Set.of(), Reach.EVERYWHERE, Powers.of(EnumSet.allOf(Permission.class), Reach.EVERYWHERE));

    /** With these roles everywhere within a reach; for work and tests that no account's grants stand behind. */
    public static Viewer acting(String name, @Nullable UUID account, Set<Role> roles, Reach reach) {
        var permissions =
                roles.stream().flatMap(role -> role.permissions().stream()).collect(Collectors.toSet());
        return new Viewer(name, account, roles, reach, Powers.of(permissions, reach));
    }

    public boolean isSignedIn() {
        return account != null;
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    public boolean isStaff() {
        return roles.stream().anyMatch(Role::isStaff);
    }

    public boolean may(Permission permission, MunicipalityCode municipality) {
        return powers.may(permission, municipality);
    }

    /** Anywhere. */
    public boolean may(Permission permission) {
        return powers.may(permission);
    }

    /**
     * The departments whose projects alone the viewer writes of; empty where it writes of every project, or of none.
     *
     * @param permission one that a department's officer has: PLAN_PARTS_WRITE, ENTRIES_WRITE
     */
    public Set<String> departmentsIn(MunicipalityCode municipality, Permission permission) {
        return powers.reach(permission).includes(municipality)
                        || !powers.ofDepartments().contains(permission)
                ? Set.of()
                : powers.departments().stream()
                        .filter(one -> one.municipality().equals(municipality))
                        .map(Powers.Department::name)
                        .collect(Collectors.toUnmodifiableSet());
    }
}
