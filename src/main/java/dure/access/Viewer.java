package dure.access;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking, and how far that reaches.
 *
 * @param name as it is written beside what is recorded
 * @param account null for the public and for the product itself
 */
public record Viewer(String name, @Nullable UUID account, Set<Role> roles, Reach reads, Reach writes) {
    /** Anybody: reads what is disclosed. */
    public static final Viewer PUBLIC = new Viewer("", null, Set.of(), Reach.NOWHERE, Reach.NOWHERE);

    /** The product's own work that belongs to no person: loading samples, migrations of data. */
    public static final Viewer PRODUCT = new Viewer("dure", null, Set.of(), Reach.EVERYWHERE, Reach.EVERYWHERE);

    public boolean isSignedIn() {
        return account != null;
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }
}
