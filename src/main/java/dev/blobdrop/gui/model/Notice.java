package dev.blobdrop.gui.model;

import dev.blobdrop.core.problem.Problem;

import java.nio.file.Path;
import java.util.List;

/// A message with lines worth copying: a problem and what mends it, or where a file is now.
///
/// @param lines commands or addresses; may be empty
public record Notice(boolean bad, String title, String detail, List<String> lines) {
    private static final String NO_IDENTITY =
            "Sign in, then press Try again. Why? shows what each of them said.";
    private static final String CONFLICT =
            "Choose Skip, Replace or Keep both above the table, then drop the files again.";

    public Notice {
        lines = List.copyOf(lines);
    }

    /// The problem in the window's words: what only helps on the command line is left out, and
    /// what the window has instead is named.
    public static Notice of(Problem problem) {
        String advice =
                switch (problem.kind()) {
                    case CONFLICT -> " " + CONFLICT;
                    case NO_IDENTITY -> " " + NO_IDENTITY;
                    default -> "";
                };
        return new Notice(
                true,
                problem.title(),
                problem.detail() + advice,
                problem.remedy().stream()
                        .filter(line -> !isForCommandLine(line))
                        .map(line -> line.split(" {2,}#")[0])
                        .toList());
    }

    /// The same, said of one file of several.
    Notice about(Path file) {
        return new Notice(bad, file.getFileName() + ": " + title, detail, lines);
    }

    private static boolean isForCommandLine(String line) {
        return line.startsWith("--")
                || line.contains(" with --")
                || line.startsWith("blobdrop whoami");
    }

    /// What the Copy button copies: the lines, or else the message itself.
    public String copyText() {
        return lines.isEmpty() ? title + "\n" + detail : String.join("\n", lines);
    }
}
