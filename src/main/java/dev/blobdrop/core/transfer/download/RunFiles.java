package dev.blobdrop.core.transfer.download;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.checksum.NameSet;
import dev.blobdrop.core.transfer.flow.ReadProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The files of one download, so that no two of its blobs become the same file
/// (`src/docs/decisions/0032-what-one-run-may-not-do-twice.md`). File names are claimed in the
/// order in which the blobs are found, before anything is requested, by the folder's own rules of
/// equality ([SameNames]). The finished file is also remembered by its identity in the file system,
/// which catches what no rule foresees, such as a folder on another disk, or an alternative name on
/// Windows.
///
/// A file or folder takes 11 to 22 bytes, however many there are. Safe for use by many threads.
final class RunFiles {
    /// Blobs remembered by name, so that a message can name both; beyond, it names one.
    private static final int MOST_NAMED = 50_000;

    private final SameNames same;
    private final NameSet files = new NameSet();
    private final NameSet folders = new NameSet();
    private final NameSet landed = new NameSet();
    private final Map<String, String> blobs = new HashMap<>();
    private String lastFolder = "";

    RunFiles(SameNames same) {
        this.same = same;
    }

    /// Whether a blob may become the file.
    sealed interface Claim {
        /// Nothing is in its way.
        record Free() implements Claim {}

        /// The same blob has it already: it was named twice.
        record Twice() implements Claim {}

        /// Another blob of this run has it, or needs the name for a folder.
        record Taken(Problem problem) implements Claim {}
    }

    /// Claims a file for a blob, and the folders on the way to it.
    ///
    /// @param local the file's path below the folder of the run, with slashes
    synchronized Claim claim(String local, String blob) {
        String key = same.key(local);
        Optional<String> file = fileOnTheWay(key);
        if (file.isPresent()) {
            return new Claim.Taken(ReadProblems.belowAFile(blob, Optional.ofNullable(blobs.get(file.get()))));
        }
        if (folders.contains(key)) {
            return new Claim.Taken(ReadProblems.alsoAFolder(blob, Optional.ofNullable(blobs.get(key + "/"))));
        }
        if (!files.add(key)) {
            Optional<String> first = Optional.ofNullable(blobs.get(key));
            return first.filter(blob::equals).isPresent()
                    ? new Claim.Twice()
                    : new Claim.Taken(ReadProblems.sameFile(blob, first, local));
        }
        name(key, blob);
        takeFolders(key, blob);
        return new Claim.Free();
    }

    /// The key of a parent folder that is a file of this run.
    private Optional<String> fileOnTheWay(String key) {
        if (isInLastFolder(key)) {
            return Optional.empty();
        }
        for (int at = key.indexOf('/'); at >= 0; at = key.indexOf('/', at + 1)) {
            String folder = key.substring(0, at);
            if (files.contains(folder)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    private void takeFolders(String key, String blob) {
        if (isInLastFolder(key)) {
            return;
        }
        for (int at = key.indexOf('/'); at >= 0; at = key.indexOf('/', at + 1)) {
            String folder = key.substring(0, at);
            if (folders.add(folder)) {
                name(folder + "/", blob);
            }
        }
        lastFolder = key.substring(0, key.lastIndexOf('/') + 1);
    }

    /// Most blobs are in the folder of the one before.
    private boolean isInLastFolder(String key) {
        return key.lastIndexOf('/') + 1 == lastFolder.length() && key.startsWith(lastFolder);
    }

    private void name(String key, String blob) {
        if (blobs.size() < MOST_NAMED) {
            blobs.put(key, blob);
        }
    }

    /// Moves a complete file to its place over whatever is there, unless that is of this run.
    ///
    /// @param file moves itself there
    synchronized void replace(Consumer<Path> file, Path place, String blob) {
        checkForeign(place, blob);
        file.accept(place);
        landed(place, blob);
    }

    /// To be called when the blob's content is in this file, or the blob was skipped because of it.
    void landed(Path place, String blob) {
        identity(place).ifPresent(identity -> land(identity, blob));
    }

    private synchronized void land(String identity, String blob) {
        landed.add(identity);
        name(identity, blob);
    }

    /// @throws dev.blobdrop.core.problem.ProblemException when the file belongs to another blob of
    ///     this run
    synchronized void checkForeign(Path place, String blob) {
        Optional<String> there = identity(place).filter(landed::contains);
        Optional<String> first = there.map(blobs::get);
        if (there.isPresent() && first.filter(blob::equals).isEmpty()) {
            throw ReadProblems.sameFile(blob, first, place.toString()).asException();
        }
    }

    /// The same for all names of one file: its number, or its real path where the system has no
    /// numbers. It begins with NUL, so that it cannot equal a blob's name.
    private static Optional<String> identity(Path place) {
        try {
            Object key = Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
            return Optional.of("\0" + (key == null ? place.toRealPath() : key));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
