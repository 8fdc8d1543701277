package dure.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;

/** Where and as whom migrations run. */
record Login(String url, @Nullable String user, @Nullable String password) implements FlywayConnectionDetails {
    @Override
    public String getJdbcUrl() {
        return url;
    }

    @Override
    public @Nullable String getUsername() {
        return user;
    }

    @Override
    public @Nullable String getPassword() {
        return password;
    }

    /** The address without its parameters, which may hold a password too. */
    String place() {
        return url.split("\\?", 2)[0];
    }

    /** Without the password: a log might print it. */
    @Override
    public String toString() {
        return user == null ? place() : "%s (%s)".formatted(place(), user);
    }
}
