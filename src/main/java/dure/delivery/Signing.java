package dure.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Ed25519 over the SHA-256 of a file (its 64 hexadecimal digits, so that the file itself is never held in memory), keys
 * and signature in PEM and Base64. The exit code says how it went: 0 well, 1 no valid signature, 2 a file that is none.
 *
 * <pre>
 * new-key KEY        makes KEY, and KEY.pub that goes with it
 * sign KEY FILE      writes FILE.sig
 * verify PUB FILE    proves FILE.sig
 * </pre>
 */
final class Signing {
    private Signing() {}

    static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        try {
            var first = Path.of(arguments[1]);
            return switch (arguments[0]) {
                case "new-key" -> newKey(first);
                case "sign" -> sign(first, Path.of(arguments[2]));
                case "verify" -> verify(first, Path.of(arguments[2])) ? 0 : 1;
                default -> 2;
            };
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return 2;
        }
    }

    private static int newKey(Path file) throws IOException, GeneralSecurityException {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, pem("PRIVATE KEY", pair.getPrivate().getEncoded()), StandardOpenOption.WRITE);
        Files.writeString(
                Path.of(file + ".pub"),
                pem("PUBLIC KEY", pair.getPublic().getEncoded()),
                StandardOpenOption.CREATE_NEW);
        return 0;
    }

    private static int sign(Path key, Path file) throws IOException, GeneralSecurityException {
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der(key))));
        signature.update(digest(file));
        Files.writeString(signatureOf(file), Base64.getEncoder().encodeToString(signature.sign()) + "\n");
        return 0;
    }

    private static boolean verify(Path key, Path file) throws IOException, GeneralSecurityException {
        var signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der(key))));
        signature.update(digest(file));
        return signature.verify(
                Base64.getDecoder().decode(Files.readString(signatureOf(file)).strip()));
    }

    private static Path signatureOf(Path file) {
        return Path.of(file + ".sig");
    }

    private static byte[] digest(Path file) throws IOException, GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = Files.newInputStream(file)) {
            var buffer = new byte[1 << 16];
            for (int read; (read = in.read(buffer)) > 0; ) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII);
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                .formatted(type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content));
    }

    private static byte[] der(Path file) throws IOException {
        return Base64.getMimeDecoder().decode(Files.readString(file).replaceAll("-----[A-Z ]+-----", ""));
    }
}
