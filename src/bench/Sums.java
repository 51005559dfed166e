import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// Files or blobs as figures that tell whether they are the same: names, sizes and contents, in
/// whatever order they came. Computed as `sink/blobs.h` says.
///
/// @param contents of names, sizes and CRC-32C
/// @param md5s of names and MD5, 0 for blobs that have none
record Sums(long blobs, long bytes, long contents, long md5s) {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final int CHUNK = 1 << 20;

    static final Sums NONE = new Sums(0, 0, 0, 0);

    /// Of a file, or of a folder's files, named as an upload of it names them: a folder's own name
    /// comes first. Kept beside it, because the large ones take seconds.
    static Sums ofSource(Path source) throws IOException {
        Path kept = source.resolveSibling(source.getFileName() + ".sums");
        if (!Files.exists(kept) || Files.getLastModifiedTime(kept).compareTo(Files.getLastModifiedTime(source)) < 0) {
            Sums sums = of(source, source.getParent(), true);
            Files.writeString(kept, "%d %d %d %d".formatted(sums.blobs, sums.bytes, sums.contents, sums.md5s));
        }
        List<Long> numbers =
                Stream.of(Files.readString(kept).split(" ")).map(Long::valueOf).toList();
        return new Sums(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
    }

    /// Of what a folder holds, named from there on.
    static Sums ofContents(Path folder) throws IOException {
        return of(folder, folder, false);
    }

    private static Sums of(Path source, Path root, boolean withMd5) throws IOException {
        try (Stream<Path> found = Files.walk(source)) {
            return found.filter(Files::isRegularFile)
                    .parallel()
                    .map(file -> ofFile(file, root.relativize(file).toString(), withMd5))
                    .reduce(NONE, Sums::and);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Sums ofFile(Path file, String name, boolean withMd5) {
        CRC32C crc = new CRC32C();
        MessageDigest md5 = md5();
        long length = 0;
        byte[] chunk = new byte[(int) Math.max(1, Math.min(CHUNK, file.toFile().length()))];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                crc.update(chunk, 0, n);
                if (withMd5) {
                    md5.update(chunk, 0, n);
                }
                length += n;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String stored = Base64.getEncoder().encodeToString(md5.digest());
        return new Sums(
                1,
                length,
                fnv("%s %d %08x".formatted(name, length, crc.getValue())),
                withMd5 ? fnv(name + " " + stored) : 0);
    }

    private Sums and(Sums other) {
        return new Sums(blobs + other.blobs, bytes + other.bytes, contents + other.contents, md5s + other.md5s);
    }

    private static long fnv(String text) {
        long hash = FNV_OFFSET;
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xff)) * FNV_PRIME;
        }
        return hash;
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
