package dev.blobdrop.cli;

import dev.blobdrop.core.config.SmallFile;
import dev.blobdrop.core.problem.FileProblems;
import dev.blobdrop.core.problem.Problem;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/// A small file named on the command line, or standard input for `-`.
final class InputFile {
    private InputFile() {}

    /// What to call it in a message.
    static String name(String file) {
        return file.equals("-") ? "standard input" : file;
    }

    static String text(String file, String what) {
        return new String(bytes(file, what), StandardCharsets.UTF_8);
    }

    /// Text as editors and shells of any system write it: PowerShell's `>` writes UTF-16, with a
    /// mark
    /// at its beginning.
    static String anyText(String file, String what) {
        byte[] bytes = bytes(file, what);
        Charset charset =
                startsWith(bytes, 0xFF, 0xFE)
                        ? StandardCharsets.UTF_16LE
                        : startsWith(bytes, 0xFE, 0xFF)
                                ? StandardCharsets.UTF_16BE
                                : StandardCharsets.UTF_8;
        String text = new String(bytes, charset);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    static byte[] bytes(String file, String what) {
        return SmallFile.bytes(
                name(file),
                what,
                () -> file.equals("-") ? System.in : Files.newInputStream(Path.of(file)));
    }

    /// What keeps a file or folder from being read; empty when nothing does. Nothing is opened: a
    /// pipe would wait for its writer.
    static Optional<Problem> trouble(Path path) {
        try {
            Files.readAttributes(path, BasicFileAttributes.class);
            return Files.isReadable(path)
                    ? Optional.empty()
                    : Optional.of(
                            FileProblems.reading(path, new AccessDeniedException(path.toString())));
        } catch (IOException e) {
            return Optional.of(FileProblems.reading(path, e));
        }
    }
}
