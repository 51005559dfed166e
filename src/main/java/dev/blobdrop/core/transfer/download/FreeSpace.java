package dev.blobdrop.core.transfer.download;

import dev.blobdrop.core.problem.FileProblems;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Whether what is to come fits on the disk, looked at before it is asked for. What the disk really
/// takes is known when it is written; this saves the way there where it is hopeless. Small files
/// share a look: while half of what was free is not asked for, nobody looks again for a moment.
///
/// Safe for use by many threads.
public final class FreeSpace {
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final Path folder;
    private final LongSupplier clock;

    /// Finding it means reading the list of all mounts.
    private Optional<FileStore> store = Optional.empty();

    private boolean looked;
    private long allowed;
    private long until;

    /// @param folder must be there when it is first asked for
    public FreeSpace(Path folder) {
        this(folder, System::nanoTime);
    }

    /// @param clock in nanoseconds
    public FreeSpace(Path folder, LongSupplier clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /// @param bytes that are to be written
    /// @param coming what others have begun and not written yet, in bytes
    /// @throws dev.blobdrop.core.problem.ProblemException when there is less room than that
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

    /// Some file systems, of networks above all, do not know how much room there is.
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
