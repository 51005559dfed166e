package dev.blobdrop.core.transfer;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Files between the walk and the sending: one line for small files, one for large ones, so that
/// none waits behind the other kind. Both are short; the walk waits when there are more.
final class FileQueue {
    /// Files waiting in each line. A million files are walked, not listed; and who waits so long
    /// that the collector takes it for long-lived is memory that comes back late.
    private static final int AHEAD = 1_000;

    private static final long LOOK_MILLIS = 100;

    private final Map<Lane, BlockingQueue<Optional<PlannedFile>>> lines = new EnumMap<>(Lane.class);
    private final BooleanSupplier ending;

    /// @param ending whether no more files are to be sent
    FileQueue(BooleanSupplier ending) {
        this.ending = ending;
        for (Lane lane : Lane.values()) {
            lines.put(lane, new ArrayBlockingQueue<>(AHEAD));
        }
    }

    void put(PlannedFile file) {
        put(file.lane(), Optional.of(file));
    }

    /// No more will come.
    void close() {
        for (Lane lane : Lane.values()) {
            put(lane, Optional.empty());
        }
    }

    private void put(Lane lane, Optional<PlannedFile> file) {
        try {
            while (!lines.get(lane).offer(file, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (ending.getAsBoolean()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The next file of a line; empty at the end, or when no more are to be sent.
    Optional<PlannedFile> next(Lane lane) throws InterruptedException {
        while (!ending.getAsBoolean()) {
            Optional<PlannedFile> file = lines.get(lane).poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (file != null) {
                return file;
            }
        }
        return Optional.empty();
    }
}
