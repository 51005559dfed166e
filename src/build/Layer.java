import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// A part of the image's file system, as a compressed archive; see the OCI image specification,
/// "Image Layer Filesystem Changeset".
///
/// @param name for a person
/// @param digest SHA-256 of the compressed archive
/// @param content SHA-256 of the archive
/// @param size bytes of the compressed archive
/// @param unpacked bytes of the archive
record Layer(String name, String digest, String content, long size, long unpacked) {

    /// Writes the members of a folder and the folders above them, in the order of their names.
    static Layer write(String name, Path root, Predicate<String> member, Instant time, Path blobs)
            throws IOException, NoSuchAlgorithmException {
        MessageDigest packed = MessageDigest.getInstance("SHA-256");
        MessageDigest plain = MessageDigest.getInstance("SHA-256");
        Path file = Files.createTempFile(blobs, "layer", ".tmp");
        long unpacked;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                var zip = new Smallest(new DigestOutputStream(out, packed));
                var tar = new Tar(new DigestOutputStream(zip, plain), time)) {
            for (Path path : members(root, member)) {
                tar.add(root.relativize(path).toString(), path);
            }
            unpacked = tar.finish();
        }
        String digest = HexFormat.of().formatHex(packed.digest());
        Path blob = blobs.resolve(digest);
        Files.move(file, blob, StandardCopyOption.REPLACE_EXISTING);
        String content = HexFormat.of().formatHex(plain.digest());
        return new Layer(name, digest, content, Files.size(blob), unpacked);
    }

    private static List<Path> members(Path root, Predicate<String> member) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> chosen = files.filter(path -> !path.equals(root))
                    .filter(path -> member.test(root.relativize(path).toString()))
                    .toList();
            return chosen.stream()
                    .flatMap(path -> Stream.iterate(path, up -> !up.equals(root), Path::getParent))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private static final class Smallest extends GZIPOutputStream {
        Smallest(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
