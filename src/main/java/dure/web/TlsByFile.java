package dure.web;

import dure.console.CannotStart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.context.WebApplicationContext;

/**
 * TLS: {@code dure.tls.certificate} and {@code dure.tls.key} name two PEM files. They are looked at before anything
 * starts, so that what is wrong with them is said in one line, and become Spring Boot's SSL bundle, which is read again
 * whenever the files change: a renewed certificate needs no restart. HSTS and secure cookies follow by themselves, as
 * both are sent over TLS only.
 */
class TlsByFile implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var settings = context.getEnvironment();
        var certificate = settings.getProperty("dure.tls.certificate", "");
        var key = settings.getProperty("dure.tls.key", "");
        if (certificate.isEmpty() && key.isEmpty() || !(context instanceof WebApplicationContext)) {
            return;
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            throw new CannotStart("web.tls.one-of-two", certificate.isEmpty() ? key : certificate);
        }
        check(Path.of(certificate), Path.of(key));
        settings.getPropertySources()
                .addFirst(new MapPropertySource("TLS by file", bundle(certificate, key, settings)));
    }

    private static Map<String, Object> bundle(String certificate, String key, Environment settings) {
        var bundle = new LinkedHashMap<String, Object>();
        bundle.put("spring.ssl.bundle.pem.dure.keystore.certificate", place(certificate));
        bundle.put("spring.ssl.bundle.pem.dure.keystore.private-key", place(key));
        bundle.put("spring.ssl.bundle.pem.dure.reload-on-update", "true");
        bundle.put("server.ssl.bundle", "dure");
        bundle.put(
                "server.ssl.enabled-protocols",
                settings.getProperty("server.ssl.enabled-protocols", "TLSv1.3,TLSv1.2"));
        return bundle;
    }

    private static String place(String file) {
        return "file:" + Path.of(file).toAbsolutePath();
    }

    private static void check(Path certificate, Path key) {
        var first = first(certificate);
        try {
            first.checkValidity();
        } catch (CertificateExpiredException e) {
            throw new CannotStart("web.tls.expired", certificate.toString(), first.getNotAfter()).because(e);
        } catch (CertificateNotYetValidException e) {
            throw new CannotStart("web.tls.not-yet", certificate.toString(), first.getNotBefore()).because(e);
        }
        if (!belong(first, privateKey(key))) {
            throw new CannotStart("web.tls.other-key", key.toString(), certificate.toString());
        }
    }

    /** The server's own stands first, those that vouch for it follow. */
    private static X509Certificate first(Path file) {
        try {
            var certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text(file).getBytes(StandardCharsets.ISO_8859_1)));
            if (certificates.iterator().next() instanceof X509Certificate first) {
                return first;
            }
            throw new CannotStart("web.tls.no-certificate", file.toString());
        } catch (GeneralSecurityException | NoSuchElementException e) {
            throw new CannotStart("web.tls.no-certificate", file.toString()).because(e);
        }
    }

    private static PrivateKey privateKey(Path file) {
        var text = text(file);
        if (text.contains("ENCRYPTED")) {
            throw new CannotStart("web.tls.key-encrypted", file.toString());
        }
        try {
            return Objects.requireNonNull(PemContent.of(text).getPrivateKey());
        } catch (RuntimeException e) {
            throw new CannotStart("web.tls.no-key", file.toString()).because(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new CannotStart("web.tls.unreadable", file.toString()).because(e);
        }
    }

    /** What the key signs, the certificate's key verifies. */
    private static boolean belong(X509Certificate certificate, PrivateKey key) {
        if (!matches(key.getAlgorithm(), certificate.getPublicKey().getAlgorithm())) {
            return false;
        }
        var algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "RSASSA-PSS" -> "RSASSA-PSS";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm(); // EdDSA
        };
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(new byte[32]);
            var signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(new byte[32]);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean matches(String one, String other) {
        return one.equals(other) || one.startsWith("Ed") && other.startsWith("Ed");
    }
}
