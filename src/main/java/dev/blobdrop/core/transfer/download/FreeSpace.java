package dev.blobdrop.core.transfer.download;

import dev.blobdrop.core.problem.FileProblems;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Checks whether a blob fits on the disk before it is requested. Whether it really does turns out
/// when it is written; this saves the transfer where it is hopeless. Small files share a check:
/// until half of the free space is used up, it is not repeated for a moment.
///
/// Safe for use by many threads.
public final class FreeSpace {
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final Path folder;
    private final LongSupplier clock;

    /// Cached, because finding it reads the list of all mounts.
    private Optional<FileStore> store = Optional.empty();

    private boolean looked;
    private long allowed;
    private long until;

    /// @param folder must exist at the first check
    public FreeSpace(Path folder) {
        this(folder, System::nanoTime);
    }

    /// @param clock in nanoseconds
    FreeSpace(Path folder, LongSupplier clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /// @param bytes that are to be written
    /// @param coming bytes that others have begun and not written yet
    /// @throws dev.blobdrop.core.problem.ProblemException when there is not enough space for both
    synchronized void check(long bytes, LongSupplier coming) {
        long now = clock.getAsLong();
        if (looked && bytes <= allowed && until - now > 0) {
            allowed -= bytes;
            return;
        }
        long wanted = coming.getAsLong() + bytes;
        long free = free();
        if (wanted > free) {
            throw FileProblems.noRoom(folder, wanted, free).asException();
        }
        looked = true;
        allowed = (free - wanted) / 2;
        until = now + AGAIN.toNanos();
    }

    /// Some file systems, above all network ones, do not know their free space.
    private long free() {
        try {
            if (store.isEmpty()) {
                store = Optional.of(Files.getFileStore(folder));
            }
            FileStore found = store.get();
            return found.getTotalSpace() > 0 ? found.getUsableSpace() : Long.MAX_VALUE;
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
