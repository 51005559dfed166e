package dev.blobdrop.core.transfer.download;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The path of a blob's file below a folder. Whoever may write blobs chooses their names, so a name
/// that leads out of the folder is refused, and so is one that this system's files cannot have: it
/// would be changed, or open a device.
final class LocalName {
    private static final String NOT_ON_WINDOWS = "<>:\"|?*";

    /// Devices, also with an extension ("Naming Files, Paths, and Namespaces", Windows).
    private static final Set<String> DEVICES = Set.of(
            "con",
            "prn",
            "aux",
            "nul",
            "com1",
            "com2",
            "com3",
            "com4",
            "com5",
            "com6",
            "com7",
            "com8",
            "com9",
            "lpt1",
            "lpt2",
            "lpt3",
            "lpt4",
            "lpt5",
            "lpt6",
            "lpt7",
            "lpt8",
            "lpt9",
            "com\u00B9",
            "com\u00B2",
            "com\u00B3",
            "lpt\u00B9",
            "lpt\u00B2",
            "lpt\u00B3",
            "conin$",
            "conout$");

    private LocalName() {}

    /// @param name of the blob, or its last parts
    /// @throws ProblemException when there cannot be such a file
    static Path below(Path folder, String name) {
        return below(folder, name, File.separatorChar == '\\');
    }

    /// @param windows whether the rules of Windows apply
    static Path below(Path folder, String name, boolean windows) {
        Path path = folder;
        for (String part : name.split("/", -1)) {
            path = below(path, part, name, windows);
        }
        return path;
    }

    /// The same when the folder of the parts before is known.
    ///
    /// @param last part of the name
    static Path below(Path folder, String last, String name) {
        return below(folder, last, name, File.separatorChar == '\\');
    }

    private static Path below(Path folder, String part, String name, boolean windows) {
        Optional<String> why = refusal(part, windows);
        if (why.isPresent()) {
            throw refuse(name, why.get());
        }
        try {
            return folder.resolve(part);
        } catch (InvalidPathException e) {
            throw refuse(name, "Java cannot read such names here: " + e.getReason() + ".");
        }
    }

    /// The file's name for a blob that is named by itself: its last part that is not empty, because
    /// the name may end with a slash.
    static String last(String name) {
        String[] parts = name.split("/");
        return parts.length == 0 ? "" : parts[parts.length - 1];
    }

    private static Optional<String> refusal(String part, boolean windows) {
        if (part.isEmpty()) {
            return Optional.of(
                    "A part of it between two slashes, before the first or after the last one, is" + " empty.");
        }
        if (part.equals("..")) {
            return Optional.of("It would lead out of the folder: a part of it is '..'.");
        }
        if (part.equals(".")) {
            return Optional.of("A part of it is '.', which is not the name of a file.");
        }
        if (part.indexOf('\\') >= 0) {
            return Optional.of("It contains a backslash, which separates folders elsewhere.");
        }
        for (int i = 0; i < part.length(); i++) {
            if (Character.isISOControl(part.charAt(i))) {
                return Optional.of("It contains a control character.");
            }
        }
        return windows ? refusalOfWindows(part) : Optional.empty();
    }

    private static Optional<String> refusalOfWindows(String part) {
        Optional<String> character = part.chars()
                .filter(c -> NOT_ON_WINDOWS.indexOf(c) >= 0)
                .mapToObj(c -> "Windows has no file with '" + (char) c + "' in its name.")
                .findFirst();
        if (character.isPresent()) {
            return character;
        }
        if (part.endsWith(".") || part.endsWith(" ")) {
            return Optional.of("Windows drops a dot or space at the end of a name.");
        }
        String stem = part.split("\\.", 2)[0].strip().toLowerCase(Locale.ROOT);
        return DEVICES.contains(stem)
                ? Optional.of("On Windows " + stem.toUpperCase(Locale.ROOT) + " is a device.")
                : Optional.empty();
    }

    private static ProblemException refuse(String name, String why) {
        return Problem.of(
                        Problem.Kind.SOURCE_UNUSABLE,
                        "bad-file-name",
                        "'" + name + "' cannot be the name of a file here",
                        why)
                .withRemedy("blobdrop cat --exact BLOB > FILE   # under a name of your own")
                .asException();
    }
}
