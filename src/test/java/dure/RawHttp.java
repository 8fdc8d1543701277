package dure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Requests byte by byte, as no well-behaved client would write them; each on a connection of its own. */
public final class RawHttp {
    private static final int PATIENCE_MILLIS = 30_000;

    private final int port;

    public RawHttp(int port) {
        this.port = port;
    }

    /** @param status 0 where the other side hung up without a word */
    public record Answer(int status, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** @param head lines without those of the host and the end */
    public Answer send(String head, byte[] body) {
        var lines = head + "\r\nHost: localhost:" + port + "\r\nConnection: close\r\n"
                + (body.length > 0 ? "Content-Length: " + body.length + "\r\n" : "") + "\r\n";
        var all = new ByteArrayOutputStream();
        all.writeBytes(lines.getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return exchange(all.toByteArray());
    }

    public Answer exchange(byte[] bytes) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(bytes);
                socket.getOutputStream().flush();
            } catch (SocketException e) {
                // Answered and hung up before it had heard everything.
            }
            return read(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Answer read(Socket socket) throws IOException {
        var said = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(said);
        } catch (SocketTimeoutException e) {
            throw new IOException("No end of the answer: " + said, e);
        } catch (SocketException e) {
            // Cut off; what arrived counts.
        }
        return parse(said.toByteArray());
    }

    private static Answer parse(byte[] said) {
        var text = new String(said, StandardCharsets.ISO_8859_1);
        var end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Answer(0, Map.of(), text);
        }
        var lines = text.substring(0, end).split("\r\n");
        var headers = new TreeMap<String, String>();
        for (var i = 1; i < lines.length; i++) {
            var colon = lines[i].indexOf(':');
            headers.merge(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip(),
                    (one, other) -> one + "\n" + other);
        }
        var body = new String(said, end + 4, said.length - end - 4, StandardCharsets.UTF_8);
        if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            body = dechunked(said, end + 4);
        }
        return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, body);
    }

    private static String dechunked(byte[] said, int from) {
        var out = new ByteArrayOutputStream();
        var at = from;
        while (at < said.length) {
            var line = at;
            while (line < said.length && said[line] != '\n') {
                line++;
            }
            if (line == said.length) {
                break;
            }
            var length = Integer.parseInt(new String(said, at, line - at, StandardCharsets.ISO_8859_1).strip(), 16);
            if (length == 0) {
                break;
            }
            out.write(said, line + 1, Math.min(length, said.length - line - 1));
            at = line + 1 + length + 2;
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
