package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// Checks that a file can become a blob, and that no other file's blob would get the same name.
public final class SourceName {
    private static final String UNDER_ANOTHER_NAME = "set name-template TEMPLATE   upload under another name";

    /// Java's replacement for bytes that are not valid characters.
    private static final char REPLACEMENT = '\uFFFD';

    private SourceName() {}

    /// Refuses a name that Java could not decode, because two such names can look the same: one
    /// file would overwrite the other.
    ///
    /// @throws ProblemException when the path's text does not lead back to the path
    public static void check(Path path) {
        String text = path.toString();
        if (text.indexOf(REPLACEMENT) >= 0 && !leadsBack(path, text)) {
            Charset system = Charset.forName(System.getProperty("sun.jnu.encoding"));
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "bad-blob-name",
                            "'" + text + "' cannot be a blob name",
                            "The file name is not valid " + system + ".")
                    .withRemedy(system.equals(StandardCharsets.UTF_8) ? "Rename the file" : "export LC_ALL=C.UTF-8")
                    .asException();
        }
    }

    private static boolean leadsBack(Path path, String text) {
        try {
            return Path.of(text).equals(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /// Refuses names that the service would change or that programs cannot address: the service
    /// drops dots at the end of each part between slashes, so `x.` would overwrite `x`; programs
    /// that read URLs take `.` and `..` for folders; a name that ends with a slash stands for a
    /// folder ("Naming and Referencing Containers, Blobs, and Metadata").
    ///
    /// @throws ProblemException when the name has such a part
    public static void checkSegments(String name) {
        // Every such part ends with a dot, so most names need not be split.
        if (!name.endsWith(".") && !name.endsWith("/") && !name.contains("./")) {
            return;
        }
        List<String> segments = List.of(name.split("/", -1));
        if (segments.contains(".") || segments.contains("..")) {
            throw refuse(
                    name,
                    "Programs treat . and .. between slashes as folders.",
                    "set to PREFIX   upload to another folder",
                    UNDER_ANOTHER_NAME);
        }
        if (segments.stream().anyMatch(segment -> segment.endsWith("."))) {
            throw refuse(
                    name,
                    "The service drops dots at the end of a name or folder, so the blob would get another name.",
                    "Rename the file or folder",
                    UNDER_ANOTHER_NAME);
        }
        if (segments.getLast().isEmpty()) {
            throw refuse(name, "A name that ends with a slash is a folder.", UNDER_ANOTHER_NAME);
        }
    }

    private static ProblemException refuse(String name, String why, String... remedies) {
        return Problem.of(Problem.Kind.USAGE, "bad-blob-name", "'" + name + "' cannot be a blob name", why)
                .withRemedy(remedies)
                .asException();
    }
}
