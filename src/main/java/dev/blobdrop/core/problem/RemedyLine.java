package dev.blobdrop.core.problem;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A command as our sources and the catalogue write it.
///
/// @param command what is run
/// @param note what stands behind it as a comment; may be empty
record RemedyLine(String command, String note) {
    private static final Pattern COMMAND =
            Pattern.compile("(?:az|azd|kubectl|blobdrop|export|unset|curl|nslookup|ulimit|podman|docker|azurite"
                    + "|Connect-AzAccount(?= )|\\$env:\\w+ =|& \\{) ");

    /// The last one, because a value may look like one.
    private static final Pattern NOTE = Pattern.compile(" {2,}# ((?:(?! {2,}# ).)+)$");

    /// Whether the line begins with the name of a program.
    static boolean isCommand(String line) {
        return COMMAND.matcher(line).lookingAt();
    }

    static RemedyLine of(String line) {
        Matcher note = NOTE.matcher(line);
        if (note.find()) {
            String command = line.substring(0, note.start());
            if (isOutside(command) && isOutside(note.group(1))) {
                return new RemedyLine(command, note.group(1));
            }
        }
        return new RemedyLine(line, "");
    }

    /// Whether no quote is open at the end: what looks like a comment may stand in one.
    private static boolean isOutside(String text) {
        return text.chars().filter(c -> c == '\'').count() % 2 == 0;
    }
}
