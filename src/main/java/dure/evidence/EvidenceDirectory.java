package dure.evidence;

import dure.region.Book;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Contents in a directory, below the book and named by their hash. A file is there whole or not at all. */
final class EvidenceDirectory {
    private final Path root;

    EvidenceDirectory(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** Written beside its place, forced to the disk, and then moved there; what lies there already is written anew. */
    void write(Book book, String sha256, byte[] content) {
        var place = place(book, sha256);
        try {
            Files.createDirectories(place.getParent());
            var beside = Files.createTempFile(place.getParent(), ".", ".part");
            try {
                try (var channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                    var left = java.nio.ByteBuffer.wrap(content);
                    while (left.hasRemaining()) {
                        channel.write(left);
                    }
                    channel.force(true);
                }
                Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Evidence could not be written below %s. Maybe the disk is full or the directory is not ours."
                            .formatted(root),
                    e);
        }
    }

    Optional<byte[]> read(Book book, String sha256) {
        var place = place(book, sha256);
        try {
            return Files.isRegularFile(place) ? Optional.of(Files.readAllBytes(place)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Evidence below %s could not be read".formatted(root), e);
        }
    }

    void delete(Book book, String sha256) {
        try {
            Files.deleteIfExists(place(book, sha256));
        } catch (IOException e) {
            throw new UncheckedIOException("Evidence below %s could not be deleted".formatted(root), e);
        }
    }

    private Path place(Book book, String sha256) {
        return root.resolve(book.name()).resolve(sha256.substring(0, 2)).resolve(sha256);
    }
}
