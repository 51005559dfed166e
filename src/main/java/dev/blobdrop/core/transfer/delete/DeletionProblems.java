package dev.blobdrop.core.transfer.delete;

import dev.blobdrop.core.problem.OwnCall;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.flow.ReadProblems;

/// What can keep one blob from being deleted, in the words of somebody who wants to delete it.
final class DeletionProblems {
    private static final String SNAPSHOTS = "SnapshotsPresent";

    private DeletionProblems() {}

    /// The problem in these words.
    static Problem reworded(Problem problem, String name) {
        if (ReadProblems.isChange(problem)) {
            return changed(problem.code(), name);
        }
        return switch (problem.code()) {
            case SNAPSHOTS -> snapshots(name);
            case "DirectoryIsNotEmpty", "DirectoryNotEmpty" -> notEmpty(problem, name);
            default -> ReadProblems.ofFolder(problem, name);
        };
    }

    /// The blob is no longer the one that was found.
    static Problem changed(String name) {
        return changed("ConditionNotMet", name);
    }

    private static Problem changed(String code, String name) {
        return Problem.of(
                        Problem.Kind.CONFLICT,
                        code,
                        "The blob '" + name + "' was written meanwhile",
                        "It was not deleted, because it is not the one that was seen.")
                .withRemedy("Run it again to delete the new one");
    }

    private static Problem notEmpty(Problem problem, String name) {
        return Problem.of(
                        problem.kind(),
                        problem.code(),
                        problem.title(),
                        "Blobs lie below '" + name + "/'. " + problem.detail())
                .withRemedy(OwnCall.of("rm", "--recursive")
                        .on(name + "/")
                        .because("deletes what is in it, then the folder"));
    }

    private static Problem snapshots(String name) {
        return Problem.of(
                        Problem.Kind.CONFLICT,
                        SNAPSHOTS,
                        "The blob '" + name + "' has snapshots",
                        "It cannot be deleted without them. Nothing was deleted of it.")
                .withRemedy("az storage blob delete --auth-mode login --account-name ACCOUNT"
                        + " -c CONTAINER -n BLOB --delete-snapshots include");
    }
}
