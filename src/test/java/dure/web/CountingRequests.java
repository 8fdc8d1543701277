package dure.web;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Two nodes that count in one database, many at once. */
@DureTest
class CountingRequests {
    private static final LimitSettings SETTINGS = new LimitSettings(5, 100, 1_000_000, 1_000_000, 1_000_000, 1_000_000);

    @Autowired
    RequestWindowStore store;

    @Test
    void grants_no_more_than_the_limit_however_many_ask_at_once_on_however_many_nodes() throws Exception {
        var nodes = new RequestLimits[] {new RequestLimits(store, SETTINGS), new RequestLimits(store, SETTINGS)};
        var who = UUID.randomUUID().toString();
        var granted = new AtomicInteger();
        var began = minute();
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 600; i++) {
                var node = nodes[i % 2];
                many.submit(() -> {
                    if (node.take(RequestKind.ANONYMOUS, who) == 0) {
                        granted.incrementAndGet();
                    }
                });
            }
        }
        if (minute() == began) { // else two windows were used
            // A hundredth less a part of each node's share at most.
            assertThat(granted.get()).isBetween(96, 100);
        }
        assertThat(granted.get()).isLessThanOrEqualTo(200);
    }

    @Test
    void attempts_that_went_well_are_given_back() {
        var node = new RequestLimits(store, SETTINGS);
        var who = UUID.randomUUID().toString();
        for (var i = 0; i < 30; i++) {
            assertThat(node.take(RequestKind.SIGN_IN, who)).isZero();
            node.giveBack(RequestKind.SIGN_IN, who);
        }
    }

    @Test
    void goes_on_alone_without_a_database() {
        var node = new RequestLimits(
                new RequestWindowStore(DSL.using(org.jooq.SQLDialect.POSTGRES)) {
                    @Override
                    Window take(RequestKind kind, String who, int count) {
                        throw new org.springframework.dao.DataAccessResourceFailureException("away");
                    }
                },
                SETTINGS);
        for (var i = 0; i < 100; i++) {
            assertThat(node.take(RequestKind.ANONYMOUS, "a")).isZero();
        }
        assertThat(node.take(RequestKind.ANONYMOUS, "a")).isBetween(1L, 60L);
    }

    /** What it costs, for docs/hardening.md. */
    @Test
    void costs_little() throws IOException {
        var node = new RequestLimits(store, SETTINGS);
        var rounds = 400;
        var trip = time(rounds, i -> store.take(RequestKind.READING, "trip", 1));
        var usual = time(20_000, i -> node.take(RequestKind.READING, "usual"));
        var spent = new RequestLimits(store, SETTINGS);
        while (spent.take(RequestKind.ANONYMOUS, "spent") == 0) {
            continue;
        }
        var refused = time(20_000, i -> spent.take(RequestKind.ANONYMOUS, "spent"));
        var said =
                "a round trip %.0f µs; a usual request %.2f µs; a refused one %.2f µs".formatted(trip, usual, refused);
        Files.writeString(Path.of("target", "limits.txt"), said + "\n");
        assertThat(usual).as(said).isLessThan(500);
    }

    private interface Turn {
        void take(int i);
    }

    private static double time(int rounds, Turn turn) {
        var began = System.nanoTime();
        for (var i = 0; i < rounds; i++) {
            turn.take(i);
        }
        return (System.nanoTime() - began) / 1_000.0 / rounds;
    }

    private static long minute() {
        return System.currentTimeMillis() / 60_000;
    }
}
