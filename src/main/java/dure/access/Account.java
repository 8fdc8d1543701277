package dure.access;

import dure.region.MunicipalityCode;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * 계정 with the grants that are valid now.
 *
 * @param email where invitations go; null where nobody has told it
 */
record Account(
        UUID id,
        String login,
        String name,
        @Nullable String email,
        boolean mustChangePassword,
        boolean disabled,
        List<Grant> grants) {

    boolean is(Role role) {
        return grants.stream().anyMatch(grant -> grant.role() == role);
    }

    /** 내부 사용자, of whom a second factor is asked. */
    boolean isStaff() {
        return grants.stream().anyMatch(grant -> grant.role().isStaff());
    }

    /** Who asks with this account: nobody yet while the password is a one-time one. */
    Viewer viewer() {
        if (disabled || mustChangePassword) {
            return new Viewer(name, id, Set.of(), Reach.NOWHERE, Powers.NONE);
        }
        return new Viewer(
                name,
                id,
                grants.stream().map(Grant::role).collect(Collectors.toUnmodifiableSet()),
                grants.stream().map(Grant::reads).reduce(Reach.NOWHERE, Reach::and),
                grants.stream().map(Grant::powers).reduce(Powers.NONE, Powers::and));
    }

    /** A password's hash stands apart from the account, so that no log or page can print it. */
    record Secret(UUID id, String hash, boolean disabled) {
        @Override
        public String toString() {
            return "Secret of " + id;
        }
    }

    /**
     * What is granted: a role somewhere.
     *
     * @param municipality null: every one
     * @param department of the roles that are of a department
     */
    record Given(
            Role role,
            @Nullable MunicipalityCode municipality,
            @Nullable String department) {
        /** As the log has it: DEPARTMENT_OFFICER 30170 일자리경제과 */
        String text() {
            return role + " " + (municipality == null ? "*" : municipality.value())
                    + (department == null ? "" : " " + department);
        }
    }

    record Grant(UUID id, Given given) {
        Role role() {
            return given.role();
        }

        @Nullable
        MunicipalityCode municipality() {
            return given.municipality();
        }

        @Nullable
        String department() {
            return given.department();
        }

        private Reach reach() {
            return given.municipality() == null ? Reach.EVERYWHERE : Reach.of(Set.of(given.municipality()));
        }

        Reach reads() {
            return switch (role().reading()) {
                case PUBLIC -> Reach.NOWHERE;
                case ITS_OWN -> reach();
                case AND_BELOW -> given.municipality() == null ? reach() : Reach.andBelow(given.municipality());
            };
        }

        Powers powers() {
            return given.municipality() != null && given.department() != null
                    ? Powers.of(new Powers.Department(given.municipality(), given.department()))
                    : Powers.of(role().permissions(), reach());
        }
    }
}
