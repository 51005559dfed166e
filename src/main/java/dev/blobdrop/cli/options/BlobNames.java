package dev.blobdrop.cli.options;

import dev.blobdrop.core.problem.OwnCall;
import dev.blobdrop.core.problem.Problem;
import java.util.List;

/// Names of blobs as they are typed: exact ones, and folders with a slash at their end.
public final class BlobNames {
    private BlobNames() {}

    /// @param recursive whether each is a folder, also without its slash
    /// @throws dev.blobdrop.core.problem.ProblemException when one is empty: for a script that is a
    ///     variable that is not set
    public static List<String> parse(List<String> typed, boolean recursive) {
        if (typed.contains("")) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "empty-name",
                            "A blob name is empty",
                            "Nothing was done. Is a variable not set?")
                    .asException();
        }
        return typed.stream()
                .map(name -> recursive && !name.endsWith("/") ? name + "/" : name)
                .toList();
    }

    /// One name, as it stands or not.
    ///
    /// @param exact also one that ends with a slash
    /// @throws dev.blobdrop.core.problem.ProblemException when it is a folder
    public static String one(String typed, boolean exact, String command) {
        if (parse(List.of(typed), false).getFirst().endsWith("/") && !exact) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "not-a-blob",
                            "'" + typed + "' is a folder",
                            "blobdrop " + command + " takes one blob.")
                    .withRemedy(
                            OwnCall.of("ls").option("--prefix", typed).because("lists what is in it"),
                            OwnCall.of("get").on(typed).because("downloads all of it"),
                            OwnCall.of(command, "--exact").on(typed).because("if it is a blob with a slash at the end"))
                    .asException();
        }
        return typed;
    }

    /// @throws dev.blobdrop.core.problem.ProblemException when both are given
    public static void checkChoice(boolean exact, boolean recursive) {
        if (exact && recursive) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "exact-and-recursive",
                            "--exact and --recursive cannot be given together",
                            "With --exact, each BLOB is one blob; with --recursive, a folder. Nothing was done.")
                    .asException();
        }
    }
}
