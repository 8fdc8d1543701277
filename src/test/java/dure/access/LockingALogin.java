package dure.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

@DureTest
class LockingALogin {
    @Autowired
    AttemptStore store;

    @Autowired
    AccessStore accounts;

    @Autowired
    SigningIn signingIn;

    @Autowired
    TestAccounts testers;

    private final Hands clock = new Hands();
    private final String login = "guess" + UUID.randomUUID();

    /** A clock that is set by hand. */
    private static class Hands extends Clock {
        private Instant now = Instant.parse("2026-03-02T09:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private Attempts node() {
        return new Attempts(store, Settings.with(Map.of()), clock);
    }

    @Test
    void takes_longer_with_each_failure_after_the_fifth_up_to_an_hour() {
        var node = node();
        for (var attempt = 0; attempt < 4; attempt++) {
            node.attempt(login, () -> false);
        }
        for (var minutes : new int[] {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
            node.attempt(login, () -> false);
            assertThat(remaining(node)).as("minutes").isEqualTo(Duration.ofMinutes(minutes));
            clock.now = clock.now.plus(Duration.ofMinutes(minutes)).minusSeconds(1);
            assertThat(remaining(node)).isEqualTo(Duration.ofSeconds(1));
            clock.now = clock.now.plusSeconds(1);
        }
        assertThat(node.attempt(login, () -> true)).isZero();
        assertThat(node.attempt(login, () -> false)).as("a new row").isEqualTo(1);
    }

    @Test
    void does_not_even_look_while_it_is_locked() {
        var node = node();
        for (var attempt = 0; attempt < 5; attempt++) {
            node.attempt(login, () -> false);
        }
        assertThatThrownBy(() -> node.attempt(login, () -> {
                    throw new AssertionError("looked at");
                }))
                .isInstanceOf(Attempts.Locked.class);
    }

    @Test
    void holds_over_many_nodes_at_once() throws Exception {
        var looked = new AtomicInteger();
        var tries = new ArrayList<Callable<Void>>();
        for (var i = 0; i < 40; i++) {
            var node = node(); // with locks of its own, as another machine has
            tries.add(() -> {
                try {
                    node.attempt(login, () -> {
                        looked.incrementAndGet();
                        return false;
                    });
                } catch (Attempts.Locked expected) {
                    // so it should be
                }
                return null;
            });
        }
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var one : all.invokeAll(tries)) {
                one.get();
            }
        }
        assertThat(looked).hasValue(5);
    }

    @Test
    void is_over_after_a_day_without_a_failure() {
        var node = node();
        for (var attempt = 0; attempt < 9; attempt++) {
            clock.now = clock.now.plus(Duration.ofHours(1));
            node.attempt(login, () -> false);
        }
        clock.now = clock.now.plus(Duration.ofDays(1)).plusSeconds(1);
        assertThat(node.attempt(login, () -> false)).isEqualTo(1);
    }

    @Test
    void an_old_hash_is_renewed_when_its_owner_signs_in() {
        var who = testers.reader(new dure.region.MunicipalityCode("30170"));
        var id = accounts.account(who.login()).orElseThrow().id();
        accounts.setPassword(
                id,
                "{pbkdf2@SpringSecurity_v5_8}"
                        + Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode(who.password()),
                false);
        var given = org.springframework.security.authentication.UsernamePasswordAuthenticationToken.unauthenticated(
                who.login(), who.password());
        signingIn.authenticate(given);
        assertThat(accounts.secret(who.login()).orElseThrow().hash()).contains("$argon2id$");
        assertThat(signingIn.authenticate(given).isAuthenticated()).isTrue();
    }

    private Duration remaining(Attempts node) {
        try {
            node.attempt(login, () -> {
                throw new AssertionError("looked at");
            });
        } catch (Attempts.Locked locked) {
            return locked.remaining();
        }
        throw new AssertionError("not locked");
    }
}
