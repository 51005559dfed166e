import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// Whether an application folder was made of exactly the same parts before, so that it need not be
/// made again, and its start-up caches need not be recorded again.
///
/// What counts is the content of the assembled parts and of the build's own sources, and the Java
/// that runs here. It is noted beside the application when that is complete.
final class UpToDate {
    private static final Path BUILD = Path.of("src/build");

    private final Path application;
    private final Path note;
    private final String now;

    UpToDate(Path assembled, Path application) throws IOException, GeneralSecurityException {
        this.application = application;
        this.note = application.resolveSibling(application.getFileName() + ".made-of");
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update((Runtime.version() + System.getProperty("java.home")).getBytes());
        add(digest, assembled);
        add(digest, BUILD);
        this.now = HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
            for (Path file : sorted) {
                digest.update(file.toString().getBytes());
                digest.update(Files.readAllBytes(file));
            }
        }
    }

    boolean holds() throws IOException {
        return Files.exists(application)
                && Files.exists(note)
                && Files.readString(note).equals(now);
    }

    /// To be called before the application is touched.
    void forget() throws IOException {
        Files.deleteIfExists(note);
    }

    void remember() throws IOException {
        Files.writeString(note, now);
    }
}
