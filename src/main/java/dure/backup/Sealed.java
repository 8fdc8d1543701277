package dure.backup;

import dure.console.CannotStart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * 봉인: AES-256-GCM in chunks. Each chunk's nonce is its number and whether it is the last, so that none can be changed,
 * moved, left out or cut off without its seal breaking. Every archive has a key of its own (by its salt), so that no
 * nonce is ever used twice with one key; and every chunk is sealed together with the head of the archive.
 */
final class Sealed {
    static final byte[] MARK = "DURESEAL1".getBytes(StandardCharsets.US_ASCII);
    private static final int CHUNK = 1 << 16;
    private static final int TAG_BYTES = 16;
    private static final int HEAD_BYTES = MARK.length + Key.SALT_BYTES + 16;

    private Sealed() {}

    private static byte[] seal(
            int mode, Key.OfArchive key, byte[] head, long number, boolean last, byte[] bytes, int length)
            throws GeneralSecurityException {
        var nonce = ByteBuffer.allocate(12)
                .putLong(number)
                .put((byte) (last ? 1 : 0))
                .array();
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.key(), new GCMParameterSpec(8 * TAG_BYTES, nonce));
        cipher.updateAAD(head);
        return cipher.doFinal(bytes, 0, length);
    }

    /** Seals what is written to it. Closing it writes the last chunk and leaves the stream below open. */
    static final class Out extends OutputStream {
        private final OutputStream out;
        private final Key.OfArchive key;
        private final byte[] head;
        private final byte[] chunk = new byte[CHUNK];
        private int filled;
        private long number;
        private boolean closed;

        Out(OutputStream out, Key key) throws IOException {
            var salt = new byte[Key.SALT_BYTES];
            new SecureRandom().nextBytes(salt);
            this.out = out;
            this.key = key.with(salt);
            this.head = ByteBuffer.allocate(HEAD_BYTES)
                    .put(MARK)
                    .put(salt)
                    .put(this.key.check())
                    .array();
            out.write(head);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            for (int done = 0; done < length; ) {
                if (filled == CHUNK) {
                    writeChunk(false); // not before more has come: the last one is sealed as the last
                }
                int taken = Math.min(length - done, CHUNK - filled);
                System.arraycopy(from, offset + done, chunk, filled, taken);
                filled += taken;
                done += taken;
            }
        }

        private void writeChunk(boolean last) throws IOException {
            try {
                out.write(seal(Cipher.ENCRYPT_MODE, key, head, number, last, chunk, filled));
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
            number++;
            filled = 0;
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                writeChunk(true);
                out.flush();
            }
        }
    }

    /** Opens what was sealed; not one byte comes out of a chunk whose seal is broken. */
    static final class In extends InputStream {
        private final InputStream in;
        private final Key.OfArchive key;
        private final byte[] head;
        private final String file;
        private byte @Nullable [] next;
        private byte[] chunk = {};
        private int read;
        private long number;

        /** @param in after the mark has been read and found to be ours */
        In(InputStream in, Key key, String file) throws IOException {
            var rest = in.readNBytes(HEAD_BYTES - MARK.length);
            if (rest.length < HEAD_BYTES - MARK.length) {
                throw new CannotStart("backup.cut-off", file);
            }
            var head = ByteBuffer.allocate(HEAD_BYTES).put(MARK).put(rest);
            var salt = new byte[Key.SALT_BYTES];
            head.position(MARK.length).get(salt);
            var check = new byte[head.remaining()];
            head.get(check);
            this.in = in;
            this.file = file;
            this.head = head.array();
            this.key = key.with(salt);
            if (!MessageDigest.isEqual(check, this.key.check())) {
                throw new CannotStart("backup.wrong-key", file);
            }
            this.next = in.readNBytes(CHUNK + TAG_BYTES);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (read == chunk.length) {
                if (next == null) {
                    return -1;
                }
                open(next);
            }
            int taken = Math.min(length, chunk.length - read);
            System.arraycopy(chunk, read, to, offset, taken);
            read += taken;
            return taken;
        }

        private void open(byte[] sealed) throws IOException {
            var after = sealed.length < CHUNK + TAG_BYTES ? new byte[0] : in.readNBytes(CHUNK + TAG_BYTES);
            boolean last = after.length == 0;
            try {
                chunk = seal(Cipher.DECRYPT_MODE, key, head, number, last, sealed, sealed.length);
            } catch (AEADBadTagException e) {
                throw new CannotStart(last ? "backup.cut-off" : "backup.damaged", file).because(e);
            } catch (GeneralSecurityException e) {
                throw new CannotStart("backup.cut-off", file).because(e);
            }
            read = 0;
            number++;
            next = last ? null : after;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
