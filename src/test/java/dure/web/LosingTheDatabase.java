package dure.web;

import static org.assertj.core.api.Assertions.assertThat;

import dure.Application;
import dure.DureTest;
import dure.Http;
import dure.Running;
import dure.TestBooks;
import dure.TestData;
import dure.access.TestAccounts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;

/** The way to the database is cut, or goes silent, under a running application, and comes back. */
@DureTest
class LosingTheDatabase {
    /** As long as somebody looks at a page that does not come. */
    private static final Duration SOON = Duration.ofSeconds(12);

    @TempDir
    static Path directory;

    @Autowired
    FlywayConnectionDetails owner;

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestBooks books;

    @Test
    void is_said_in_both_languages_within_seconds_and_needs_no_restart_when_it_is_back() throws Exception {
        var server = URI.create(owner.getJdbcUrl().substring("jdbc:".length()));
        try (var way = new Way(server.getPort());
                var application = new SpringApplicationBuilder(Application.class)
                        .run(
                                "--dure.data=" + directory,
                                "--dure.samples=false",
                                "--dure.access.key=" + TestData.accessKey(),
                                "--dure.person.keys=" + TestData.personKeys(),
                                "--server.port=0",
                                // Requests are counted for all nodes of a database, and other tests asked a lot.
                                "--dure.limits.sign-in=1000000",
                                "--dure.limits.anonymous=1000000",
                                "--dure.limits.reading=1000000",
                                "--dure.limits.writing=1000000",
                                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + way.port() + "/dure",
                                "--spring.datasource.username=dure_app",
                                "--spring.datasource.password=" + owner.getPassword(),
                                "--spring.flyway.user=dure_owner",
                                "--spring.flyway.password=" + owner.getPassword(),
                                "--spring.main.register-shutdown-hook=false",
                                "--db-scheduler.enabled=false")) {
            var port = Integer.parseInt(application.getEnvironment().getRequiredProperty("local.server.port"));
            var who = accounts.administrator();
            var book = books.next();
            var officer = new Http(port);
            var public_ = new Http(port);
            assertThat(officer.signIn(who.login(), who.password()).status()).isEqualTo(302);
            var key = UUID.randomUUID().toString();
            for (var silent : new boolean[] {false, true}) {
                Thread.sleep(700); // a connection that was used within half a second is taken for alive
                way.cut(silent);
                says503(officer, "/", "ko");
                says503(public_, "/api/v1/rules", "en");
                if (!silent) { // where it is silent each waits some seconds
                    says503(public_, "/", "en");
                    says503(public_, "/sign-in", "ko");
                    says503(public_, "/api/v1/rules", "ko");
                }
                // Style and fonts of the page that says so.
                var asset = public_.get("/assets/mark.svg");
                assertThat(asset.status()).isIn(200, 404);
                var write = record(public_, who, book.municipality().value(), key);
                assertThat(write.status()).isEqualTo(503);
                way.open();
                Running.await(
                        "the database",
                        Duration.ofSeconds(20),
                        () -> public_.get("/api/v1/rules").status() == 200);
                assertThat(officer.get("/access").status())
                        .as("still signed in")
                        .isEqualTo(200);
            }
            var first = record(public_, who, book.municipality().value(), key);
            var again = record(public_, who, book.municipality().value(), key);
            assertThat(first.status()).as("not written before").isEqualTo(201);
            assertThat(again.status()).isEqualTo(200);
        }
    }

    private static Http.Answer record(Http http, TestAccounts.Login who, String municipality, String key) {
        return http.post(
                "/api/v1/entries",
                "{\"municipality\":\"" + municipality
                        + "\",\"dataSet\":\"REAL\",\"label\":\"x\",\"occurredOn\":\"2024-01-15\",\"quantity\":1,\"basis\":\"EVIDENCED\",\"evidence\":\"y\"}",
                "Authorization",
                Http.basic(who.login(), who.password()),
                "Idempotency-Key",
                key);
    }

    private static void says503(Http http, String path, String language) {
        var began = System.nanoTime();
        var answer = path.startsWith("/api/")
                ? http.get(path, "Accept-Language", language)
                : http.get(path + "?lang=" + language);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).as(path).isLessThan(SOON);
        assertThat(answer.status()).as(path + answer.body()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).as(path).matches("[0-9]+");
        assertThat(answer.body())
                .as(path)
                .contains(language.equals("ko") ? "잠시 이용할 수 없습니다" : "Not available for the moment")
                .doesNotContain("Exception", "jdbc", "Hikari", "\tat ");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.header("Content-Type"))
                .startsWith(path.startsWith("/api/") ? "application/problem+json" : "text/html");
    }

    /** Between the application and its database; to be cut, or to swallow what is said. */
    private static final class Way implements AutoCloseable {
        private final int to;
        private final Collection<Socket> open = new ConcurrentLinkedQueue<>();
        private ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private volatile boolean silent;

        Way(int to) throws IOException {
            this.to = to;
            accept(listening);
        }

        int port() {
            return listening.getLocalPort();
        }

        void cut(boolean silently) throws IOException {
            silent = silently;
            if (!silently) {
                listening.close();
                for (var one : open) {
                    one.close();
                }
                open.clear();
            }
        }

        void open() throws IOException {
            if (listening.isClosed()) {
                var port = listening.getLocalPort();
                listening = new ServerSocket();
                listening.setReuseAddress(true);
                listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                accept(listening);
            }
            if (silent) {
                silent = false;
                for (var one : open) { // what was swallowed is lost, as after a change of the network
                    one.close();
                }
                open.clear();
            }
        }

        private void accept(ServerSocket server) {
            Thread.ofVirtual().start(() -> {
                while (true) {
                    try {
                        var client = server.accept();
                        open.add(client);
                        var database = new Socket(InetAddress.getLoopbackAddress(), to);
                        open.add(database);
                        copy(client, database);
                        copy(database, client);
                    } catch (IOException e) {
                        return;
                    }
                }
            });
        }

        private void copy(Socket from, Socket into) {
            Thread.ofVirtual().start(() -> {
                var buffer = new byte[8_192];
                try (from;
                        into) {
                    for (int read; (read = from.getInputStream().read(buffer)) >= 0; ) {
                        if (!silent) {
                            into.getOutputStream().write(buffer, 0, read);
                        }
                    }
                } catch (IOException e) {
                    // cut
                }
            });
        }

        @Override
        public void close() throws IOException {
            cut(false);
        }
    }
}
