package dev.blobdrop;

import dev.blobdrop.cli.output.Console;
import dev.blobdrop.cli.output.ExitCode;
import dev.blobdrop.cli.process.HeadStart;
import dev.blobdrop.core.config.Environment;
import dev.blobdrop.gui.RehearsedWindow;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Runs several command lines in one process. The build does so once to train the JVM's AOT cache,
/// which makes every later start faster. The command line `gui` is followed by the files that the
/// window uploads before it closes itself.
final class Rehearsal {
    private Rehearsal() {}

    /// @param lines command lines without `blobdrop`, words separated by tabs; the first word is
    ///     the expected exit code
    public static void main(String[] lines) {
        HeadStart.begin(connecting(lines), Environment.ofProcess());
        int wrong = 0;
        for (String line : lines) {
            String[] words = line.split("\t", 2);
            int exit = run(words[1].split("\t"));
            if (exit != Integer.parseInt(words[0])) {
                System.err.println("Exit code " + exit + ": " + words[1].replace('\t', ' '));
                wrong++;
            }
        }
        System.exit(wrong == 0 ? ExitCode.OK : ExitCode.BUG);
    }

    /// The words of the first line that starts with a command and not an option.
    private static List<String> connecting(String[] lines) {
        return Stream.of(lines)
                .map(line -> List.of(line.split("\t")))
                .map(words -> words.subList(1, words.size()))
                .filter(words -> !words.getFirst().startsWith("-"))
                .findFirst()
                .orElseThrow();
    }

    private static int run(String[] words) {
        return words[0].equals("gui")
                ? RehearsedWindow.open(Stream.of(words).skip(1).map(Path::of).toList())
                : Main.command(Console.ofProcess(), Environment.ofProcess(), List.of(words));
    }
}
