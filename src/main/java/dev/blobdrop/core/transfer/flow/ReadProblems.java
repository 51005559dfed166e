package dev.blobdrop.core.transfer.flow;

import dev.blobdrop.core.problem.Facts;
import dev.blobdrop.core.problem.OwnCall;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.problem.Remedy;
import dev.blobdrop.core.storage.BlobPath;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What can go wrong with one blob while it is read, in the words of a reader: the catalogue words
/// these responses of the service for a writer.
public final class ReadProblems {
    /// The service's error code for a blob that does not exist.
    public static final String MISSING = "BlobNotFound";

    private static final Set<String> CHANGED = Set.of("ConditionNotMet", "TargetConditionNotMet");
    private static final String ON_FOLDER = "OperationNotSupportedOnDirectory";
    private static final Set<String> ARCHIVED = Set.of("BlobArchived", "BlobBeingRehydrated");

    private static final Set<Problem.Kind> PASSING = EnumSet.of(
            Problem.Kind.TRANSIENT,
            Problem.Kind.NO_IDENTITY,
            Problem.Kind.IDENTITY_REFUSED,
            Problem.Kind.DENIED_BY_ROLE,
            Problem.Kind.DENIED_BY_NETWORK);

    private static final String LEFT = "It was left as it is.";
    private static final String KEEP_BOTH = "--if-exists keep-both   download under a name that is free";
    private static final String OTHER_FOLDER = "--to DIR                download it by itself, into another folder";

    private ReadProblems() {}

    /// Whether the cause is neither the blob nor the file, so that a later run may succeed.
    public static boolean mayPass(Problem problem) {
        return PASSING.contains(problem.kind());
    }

    /// Whether the blob is no longer the one that was found.
    public static boolean isChange(Problem problem) {
        return CHANGED.contains(problem.code());
    }

    /// The problem in the words of a reader.
    public static Problem reworded(ProblemException e, BlobPath source) {
        Problem problem = e.problem();
        if (problem.code().equals(ON_FOLDER)) {
            return ofFolder(problem, source.name());
        }
        if (isChange(problem)) {
            return changed(source);
        }
        if (problem.code().equals(MISSING)) {
            return gone(source.name());
        }
        return ARCHIVED.contains(problem.code()) ? archived(problem.code(), source) : problem;
    }

    /// The blob existed a moment ago.
    public static Problem gone(String name) {
        return Problem.of(
                Problem.Kind.NOT_FOUND,
                MISSING,
                "The blob '" + name + "' is not there any more",
                "Somebody deleted it meanwhile.");
    }

    /// The blob was written while it was read.
    public static Problem changed(BlobPath source) {
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
                .withRemedy(Remedy.of(
                        "az storage blob set-tier --auth-mode login -c {ctr} -n BLOB"
                                + " --tier Hot --account-name ACCOUNT",
                        Facts.NONE.with("ctr", source.container())));
    }

    /// The content does not match the stored MD5; both hexadecimal.
    public static Problem otherMd5(BlobPath source, String stored, String arrived) {
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

    /// The content does not match the CRC64 in the blocks' names.
    ///
    /// @param offset where the first wrong block begins
    public static Problem otherCrc64(BlobPath source, long offset) {
        return Problem.of(
                        Problem.Kind.CONFLICT,
                        "crc64-differs",
                        "What arrived of '" + source.name() + "' is not what was uploaded",
                        "The block that begins at byte "
                                + offset
                                + " does not match the CRC64 that its name holds since the upload."
                                + " Either it was damaged on the way, or the blob is damaged.")
                .withRemedy("Try again", "blobdrop get --no-check-md5 BLOB   # takes it as it is");
    }

    /// Whoever may read the blobs of one container may not be allowed to list the containers.
    private static Remedy listing(String container) {
        return OwnCall.of("ls").on(container).because("what there is");
    }

    /// A hint for a name that begins with the container, as in a URL.
    private static String withoutContainer(String container, String name) {
        String beginning = container + "/";
        return name.startsWith(beginning) && name.length() > beginning.length()
                ? " The container is not part of a blob's name: try '" + name.substring(beginning.length()) + "'."
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

    /// There is no blob below the prefix, which is empty for the whole container.
    public static Problem nothingBelow(String container, String prefix) {
        return Problem.of(
                        Problem.Kind.NOT_FOUND,
                        MISSING,
                        prefix.isEmpty() ? "The container is empty" : "There is no blob below '" + prefix + "'",
                        "Names are taken as they are; upper and lower case differ."
                                + withoutContainer(container, prefix))
                .withRemedy(listing(container));
    }

    /// A file of that name exists.
    public static Problem taken(Path file) {
        return Problem.of(
                        Problem.Kind.CONFLICT,
                        "file-exists",
                        "A file of that name is already there",
                        file + " was left as it is.")
                .withRemedy(
                        "--if-exists skip        leave what is there",
                        "--if-exists replace     put the blob's content in its place",
                        KEEP_BOTH);
    }

    /// A folder has the name that the file needs.
    public static Problem folderThere(Path file) {
        return inTheWay("folder-there", file, file + " is a folder here. " + LEFT);
    }

    /// A device, a pipe or a broken link has the name.
    public static Problem otherThere(Path file) {
        return inTheWay(
                "not-a-file",
                file,
                file + " is there, but is not a file: a link that leads nowhere, a pipe or a" + " device. " + LEFT);
    }

    private static Problem inTheWay(String code, Path file, String why) {
        return Problem.of(Problem.Kind.CONFLICT, code, "Cannot write " + file, why)
                .withRemedy(KEEP_BOTH);
    }

    /// A file has the name that a folder needs.
    public static Problem fileThere(Path file, Path there) {
        return Problem.of(
                        Problem.Kind.USAGE,
                        "unwritable",
                        "Cannot write " + file,
                        there + " is a file, so there can be no folder of that name. " + LEFT)
                .withRemedy(KEEP_BOTH);
    }

    /// Two blobs of one run would become the same file.
    ///
    /// @param first the blob that has the file, if it is still known
    /// @param file that both would become
    public static Problem sameFile(String blob, Optional<String> first, String file) {
        return Problem.of(
                        Problem.Kind.CONFLICT,
                        "same-file",
                        "'" + blob + "' and " + named(first) + " would be the same file here",
                        file
                                + " is taken: this folder has one file for both names. Only the"
                                + " first one was downloaded; nothing was overwritten.")
                .withRemedy(KEEP_BOTH, OTHER_FOLDER);
    }

    /// The blob's name is also that of a folder with other blobs in it.
    public static Problem alsoAFolder(String blob, Optional<String> below) {
        return Problem.of(
                        Problem.Kind.CONFLICT,
                        "file-and-folder",
                        "'" + blob + "' cannot be a file here beside " + named(below),
                        "There is a folder of that name already, and no file can have it too."
                                + " The blobs in the folder come.")
                .withRemedy(KEEP_BOTH, OTHER_FOLDER);
    }

    /// The blob lies below the name of another one, which has become a file.
    public static Problem belowAFile(String blob, Optional<String> file) {
        return Problem.of(
                        Problem.Kind.CONFLICT,
                        "file-and-folder",
                        "'" + blob + "' needs a folder that is a file here: " + named(file),
                        "No folder can have the name of a file. Only the file was downloaded.")
                .withRemedy(KEEP_BOTH, OTHER_FOLDER);
    }

    private static String named(Optional<String> blob) {
        return blob.map(name -> "'" + name + "'").orElse("another blob of this run");
    }

    /// The named blob is only the marker of a folder.
    public static Problem isFolder(String name) {
        return isFolder("is-a-folder", name);
    }

    /// [#isFolder] if that is what the service reports, else the problem itself.
    public static Problem ofFolder(Problem problem, String name) {
        return problem.code().equals(ON_FOLDER) ? isFolder(problem.code(), name) : problem;
    }

    private static Problem isFolder(String code, String name) {
        return Problem.of(
                        Problem.Kind.USAGE,
                        code,
                        "'" + name + "' is a folder: name it '" + name + "/'",
                        "The blob '" + name + "' is empty and only stands for the folder.")
                .withRemedy(
                        OwnCall.of("get").on(name + "/").because("all that is in it"),
                        OwnCall.of("ls").option("--prefix", name + "/").because("what is in it"),
                        OwnCall.of("rm", "--recursive").on(name + "/").because("deletes it with all that is in it"),
                        Remedy.of("--exact   takes the empty blob itself"));
    }

    /// The blob holds data, but its name ends with a slash.
    public static Problem nameOfAFolder(String name) {
        return Problem.of(
                        Problem.Kind.SOURCE_UNUSABLE,
                        "bad-file-name",
                        "'" + name + "' cannot be the name of a file here",
                        "It ends with a slash as a folder's name does, but the blob holds data.")
                .withRemedy(
                        OwnCall.of("get", "--exact").on(name).because("as a file without the slash"),
                        OwnCall.of("cat", "--exact").on(name).because("its bytes, for a file of your own name"));
    }
}
