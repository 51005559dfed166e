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

/// Walks the folder, or one of its subfolders, on a thread of its own. It waits while nobody takes
/// what it found, so it holds no long list.
///
/// Events for a folder are enabled before it is listed, so that nothing can appear in between
/// unnoticed.
final class Sweeper implements AutoCloseable {
    /// The most entries found and not yet taken.
    private static final int AHEAD = 1_000;

    /// An excluded file is reported when it has not been written to for this long.
    private static final Duration RECENT = Duration.ofSeconds(60);

    /// Folders waiting to be walked; if there are more, the whole folder is walked.
    private static final int MOST_FOLDERS = 1_000;

    /// What a walk finds.
    sealed interface Found {
        Path path();

        record File(Path path, FileSignature signature) implements Found {}

        record Excluded(Path path, String reason) implements Found {}

        record Unreadable(Path path, Problem problem) implements Found {}
    }

    private final Path root;
    private final UploadRequest request;
    private final FolderEvents events;
    private final BlockingQueue<Found> found = new ArrayBlockingQueue<>(AHEAD);
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

    /// Asks for a walk of this folder. One under way continues, and this one comes after it.
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

    /// Whether everything that was asked for has been walked and taken.
    synchronized boolean isIdle() {
        return wanted.isEmpty() && !walking && found.isEmpty();
    }

    /// The next thing found, if any.
    Optional<Found> poll() {
        return Optional.ofNullable(found.poll());
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /// Walks of the whole folder so far.
    long sweeps() {
        return sweeps.get();
    }

    /// Whether the operating system reports on all folders that the last walk found.
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
            FileSignature.of(path).ifPresent(signature -> put(new Found.File(path, signature)));
        }

        /// An excluded file may have a temporary name that its writer will change. It is then
        /// reported under its final name, or here if it keeps this one.
        @Override
        public void skipped(Path path, String reason) {
            Instant recent = Instant.now().minus(RECENT);
            boolean isNew = FileSignature.of(path)
                    .filter(signature -> signature.modified().isAfter(recent))
                    .isPresent();
            if (!isNew && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                put(new Found.Excluded(path, reason));
            }
        }

        /// A file that disappeared meanwhile has not failed.
        @Override
        public void failed(Path path, String relativeName, Problem problem) {
            if (path.equals(root) || Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                put(new Found.Unreadable(path, problem));
            }
        }

        private void put(Found entry) {
            try {
                found.put(entry);
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
