package dev.blobdrop;

import dev.blobdrop.cli.BlobdropCommand;
import dev.blobdrop.cli.Console;
import dev.blobdrop.core.config.Environment;

/// Runs several command lines one after the other in one process. The build does so once, so that
/// the Java virtual machine notes what the program loads and prepares it for every later start.
final class Rehearsal {
    private Rehearsal() {}

    /// @param lines command lines without `blobdrop`, their words parted by tabs, the first word
    ///     being the exit code that is expected
    public static void main(String[] lines) {
        int wrong = 0;
        for (String line : lines) {
            String[] words = line.split("\t", 2);
            int exit =
                    BlobdropCommand.run(
                            Console.ofProcess(), Environment.ofProcess(), words[1].split("\t"));
            if (exit != Integer.parseInt(words[0])) {
                System.err.println("Exit code " + exit + ": " + words[1].replace('\t', ' '));
                wrong++;
            }
        }
        System.exit(wrong == 0 ? 0 : 1);
    }
}
