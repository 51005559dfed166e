package dev.blobdrop.gui.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The command line that does what a drop did, quoted for a shell. Relative paths become absolute,
/// so it may be pasted into a shell in any folder.
final class HeadlessCommand {
    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;

    private HeadlessCommand() {}

    /// @param bandwidth bytes a second; 0 is no limit
    static String of(Drop drop, long bandwidth) {
        return of(drop, bandwidth, System.getProperty("os.name").startsWith("Windows"));
    }

    static String of(Drop drop, long bandwidth, boolean windows) {
        return arguments(drop, bandwidth).stream()
                .map(word -> windows ? quotedForWindows(word) : quoted(word))
                .collect(Collectors.joining(" "));
    }

    private static List<String> arguments(Drop drop, long bandwidth) {
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
        if (bandwidth > 0) {
            words.addAll(List.of("--bandwidth", rate(bandwidth)));
        }
        drop.sources().stream().map(Path::toAbsolutePath).map(Path::toString).forEach(words::add);
        return words;
    }

    /// In the largest unit that says it whole.
    private static String rate(long bytes) {
        if (bytes % MIB == 0) {
            return bytes / MIB + "MiB";
        }
        if (bytes % KIB == 0) {
            return bytes / KIB + "KiB";
        }
        return bytes % 1000 == 0 ? bytes / 1000 + "K" : String.valueOf(bytes);
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
