package dure.access;

import dure.region.MunicipalityCode;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** 계정 with the grants that are valid now. */
record Account(UUID id, String login, String name, boolean mustChangePassword, boolean disabled, List<Grant> grants) {

    boolean is(Role role) {
        return grants.stream().anyMatch(grant -> grant.role() == role);
    }

    /** Who asks with this account: nobody yet while the password is a one-time one. */
    Viewer viewer() {
        if (disabled || mustChangePassword) {
            return new Viewer(name, id, Set.of(), Reach.NOWHERE, Reach.NOWHERE);
        }
        return new Viewer(
                name,
                id,
                grants.stream().map(Grant::role).collect(Collectors.toUnmodifiableSet()),
                Grant.reach(grants.stream()),
                Grant.reach(grants.stream().filter(grant -> grant.role().writes())));
    }

    /** What this account may write somewhere; where, its viewer says. */
    Set<Scope> scopes() {
        var scopes = EnumSet.noneOf(Scope.class);
        if (!disabled && !mustChangePassword) {
            grants.forEach(grant -> scopes.addAll(grant.role().scopes()));
        }
        return scopes;
    }

    /** A password's hash stands apart from the account, so that no log or page can print it. */
    record Secret(UUID id, String hash, boolean disabled) {
        @Override
        public String toString() {
            return "Secret of " + id;
        }
    }

    /** @param municipality null: every one */
    record Grant(UUID id, Role role, @Nullable MunicipalityCode municipality) {
        static Reach reach(Stream<Grant> grants) {
            var all = grants.toList();
            if (all.stream().anyMatch(grant -> grant.municipality() == null)) {
                return Reach.EVERYWHERE;
            }
            return Reach.of(all.stream()
                    .map(grant -> Objects.requireNonNull(grant.municipality()))
                    .collect(Collectors.toUnmodifiableSet()));
        }
    }
}
