package dev.blobdrop.core.config;

import dev.blobdrop.core.problem.Problem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A file that a person names, such as a pod's log or variables: read as a whole, never more than
/// 16 MiB.
public final class SmallFile {
    /// More than any pod's environment or log of one run; less than the heap.
    private static final int MOST = 16 * 1024 * 1024;

    private SmallFile() {}

    /// Opens what is to be read.
    @FunctionalInterface
    public interface Source {
        InputStream open() throws IOException;
    }

    /// @param what it is meant to be, such as `recording`
    /// @throws dev.blobdrop.core.problem.ProblemException when it cannot be read or is too large
    public static byte[] bytes(Path file, String what) {
        return bytes(file.toString(), what, () -> Files.newInputStream(file));
    }

    /// @param name what to call it in a message
    public static byte[] bytes(String name, String what, Source source) {
        byte[] content;
        try (InputStream in = source.open()) {
            content = in.readNBytes(MOST + 1);
        } catch (IOException | RuntimeException e) {
            throw unreadable(
                    name, what, "There is no such file, or it may not be read.", Optional.of(e));
        }
        if (content.length > MOST) {
            throw unreadable(name, what, "It is larger than 16 MiB.", Optional.empty());
        }
        return content;
    }

    private static RuntimeException unreadable(
            String name, String what, String why, Optional<Exception> cause) {
        Problem problem =
                Problem.of(
                        Problem.Kind.USAGE,
                        "bad-" + what,
                        "Cannot read the " + what.replace('-', ' ') + " in " + name,
                        why);
        return cause.map(problem::asException).orElseGet(problem::asException);
    }
}
