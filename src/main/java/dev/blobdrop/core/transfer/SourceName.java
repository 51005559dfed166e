package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// Which files can become blobs of the same name, and of no other file's name.
final class SourceName {
    /// Stands where bytes of a name were no characters.
    private static final char REPLACEMENT = '\uFFFD';

    private SourceName() {}

    /// Refuses a name that Java could not read, because two such names can look the same: one file
    /// would overwrite the other.
    ///
    /// @throws ProblemException when the path's text does not lead back to the path
    static void check(Path path) {
        String text = path.toString();
        if (text.indexOf(REPLACEMENT) >= 0 && !leadsBack(path, text)) {
            Charset system = Charset.forName(System.getProperty("sun.jnu.encoding"));
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "bad-blob-name",
                            "'" + text + "' cannot be a blob name",
                            "Its bytes are no characters of " + system + ".")
                    .withRemedy(
                            system.equals(StandardCharsets.UTF_8)
                                    ? "Rename the file"
                                    : "export LC_ALL=C.UTF-8")
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

    /// Refuses `.` and `..` between slashes: programs that read addresses take them for folders,
    /// and would look for the blob elsewhere.
    ///
    /// @throws ProblemException when the name has such a part
    static void checkSegments(String name) {
        List<String> segments = List.of(name.split("/", -1));
        if (segments.contains(".") || segments.contains("..")) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "bad-blob-name",
                            "'" + name + "' cannot be a blob name",
                            "Programs take . and .. between slashes for folders.")
                    .withRemedy("Give another folder with --to, or a name with --name-template")
                    .asException();
        }
    }
}
