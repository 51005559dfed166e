package dev.blobdrop.core.problem;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A command as written in our sources and the catalogue.
///
/// @param command what is run
/// @param note the comment after it; may be empty
record RemedyLine(String command, String note) {
    private static final Pattern COMMAND =
            Pattern.compile("(?:az|azd|kubectl|blobdrop|export|unset|curl|nslookup|ulimit|podman|docker|azurite"
                    + "|Connect-AzAccount(?= )|\\$env:\\w+ =|& \\{) ");

    /// The last match, because a value may look like a note.
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

    /// Whether no quote is open at the end: inside one, `#` starts no comment.
    private static boolean isOutside(String text) {
        return text.chars().filter(c -> c == '\'').count() % 2 == 0;
    }
}
