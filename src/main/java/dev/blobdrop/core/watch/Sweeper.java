package dev.blobdrop.core.watch;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.Shard;
import dev.blobdrop.core.transfer.UploadRequest;
import dev.blobdrop.core.transfer.local.SourceScanner;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Walks the folder, or a folder in it, on a thread of its own, and waits whenever what it met is
/// not taken: it holds no list of what there is.
///
/// A folder is followed before it is listed, so that nothing can appear in between unseen.
final class Sweeper implements AutoCloseable {
    /// Met and not yet taken.
    private static final int AHEAD = 1_000;

    /// A file whose name is left out is told when nobody has written to it for so long.
    private static final Duration PASSING = Duration.ofSeconds(60);

    /// Folders waiting to be walked; beyond, the whole is walked.
    private static final int MOST_FOLDERS = 1_000;

    /// What a walk comes upon.
    sealed interface Met {
        Path path();

        record File(Path path, FileSignature stamp) implements Met {}

        record Left(Path path, String reason) implements Met {}

        record Unreadable(Path path, Problem problem) implements Met {}
    }

    private final Path root;
    private final UploadRequest request;
    private final FolderEvents events;
    private final BlockingQueue<Met> met = new ArrayBlockingQueue<>(AHEAD);
    private final Set<Path> wanted = new LinkedHashSet<>();
    private final AtomicLong sweeps = new AtomicLong();
    private final AtomicInteger notFollowed = new AtomicInteger();
    private boolean walking;
    private final Thread thread = Thread.ofVirtual().name("sweep").unstarted(this::run);
    private volatile boolean closed;

    Sweeper(Path root, UploadRequest request, FolderEvents events) {
        this.root = root;
        this.request = request;
        this.events = events;
    }

    void start() {
        thread.start();
    }

    /// Asks for a walk from here. One that is under way goes on, and this one comes after it.
    synchronized void request(Path folder) {
        if (wanted.size() >= MOST_FOLDERS || folder.equals(root)) {
            wanted.clear();
            wanted.add(root);
        } else if (!wanted.contains(root)) {
            wanted.add(folder);
        }
        notifyAll();
    }

    void requestAll() {
        request(root);
    }

    /// Whether all that was asked for has been walked and taken.
    synchronized boolean isIdle() {
        return wanted.isEmpty() && !walking && met.isEmpty();
    }

    /// The next thing met, if any.
    Optional<Met> poll() {
        return Optional.ofNullable(met.poll());
    }

    boolean isEmpty() {
        return met.isEmpty();
    }

    /// Walks of the whole folder so far.
    long sweeps() {
        return sweeps.get();
    }

    /// Whether the operating system tells of all folders that were met by the last walk.
    boolean followsAll() {
        return notFollowed.get() == 0;
    }

    private void run() {
        try {
            while (!closed) {
                walk(next());
                done();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Path next() throws InterruptedException {
        while (wanted.isEmpty()) {
            wait();
        }
        Path folder = wanted.iterator().next();
        wanted.remove(folder);
        walking = true;
        return folder;
    }

    private synchronized void done() {
        walking = false;
    }

    private void walk(Path folder) {
        boolean all = folder.equals(root);
        if (!all && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (all) {
            notFollowed.set(0);
        }
        new SourceScanner(request.filter(), Shard.WHOLE, new Visitor(), () -> closed).scan(folder, Optional.of(root));
        if (all) {
            sweeps.incrementAndGet();
        }
    }

    private final class Visitor implements SourceScanner.Visitor {
        @Override
        public void folder(Path path) {
            if (!events.follow(path)) {
                notFollowed.incrementAndGet();
            }
        }

        @Override
        public void file(Path path, String relativeName, long size) {
            FileSignature.of(path).ifPresent(stamp -> put(new Met.File(path, stamp)));
        }

        /// A file that is left out may lie under a passing name, as its writer has just made it: it
        /// is told under the name that it gets, which it may have by now, or here once it stays.
        @Override
        public void skipped(Path path, String reason) {
            Instant recent = Instant.now().minus(PASSING);
            boolean isNew = FileSignature.of(path)
                    .filter(stamp -> stamp.modified().isAfter(recent))
                    .isPresent();
            if (!isNew && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                put(new Met.Left(path, reason));
            }
        }

        /// What was there a moment ago and is gone has not failed.
        @Override
        public void failed(Path path, String relativeName, Problem problem) {
            if (path.equals(root) || Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                put(new Met.Unreadable(path, problem));
            }
        }

        private void put(Met thing) {
            try {
                met.put(thing);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
