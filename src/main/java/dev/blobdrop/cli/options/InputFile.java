package dev.blobdrop.cli.options;

import dev.blobdrop.core.config.SmallFile;
import dev.blobdrop.core.problem.FileProblems;
import dev.blobdrop.core.problem.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/// A small file named on the command line, or standard input for `-`.
public final class InputFile {
    private InputFile() {}

    /// The name to show in a message.
    public static String name(String file) {
        return file.equals("-") ? "standard input" : file;
    }

    /// The content, in any Unicode encoding.
    ///
    /// @param what what the file should contain, for error messages
    /// @throws dev.blobdrop.core.problem.ProblemException when it is missing, unreadable or too
    ///     large
    public static String text(String file, String what) {
        return SmallFile.text(bytes(file, what));
    }

    /// Checks the file of an option before the command contacts anything.
    ///
    /// @param what what it should contain, such as `token`
    /// @throws dev.blobdrop.core.problem.ProblemException when it is missing or cannot be read
    public static void check(Path file, String what) {
        Optional<Problem> problem = Files.isDirectory(file)
                ? Optional.of(FileProblems.reading(file, new FileSystemException("", "", "Is a directory")))
                : problem(file);
        problem.ifPresent(why -> {
            throw Problem.of(Problem.Kind.USAGE, "bad-" + what, "Cannot read the " + what + " in " + file, why.detail())
                    .asException();
        });
    }

    static byte[] bytes(String file, String what) {
        return SmallFile.bytes(
                name(file), what, () -> file.equals("-") ? System.in : Files.newInputStream(Path.of(file)));
    }

    /// The reason why a file or folder cannot be read, if there is one. Opens nothing: opening a
    /// pipe would block until there is a writer.
    public static Optional<Problem> problem(Path path) {
        try {
            Files.readAttributes(path, BasicFileAttributes.class);
            return Files.isReadable(path)
                    ? Optional.empty()
                    : Optional.of(FileProblems.reading(path, new AccessDeniedException(path.toString())));
        } catch (IOException e) {
            return Optional.of(FileProblems.reading(path, e));
        }
    }
}
