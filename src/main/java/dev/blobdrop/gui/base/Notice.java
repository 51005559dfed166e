package dev.blobdrop.gui.base;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Remedy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A message with lines worth copying: a problem and how to fix it, or where a file is now.
///
/// @param lines commands or addresses; may be empty
/// @param advice what to do that no command does, a sentence each
/// @param way where in the window it may be mended
public record Notice(
        boolean bad, String title, String detail, List<String> lines, List<String> advice, Optional<WayOut> way) {
    private static final String NO_IDENTITY = "Sign in, then press Try again. Why? shows what each credential said.";

    public Notice {
        lines = List.copyOf(lines);
        advice = List.copyOf(advice);
    }

    public Notice(boolean bad, String title, String detail, List<String> lines) {
        this(bad, title, detail, lines, List.of(), Optional.empty());
    }

    /// The problem in the window's words: what only helps on the command line is left out, and what
    /// the window has instead is named.
    public static Notice of(Problem problem) {
        String advice = problem.kind() == Problem.Kind.NO_IDENTITY ? " " + NO_IDENTITY : "";
        return new Notice(
                true,
                problem.title(),
                problem.detail() + advice,
                problem.commands().stream()
                        .filter(line -> !isForCommandLine(line))
                        .toList(),
                problem.remedies().stream()
                        .filter(Remedy.Sentence.class::isInstance)
                        .map(Remedy::text)
                        .filter(line -> !isForCommandLine(line))
                        .toList(),
                WayOut.of(problem));
    }

    /// The same, said of one file of several.
    public Notice about(Path file) {
        return new Notice(bad, file.getFileName() + ": " + title, detail, lines, advice, way);
    }

    private static boolean isForCommandLine(String line) {
        return line.contains(" with --")
                || line.startsWith("export HTTPS_PROXY")
                || line.startsWith("blobdrop whoami")
                || line.startsWith("blobdrop mkcontainer");
    }

    /// What the Copy button copies: the lines, or else the message itself.
    public String copyText() {
        return lines.isEmpty() ? title + "\n" + detail : String.join("\n", lines);
    }
}
