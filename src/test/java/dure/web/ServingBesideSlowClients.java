package dure.web;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import dure.Http;
import dure.Soak;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Those who drip their requests, or say nothing at all, and those who want to work meanwhile. */
@DureTest
class ServingBesideSlowClients {
    private static final int EACH = Soak.either(2_000, 250);
    private static final Duration SILENT_AT_MOST = Duration.ofSeconds(20);

    @LocalServerPort
    int port;

    @Test
    void keeps_nobody_waiting_who_asks_in_one_go_and_hangs_up_on_whoever_says_nothing() throws Exception {
        var slow = new ArrayList<Socket>();
        var began = System.nanoTime();
        try {
            for (var i = 0; i < EACH; i++) {
                slow.add(open("")); // says nothing
                slow.add(open("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")); // a head that does not end
                slow.add(open(
                        "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                                + "Content-Length: 1000\r\n\r\nlogin=")); // a body that does not end
            }
            var drops = Thread.ofVirtual().start(() -> drip(slow));
            var usual = new Http(port);
            var millis = new ArrayList<Long>();
            for (var i = 0; i < 60; i++) {
                var at = System.nanoTime();
                assertThat(usual.get(i % 2 == 0 ? "/glossary" : "/api/v1/rules").status())
                        .isEqualTo(200);
                millis.add((System.nanoTime() - at) / 1_000_000);
            }
            millis.sort(null);
            var said = "%d slow clients; a usual one waits %d ms in the middle, %d ms at the 95th of 100, %d ms at most"
                    .formatted(slow.size(), millis.get(30), millis.get(57), millis.getLast());
            Files.writeString(Path.of("target", "slow-clients.txt"), said + "\n");
            assertThat(millis.get(57)).as(said).isLessThan(1_500);
            drops.interrupt();

            // The first of each kind said nothing more since; it is hung up on.
            for (var one : List.of(slow.get(0), slow.get(1), slow.get(2))) {
                one.setSoTimeout((int) SILENT_AT_MOST.toMillis());
                assertThat(isHungUpOn(one)).isTrue();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SILENT_AT_MOST.plusSeconds(15));
        } finally {
            for (var one : slow) {
                one.close();
            }
        }
    }

    private Socket open(String beginning) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    /** A byte a second for each but the first three. */
    private static void drip(List<Socket> slow) {
        while (!Thread.currentThread().isInterrupted()) {
            for (var i = 4; i < slow.size(); i++) {
                try {
                    slow.get(i).getOutputStream().write('x');
                } catch (IOException e) {
                    continue; // hung up on already
                }
            }
            try {
                Thread.sleep(1_000);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static boolean isHungUpOn(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
