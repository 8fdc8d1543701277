package dure.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.console.CannotStart;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.web.context.support.GenericWebApplicationContext;

class SpeakingTls {
    private static final int PATIENCE_SECONDS = 180;

    @TempDir
    static Path directory;

    @Test
    void sends_everybody_to_https_with_hsts_and_secure_cookies_and_takes_a_renewed_certificate_while_it_runs()
            throws Exception {
        var first = pair("first", "-90d", 365);
        int port = freePort();
        int plain = freePort();
        var data = directory.resolve("data");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Dstdout.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dure.Application",
                        "--dure.data=" + data,
                        "--dure.samples=false",
                        "--dure.language=en",
                        "--server.port=" + port,
                        "--dure.tls.certificate=" + first.certificate(),
                        "--dure.tls.key=" + first.key(),
                        "--dure.tls.redirect-port=" + plain,
                        "--logging.threshold.console=off")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
        try {
            var base = "https://localhost:" + port;
            await(() -> said().contains("Dure is ready: " + base));
            var page = get(base + "/sign-in");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Strict-Transport-Security").orElse(""))
                    .contains("max-age=31536000");
            assertThat(page.headers().allValues("Set-Cookie"))
                    .isNotEmpty()
                    .allSatisfy(cookie -> assertThat(cookie).contains("Secure", "HttpOnly"));
            var redirected = get("http://localhost:" + plain + "/sign-in?next=/");
            assertThat(redirected.statusCode()).isBetween(301, 308);
            assertThat(redirected.headers().firstValue("Location")).contains(base + "/sign-in?next=/");

            var served = serial(page);
            var second = pair("second", "-1d", 365);
            Files.move(second.key(), first.key(), StandardCopyOption.REPLACE_EXISTING);
            Files.move(second.certificate(), first.certificate(), StandardCopyOption.REPLACE_EXISTING);
            await(() -> !serial(get(base + "/sign-in")).equals(served));
        } finally {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void says_what_is_wrong_with_the_files() throws Exception {
        var good = pair("good", "-1d", 30);
        var other = pair("other", "-1d", 30);
        var expired = pair("expired", "-10d", 5);
        var tomorrow = pair("tomorrow", "+2d", 5);
        var nothing = directory.resolve("nothing.pem");
        var words = Files.writeString(directory.resolve("words.pem"), "no key at all");
        var locked = Files.writeString(
                directory.resolve("locked.pem"),
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
        assertThat(settings(good.certificate(), good.key()).getProperty("server.ssl.bundle"))
                .isEqualTo("dure");
        assertRefused("web.tls.other-key", good.certificate(), other.key());
        assertRefused("web.tls.expired", expired.certificate(), expired.key());
        assertRefused("web.tls.not-yet", tomorrow.certificate(), tomorrow.key());
        assertRefused("web.tls.unreadable", nothing, good.key());
        assertRefused("web.tls.unreadable", good.certificate(), nothing);
        assertRefused("web.tls.no-certificate", words, good.key());
        assertRefused("web.tls.no-certificate", good.key(), good.key());
        assertRefused("web.tls.no-key", good.certificate(), words);
        assertRefused("web.tls.key-encrypted", good.certificate(), locked);
        assertRefused("web.tls.one-of-two", good.certificate(), null);
    }

    private static void assertRefused(String key, Path certificate, @Nullable Path privateKey) {
        assertThatThrownBy(() -> settings(certificate, privateKey))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith(key + " ")
                .hasMessageContaining(directory.toString());
    }

    private static MockEnvironment settings(Path certificate, @Nullable Path privateKey) {
        var environment = new MockEnvironment().withProperty("dure.tls.certificate", certificate.toString());
        if (privateKey != null) {
            environment.setProperty("dure.tls.key", privateKey.toString());
        }
        var context = new GenericWebApplicationContext();
        context.setEnvironment(environment);
        new TlsByFile().initialize(context);
        return environment;
    }

    record Pair(Path certificate, Path key) {}

    /** Of the JDK's own keytool, self-signed. */
    private static Pair pair(String name, String from, int days) throws Exception {
        var store = directory.resolve(name + ".p12");
        var made = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "invented",
                        "-alias",
                        "dure",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-startdate",
                        from,
                        "-validity",
                        String.valueOf(days)))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".log").toFile())
                .start();
        assertThat(made.waitFor()).isZero();
        var keys = KeyStore.getInstance(store.toFile(), "invented".toCharArray());
        return new Pair(
                pem(name + ".crt", "CERTIFICATE", keys.getCertificate("dure").getEncoded()),
                pem(
                        name + ".key",
                        "PRIVATE KEY",
                        keys.getKey("dure", "invented".toCharArray()).getEncoded()));
    }

    private static Path pem(String file, String type, byte[] content) throws IOException {
        return Files.writeString(
                directory.resolve(file),
                "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                        .formatted(
                                type,
                                Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)));
    }

    private static HttpResponse<String> get(String address) {
        try (var client = HttpClient.newBuilder().sslContext(trusting()).build()) {
            return client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String serial(HttpResponse<?> response) {
        try {
            var chain = response.sslSession().orElseThrow().getPeerCertificates();
            return ((X509Certificate) chain[0]).getSerialNumber().toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Self-signed as it is: which certificate comes is what is looked at. */
    private static SSLContext trusting() throws Exception {
        var everybody = new X509ExtendedTrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {everybody}, null);
        return context;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String said() {
        try {
            return Files.readString(directory.resolve("said"));
        } catch (IOException e) {
            return "";
        }
    }

    private static void await(BooleanSupplier condition) {
        for (int i = 0; i < PATIENCE_SECONDS * 5; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        throw new AssertionError("Waited in vain: " + said());
    }
}
