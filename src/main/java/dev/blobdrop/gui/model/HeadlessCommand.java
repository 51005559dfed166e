package dev.blobdrop.gui.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The command line that does what a drop did, quoted for a shell. Relative paths become absolute,
/// so it may be pasted into a shell in any folder.
final class HeadlessCommand {
    private HeadlessCommand() {}

    static String of(Drop drop) {
        return of(drop, System.getProperty("os.name").startsWith("Windows"));
    }

    static String of(Drop drop, boolean windows) {
        return arguments(drop).stream()
                .map(word -> windows ? quotedForWindows(word) : quoted(word))
                .collect(Collectors.joining(" "));
    }

    private static List<String> arguments(Drop drop) {
        List<String> words = new ArrayList<>(List.of("blobdrop", "upload"));
        drop.place()
                .ifPresent(
                        place ->
                                words.addAll(
                                        List.of(
                                                "--account-url",
                                                place.account().toString(),
                                                "--container",
                                                place.container())));
        if (!drop.prefix().isEmpty()) {
            words.addAll(List.of("--to", drop.prefix()));
        }
        words.addAll(List.of("--if-exists", drop.policy().id()));
        drop.sources().stream().map(Path::toAbsolutePath).map(Path::toString).forEach(words::add);
        return words;
    }

    /// For a POSIX shell: in single quotes nothing has a meaning but the quote itself.
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=@%+,-]+")
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }

    /// For cmd and PowerShell alike; no file name there has a quotation mark.
    private static String quotedForWindows(String word) {
        return word.matches("[A-Za-z0-9_.\\\\/:=+-]+") ? word : "\"" + word + "\"";
    }
}
