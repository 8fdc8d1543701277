package dure.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and hashes what flows through. COPY ends each row by a line feed and writes none within one. */
final class Counting extends FilterOutputStream {
    private final MessageDigest digest;
    private long bytes;
    private long rows;

    Counting(OutputStream out) {
        super(out);
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        out.write(from, offset, length);
        digest.update(from, offset, length);
        bytes += length;
        for (int i = offset; i < offset + length; i++) {
            if (from[i] == '\n') {
                rows++;
            }
        }
    }

    /** Leaves the stream below open: it takes the next table. */
    @Override
    public void close() throws IOException {
        flush();
    }

    Manifest.Table of(Relation table) {
        return new Manifest.Table(
                table.name(), table.columns(), rows, bytes, HexFormat.of().formatHex(digest.digest()));
    }
}
