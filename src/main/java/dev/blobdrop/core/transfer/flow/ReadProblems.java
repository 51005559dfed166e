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
    private static final String MISSING = "BlobNotFound";

    private static final Set<String> CHANGED = Set.of("ConditionNotMet", "TargetConditionNotMet");
    private static final String ON_FOLDER = "OperationNotSupportedOnDirectory";
    private static final Set<String> ARCHIVED = Set.of("BlobArchived", "BlobBeingRehydrated");

    private static final Set<Problem.Kind> PASSING = EnumSet.of(
            Problem.Kind.TRANSIENT,
            Problem.Kind.NO_IDENTITY,
            Problem.Kind.IDENTITY_REFUSED,
            Problem.Kind.DENIED_BY_ROLE,
            Problem.Kind.DENIED_BY_NETWORK);

    private static final String LEFT = "It was not changed.";
    private static final String KEEP_BOTH = "set if-exists keep-both   download under a free name";
    private static final String OTHER_FOLDER = "set to DIR                download it on its own to another folder";

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
        if (problem.isBlobMissing()) {
            return gone(source.name());
        }
        return ARCHIVED.contains(problem.code()) ? archived(problem.code(), source) : problem;
    }

    /// The blob existed a moment ago.
    public static Problem gone(String name) {
        return Problem.of(
                Problem.Kind.NOT_FOUND,
                MISSING,
                "The blob '" + name + "' no longer exists",
                "Someone deleted it in the meantime.");
    }

    /// The blob was written while it was read.
    public static Problem changed(BlobPath source) {
        return Problem.of(
                        Problem.Kind.SOURCE_CHANGED,
                        "blob-changed",
                        "The blob '" + source.name() + "' changed while it was read",
                        "Someone wrote to it in the meantime. The downloaded part was discarded because it"
                                + " would mix both versions.")
                .withRemedy("Run again to download the new version");
    }

    private static Problem archived(String code, BlobPath source) {
        return Problem.of(
                        Problem.Kind.CONFLICT,
                        code,
                        "The blob '" + source.name() + "' is archived",
                        "It cannot be read until it is rehydrated, which takes hours.")
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
                        "The data of '" + source.name() + "' does not match its MD5",
                        "The blob's stored MD5 is "
                                + stored
                                + ", but the data has "
                                + arrived
                                + ". Either it was damaged in transit, or the blob was stored with a wrong MD5.")
                .withRemedy("Try again", "blobdrop get --no-check-md5 BLOB   # downloads it anyway");
    }

    /// The content does not match the CRC64 in the blocks' names.
    ///
    /// @param offset where the first wrong block begins
    public static Problem otherCrc64(BlobPath source, long offset) {
        return Problem.of(
                        Problem.Kind.CONFLICT,
                        "crc64-differs",
                        "The data of '" + source.name() + "' does not match what was uploaded",
                        "The block at byte "
                                + offset
                                + " does not match the CRC64 stored in its name. Either it was damaged in"
                                + " transit, or the blob is damaged.")
                .withRemedy("Try again", "blobdrop get --no-check-md5 BLOB   # downloads it anyway");
    }

    /// Whoever may read the blobs of one container may not be allowed to list the containers.
    private static Remedy listing(String container) {
        return OwnCall.of("ls").on(container).because("lists what exists");
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
                        "Names are exact and case-sensitive. A folder needs a slash at the end."
                                + withoutContainer(container, name))
                .withRemedy(listing(container));
    }

    /// There is no blob below the prefix, which is empty for the whole container.
    public static Problem nothingBelow(String container, String prefix) {
        return Problem.of(
                        Problem.Kind.NOT_FOUND,
                        MISSING,
                        prefix.isEmpty() ? "The container is empty" : "There are no blobs below '" + prefix + "'",
                        "Names are exact and case-sensitive." + withoutContainer(container, prefix))
                .withRemedy(listing(container));
    }

    /// A file of that name exists.
    public static Problem taken(Path file) {
        return Problem.of(
                        Problem.Kind.CONFLICT,
                        "file-exists",
                        "A file with that name already exists",
                        file + " was not changed.")
                .withRemedy(
                        "set if-exists skip        keep the existing file",
                        "set if-exists replace     replace the file with the blob",
                        KEEP_BOTH);
    }

    /// A folder has the name that the file needs.
    public static Problem folderThere(Path file) {
        return inTheWay("folder-there", file, file + " is a folder here. " + LEFT);
    }

    /// A device, a pipe or a broken link has the name.
    public static Problem otherThere(Path file) {
        return inTheWay(
                "not-a-file", file, file + " exists but is not a file: a broken link, a pipe or a device. " + LEFT);
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
                        there + " is a file, not a folder. " + LEFT)
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
                                + " already exists: in this folder, both names mean the same file. Only the"
                                + " first one was downloaded; nothing was overwritten.")
                .withRemedy(KEEP_BOTH, OTHER_FOLDER);
    }

    /// The blob's name is also that of a folder with other blobs in it.
    public static Problem alsoAFolder(String blob, Optional<String> below) {
        return Problem.of(
                        Problem.Kind.CONFLICT,
                        "file-and-folder",
                        "'" + blob + "' cannot be a file here next to " + named(below),
                        "A folder with that name already exists. The blobs in the folder are downloaded.")
                .withRemedy(KEEP_BOTH, OTHER_FOLDER);
    }

    /// The blob lies below the name of another one, which has become a file.
    public static Problem belowAFile(String blob, Optional<String> file) {
        return Problem.of(
                        Problem.Kind.CONFLICT,
                        "file-and-folder",
                        "'" + blob + "' needs a folder, but that is a file here: " + named(file),
                        "A folder cannot have the name of a file. Only the file was downloaded.")
                .withRemedy(KEEP_BOTH, OTHER_FOLDER);
    }

    private static String named(Optional<String> blob) {
        return blob.map(name -> "'" + name + "'").orElse("another blob in this run");
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
                        "'" + name + "' is a folder: use '" + name + "/'",
                        "The blob '" + name + "' is empty and only marks the folder.")
                .withRemedy(
                        OwnCall.of("get").on(name + "/").because("downloads everything in it"),
                        OwnCall.of("ls").option("--prefix", name + "/").because("lists what is in it"),
                        OwnCall.of("rm", "--recursive").on(name + "/").because("deletes it and everything in it"),
                        Remedy.of("set exact   use the empty blob itself"));
    }

    /// The blob holds data, but its name ends with a slash.
    public static Problem nameOfAFolder(String name) {
        return Problem.of(
                        Problem.Kind.SOURCE_UNUSABLE,
                        "bad-file-name",
                        "'" + name + "' cannot be the name of a file here",
                        "It ends with a slash like a folder, but the blob contains data.")
                .withRemedy(
                        OwnCall.of("get", "--exact").on(name).because("saves it without the slash"),
                        OwnCall.of("cat", "--exact").on(name).because("prints it, to save under any name"));
    }
}
