package dev.blobdrop.cli;

import dev.blobdrop.core.config.SmallFile;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

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

    static byte[] bytes(String file, String what) {
        return SmallFile.bytes(
                name(file),
                what,
                () -> file.equals("-") ? System.in : Files.newInputStream(Path.of(file)));
    }
}
