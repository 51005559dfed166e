package dev.blobdrop.core.transfer.download;

import dev.blobdrop.core.problem.FileProblems;
import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.flow.ReadProblems;
import dev.blobdrop.core.transfer.local.FreeName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// The folder of one download: creates the folders below it and checks that no link leads out of
/// it. A download creates files and folders, never links, so a folder is checked only once. Safe
/// for use by many threads.
public final class TargetFolder {
    /// Folders remembered as checked; others are checked each time.
    private static final int MOST_REMEMBERED = 10_000;

    private static final int MOST_NAMES = 1000;

    private final Path folder;
    private final boolean keepsBoth;
    private final SameNames.Probe probe;
    private final Set<Path> ready = ConcurrentHashMap.newKeySet();
    private final Set<Path> foundEmpty = ConcurrentHashMap.newKeySet();
    private final Map<Path, Path> otherNames = new ConcurrentHashMap<>();
    private final ExclusiveRename rename;
    private final String run = UUID.randomUUID().toString();
    private final AtomicLong number = new AtomicLong();
    private final List<ReentrantLock> changing =
            Stream.generate(ReentrantLock::new).limit(64).toList();
    private volatile RunFiles files = new RunFiles(SameNames.EXACT);
    private volatile boolean renames = true;
    private volatile Named last = new Named("", Path.of(""));

    /// A folder below this one.
    ///
    /// @param prefix its path with a slash at the end
    private record Named(String prefix, Path path) {}

    /// @param keepsBoth whether a folder gets another name where a file has its own
    /// @param probe finds out which names the folder treats as equal
    /// @param rename used where this folder's file system supports it
    public TargetFolder(Path folder, boolean keepsBoth, SameNames.Probe probe, ExclusiveRename rename) {
        this.folder = folder;
        this.keepsBoth = keepsBoth;
        this.probe = probe;
        this.rename = rename;
    }

    /// Creates the folder itself. To be called first.
    void make() throws IOException {
        Files.createDirectories(folder);
        files = new RunFiles(probe.of(folder));
        last = new Named("", folder);
    }

    /// The files of this run.
    RunFiles files() {
        return files;
    }

    /// The path of a file.
    ///
    /// @param local its path below the folder, with slashes
    /// @throws dev.blobdrop.core.problem.ProblemException when there cannot be such a file
    Path place(String local) {
        Path wanted = below(local);
        return keepsBoth && local.indexOf('/') >= 0 ? avoidingFiles(wanted) : wanted;
    }

    /// [LocalName#below]. Most files are in the folder of the one before.
    Path below(String local) {
        Named known = last;
        int end = local.lastIndexOf('/') + 1;
        if (end == known.prefix.length() && local.startsWith(known.prefix)) {
            return LocalName.below(known.path, local.substring(end), local);
        }
        Path path = LocalName.below(folder, local);
        last = new Named(local.substring(0, end), end == 0 ? folder : path.getParent());
        return path;
    }

    /// Whether this run found the file's folder empty, so that it need not check whether the file
    /// exists. A file created there meanwhile is noticed when this one is moved to its place.
    boolean isFresh(Path target) {
        Path parent = target.getParent();
        return parent != null && foundEmpty.contains(parent);
    }

    /// As [ExclusiveRename]. Not tried again once the file system has refused it.
    ExclusiveRename.Outcome rename(Path from, Path to) {
        if (!renames) {
            return ExclusiveRename.Outcome.REFUSED;
        }
        ReentrantLock lock = lockOf(to);
        lock.lock();
        try {
            ExclusiveRename.Outcome outcome = rename.rename(from, to);
            renames = outcome != ExclusiveRename.Outcome.REFUSED;
            return outcome;
        } finally {
            lock.unlock();
        }
    }

    /// Creates a file under a temporary name.
    FileChannel create(Path temporary) throws IOException {
        ReentrantLock lock = lockOf(temporary);
        lock.lock();
        try {
            return FileChannel.open(
                    temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } finally {
            lock.unlock();
        }
    }

    /// The kernel lets one thread at a time change a folder, and threads waiting there spin instead
    /// of sleeping.
    private ReentrantLock lockOf(Path file) {
        return changing.get(Math.floorMod(Objects.hashCode(file.getParent()), changing.size()));
    }

    /// The same path, but below folders with another name where a file has theirs.
    private Path avoidingFiles(Path wanted) {
        Path parent = folder;
        for (Path part : folder.relativize(wanted).getParent()) {
            Path name = parent.resolve(part);
            parent = ready.contains(name.toAbsolutePath()) ? name : freeFolder(name);
        }
        return parent.resolve(wanted.getFileName());
    }

    /// Created at once, because a file of this run may have the name a moment later.
    private synchronized Path freeFolder(Path wanted) {
        for (int trial = 0; trial <= MOST_NAMES; trial++) {
            Path name = otherNames.getOrDefault(wanted, wanted);
            try {
                checkInside(name.toAbsolutePath());
                Files.createDirectories(name);
                return name;
            } catch (FileAlreadyExistsException e) {
                String other = FreeName.of(wanted.getFileName().toString(), trial + 1);
                otherNames.put(wanted, wanted.resolveSibling(other));
            } catch (IOException e) {
                throw FileProblems.writing(name, e).asException(e);
            }
        }
        throw ReadProblems.fileThere(wanted, wanted).asException();
    }

    /// As [#parentOf], with failures as problems.
    void prepare(Path target) {
        try {
            parentOf(target);
        } catch (IOException e) {
            throw FileProblems.writing(target, e).asException(e);
        }
    }

    /// Creates the folder of a file, with its parents.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException when a link leads out of the folder, or a
    ///     file has the name of one of them
    Path parentOf(Path target) throws IOException {
        Path parent = target.toAbsolutePath().getParent();
        if (!ready.contains(parent)) {
            checkInside(parent);
            try {
                Files.createDirectories(parent);
            } catch (IOException e) {
                throw ReadProblems.fileThere(target, fileOnTheWay(parent).orElseThrow(() -> e))
                        .asException(e);
            }
            remember(target.getParent(), parent);
        }
        return parent;
    }

    /// The file that has the name of a folder. The system reports it differently when it is not the
    /// last part of the path.
    private static Optional<Path> fileOnTheWay(Path parent) {
        return Optional.of(nearest(parent)).filter(path -> !Files.isDirectory(path));
    }

    /// The path itself, or its nearest existing parent.
    private static Path nearest(Path path) {
        Path there = path;
        while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
            there = there.getParent();
        }
        return there;
    }

    /// Blobs are listed by name, so a folder is usually seen before any file of this run is in it.
    private void remember(Path named, Path parent) throws IOException {
        if (ready.size() >= MOST_REMEMBERED) {
            return;
        }
        if (named != null) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(parent)) {
                if (!found.iterator().hasNext()) {
                    foundEmpty.add(named);
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        ready.add(parent);
    }

    private void checkInside(Path parent) throws IOException {
        Path there = nearest(parent);
        if (Files.exists(there) && !there.toRealPath().startsWith(folder.toRealPath())) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "outside",
                            "Cannot write below " + parent,
                            "A link on the way leads out of " + folder + ".")
                    .asException();
        }
    }

    /// A name that no other file has, in this or another run. It has a fixed length, because the
    /// file's own name may be as long as the system allows.
    String temporaryName() {
        return ".blobdrop-" + run + "-" + number.incrementAndGet() + ".part";
    }
}
