package dev.blobdrop.core.config;

import dev.blobdrop.core.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Reads a file that a user names, such as a pod's log or variables, as a whole: at most 16 MiB.
public final class SmallFile {
    /// More than a pod's environment or the log of one run; less than the heap.
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private SmallFile() {}

    /// Opens the content.
    @FunctionalInterface
    public interface Source {
        InputStream open() throws IOException;
    }

    /// @param what what the file should contain, such as `recording`
    /// @throws dev.blobdrop.core.problem.ProblemException when it cannot be read or is too large
    public static byte[] bytes(Path file, String what) {
        return bytes(file.toString(), what, () -> Files.newInputStream(file));
    }

    /// @param name the name of the file in a message
    public static byte[] bytes(String name, String what, Source source) {
        byte[] content;
        try (InputStream in = source.open()) {
            content = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException | RuntimeException e) {
            throw unreadable(name, what, "The file does not exist or is not readable.", Optional.of(e));
        }
        if (content.length > MOST_BYTES) {
            throw unreadable(name, what, "It is larger than 16 MiB.", Optional.empty());
        }
        return content;
    }

    /// Decodes text as editors and shells of any system write it: UTF-8, UTF-16 or UTF-32, with a
    /// byte order mark or without one. Without one, the text must start with an ASCII character, as
    /// everything read here does (YAML 1.2, "Character Encodings"). PowerShell's `>` writes UTF-16.
    public static String text(byte[] bytes) {
        String text = new String(bytes, charset(bytes));
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Charset charset(byte[] bytes) {
        int[] first = new int[4];
        for (int i = 0; i < first.length; i++) {
            first[i] = i < bytes.length ? bytes[i] & 0xFF : -1;
        }
        if (begins(first, 0, 0, 0xFE, 0xFF) || begins(first, 0, 0, 0) && first[3] > 0) {
            return StandardCharsets.UTF_32BE;
        }
        if (begins(first, 0xFF, 0xFE, 0, 0) || first[0] > 0 && begins(first, first[0], 0, 0, 0)) {
            return StandardCharsets.UTF_32LE;
        }
        if (begins(first, 0xFE, 0xFF) || first[0] == 0 && first[1] > 0) {
            return StandardCharsets.UTF_16BE;
        }
        if (begins(first, 0xFF, 0xFE) || first[0] > 0 && first[1] == 0) {
            return StandardCharsets.UTF_16LE;
        }
        return StandardCharsets.UTF_8;
    }

    private static boolean begins(int[] first, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (first[i] != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static RuntimeException unreadable(String name, String what, String why, Optional<Exception> cause) {
        Problem problem = Problem.of(
                Problem.Kind.USAGE, "bad-" + what, "Cannot read the " + what.replace('-', ' ') + " in " + name, why);
        return cause.map(problem::asException).orElseGet(problem::asException);
    }
}
