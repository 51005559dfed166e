package dev.blobdrop.cli;

import dev.blobdrop.core.problem.Problem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A small file named on the command line, or standard input for `-`.
final class InputFile {
    /// More than any pod's environment or log of one run; less than the heap.
    private static final int MOST = 16 * 1024 * 1024;

    private InputFile() {}

    /// What to call it in a message.
    static String name(String file) {
        return file.equals("-") ? "standard input" : file;
    }

    static String text(String file, String what) {
        return new String(bytes(file, what), StandardCharsets.UTF_8);
    }

    static byte[] bytes(String file, String what) {
        byte[] content;
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            content = in.readNBytes(MOST + 1);
        } catch (IOException | RuntimeException e) {
            throw unreadable(file, what, "There is no such file, or it may not be read.", e);
        }
        if (content.length > MOST) {
            throw unreadable(file, what, "It is larger than 16 MiB.", null);
        }
        return content;
    }

    private static RuntimeException unreadable(
            String file, String what, String why, Exception cause) {
        return Problem.of(
                        Problem.Kind.USAGE,
                        "bad-" + what,
                        "Cannot read the " + what.replace('-', ' ') + " in " + name(file),
                        why)
                .asException(cause);
    }
}
