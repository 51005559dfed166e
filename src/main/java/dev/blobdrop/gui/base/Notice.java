package dev.blobdrop.gui.base;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.Remedy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A message with lines to copy: a problem and how to fix it, or the address of an uploaded file.
///
/// @param lines commands or addresses; may be empty
/// @param advice what else to do, one sentence each
/// @param fixPlace where in the window it can be fixed
public record Notice(
        boolean bad,
        String title,
        String detail,
        List<String> lines,
        List<String> advice,
        Optional<FixPlace> fixPlace) {
    public Notice {
        lines = List.copyOf(lines);
        advice = List.copyOf(advice);
    }

    /// A notice without advice.
    public Notice(boolean bad, String title, String detail, List<String> lines) {
        this(bad, title, detail, lines, List.of(), Optional.empty());
    }

    /// A problem for the window, without advice that only helps on the command line.
    public static Notice of(Problem problem) {
        String advice = problem.kind() == Problem.Kind.NO_IDENTITY ? " " + Texts.of("window.notice.no-identity") : "";
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
                        .toList(),
                FixPlace.of(problem));
    }

    /// The same notice about one file of several.
    public Notice about(Path file) {
        return new Notice(bad, file.getFileName() + ": " + title, detail, lines, advice, fixPlace);
    }

    private static boolean isForCommandLine(String line) {
        return FixPlace.setsProxy(line)
                || line.startsWith("blobdrop whoami")
                || line.startsWith("blobdrop mkcontainer");
    }

    /// What the Copy button copies: the lines, or the message if there are none.
    public String copyText() {
        return lines.isEmpty() ? title + "\n" + detail : String.join("\n", lines);
    }
}
