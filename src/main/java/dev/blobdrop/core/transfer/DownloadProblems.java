package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.OwnCall;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Remedy;
import dev.blobdrop.core.storage.BlobPath;

import java.nio.file.Path;
import java.util.Set;

/// What can go wrong with one blob on its way here, in the words of a reader: the catalogue's own
/// words for these answers of the service are those of a writer.
public final class DownloadProblems {
    /// One blob is not there; the service's own code.
    static final String MISSING = "BlobNotFound";

    private static final Set<String> CHANGED = Set.of("ConditionNotMet", "TargetConditionNotMet");
    private static final Set<String> ARCHIVED = Set.of("BlobArchived", "BlobBeingRehydrated");

    private DownloadProblems() {}

    /// Whether the blob is not the one any more that was seen.
    static boolean isChange(Problem problem) {
        return CHANGED.contains(problem.code());
    }

    /// What a reader is told instead of what the service said.
    static Problem said(ProblemException e, BlobPath source) {
        Problem problem = e.problem();
        if (isChange(problem)) {
            return changed(source);
        }
        if (problem.code().equals(MISSING)) {
            return gone(source.name());
        }
        return ARCHIVED.contains(problem.code()) ? archived(problem.code(), source) : problem;
    }

    /// A blob that was seen a moment ago.
    static Problem gone(String name) {
        return Problem.of(
                Problem.Kind.NOT_FOUND,
                MISSING,
                "The blob '" + name + "' is not there any more",
                "Somebody deleted it meanwhile.");
    }

    static Problem changed(BlobPath source) {
        return Problem.of(
                        Problem.Kind.SOURCE_CHANGED,
                        "blob-changed",
                        "The blob '" + source.name() + "' changed while it was read",
                        "Somebody wrote it meanwhile. Nothing is kept of what had arrived, because"
                                + " it would be a mixture of both.")
                .withRemedy("Run it again to get the new one");
    }

    private static Problem archived(String code, BlobPath source) {
        return Problem.of(
                        Problem.Kind.CONFLICT,
                        code,
                        "The blob '" + source.name() + "' is archived",
                        "It cannot be read until it is brought back, which takes hours.")
                .withRemedy(
                        Remedy.of(
                                "az storage blob set-tier --auth-mode login -c {ctr} -n BLOB"
                                        + " --tier Hot --account-name ACCOUNT",
                                Facts.NONE.with("ctr", source.container())));
    }

    static Problem otherMd5(BlobPath source, String stored, String arrived) {
        return Problem.of(
                        Problem.Kind.CONFLICT,
                        "md5-differs",
                        "What arrived of '" + source.name() + "' is not what its MD5 says",
                        "The service keeps "
                                + stored
                                + " with the blob; what arrived has "
                                + arrived
                                + ". Either it was damaged on the way, or whoever wrote the blob"
                                + " stored a wrong MD5.")
                .withRemedy("Try again", "blobdrop get --no-check-md5 BLOB   # takes it as it is");
    }

    /// Whoever may read blobs of one container need not be allowed to list the containers.
    private static Remedy listing(String container) {
        return OwnCall.of("ls").on(container).because("what there is");
    }

    /// A hint for a name that was written as in a URL, with its container.
    private static String withoutContainer(String container, String name) {
        String beginning = container + "/";
        return name.startsWith(beginning) && name.length() > beginning.length()
                ? " The container is not part of a blob's name: try '"
                        + name.substring(beginning.length())
                        + "'."
                : "";
    }

    /// There is no blob of exactly that name.
    public static Problem missing(String container, String name) {
        return Problem.of(
                        Problem.Kind.NOT_FOUND,
                        MISSING,
                        "There is no blob '" + name + "'",
                        "Names are taken as they are; upper and lower case differ. A folder needs a"
                                + " slash at its end."
                                + withoutContainer(container, name))
                .withRemedy(listing(container));
    }

    /// There is nothing below that prefix, which is empty for the whole container.
    public static Problem nothingBelow(String container, String prefix) {
        return Problem.of(
                        Problem.Kind.NOT_FOUND,
                        MISSING,
                        prefix.isEmpty()
                                ? "The container is empty"
                                : "There is no blob below '" + prefix + "'",
                        "Names are taken as they are; upper and lower case differ."
                                + withoutContainer(container, prefix))
                .withRemedy(listing(container));
    }

    static Problem taken(Path file) {
        return Problem.of(
                        Problem.Kind.CONFLICT,
                        "file-exists",
                        "A file of that name is already there",
                        file + " was left as it is.")
                .withRemedy(
                        "--if-exists skip        leave what is there",
                        "--if-exists replace     put the blob's content in its place",
                        "--if-exists keep-both   download under a name that is free");
    }
}
