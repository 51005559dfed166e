package dev.blobdrop.cli.options;

import dev.blobdrop.core.problem.OwnCall;
import dev.blobdrop.core.problem.Problem;
import java.util.List;

/// Blob names as typed: exact names, and folders that end with a slash.
public final class BlobNames {
    private BlobNames() {}

    /// Checks the names and, with `--recursive`, adds the slash.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException when a name is empty: in a script, that
    ///     is a variable that is not set
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

    /// Checks the name of a command that takes one blob.
    ///
    /// @param exact also accepts a name that ends with a slash
    /// @throws dev.blobdrop.core.problem.ProblemException when it names a folder
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

    /// @throws dev.blobdrop.core.problem.ProblemException when both options are given
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
