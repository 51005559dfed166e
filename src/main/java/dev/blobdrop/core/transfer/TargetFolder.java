package dev.blobdrop.core.transfer;

import dev.blobdrop.core.problem.Problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The folder of one download: makes the folders below it that files need, and sees to it that no
/// link leads out of it. Blobs bring files and folders, never links, so a folder that was looked at
/// is not looked at again. Safe for use by many threads.
final class TargetFolder {
    /// Folders remembered; more are looked at each time.
    private static final int MOST_REMEMBERED = 10_000;

    private final Path folder;
    private final Set<Path> ready = ConcurrentHashMap.newKeySet();
    private final String run = UUID.randomUUID().toString();
    private final AtomicLong files = new AtomicLong();

    TargetFolder(Path folder) {
        this.folder = folder;
    }

    /// Makes the folder of a file that is to be written, and those on the way.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException when a link would lead out of the folder
    Path parentOf(Path target) throws IOException {
        Path parent = target.toAbsolutePath().getParent();
        if (!ready.contains(parent)) {
            checkInside(parent);
            Files.createDirectories(parent);
            if (ready.size() < MOST_REMEMBERED) {
                ready.add(parent);
            }
        }
        return parent;
    }

    private void checkInside(Path parent) throws IOException {
        Path there = parent;
        while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
            there = there.getParent();
        }
        if (!there.toRealPath().startsWith(folder.toRealPath())) {
            throw Problem.of(
                            Problem.Kind.USAGE,
                            "outside",
                            "Cannot write below " + parent,
                            "A link on the way leads out of " + folder + ".")
                    .asException();
        }
    }

    /// A name that no other file has, in this run or another one. Any name of a file may be as long
    /// as a system allows, so none is made longer.
    String passingName() {
        return ".blobdrop-" + run + "-" + files.incrementAndGet() + ".part";
    }
}
