package dev.blobdrop.core.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// File system events from the operating system. Only [#follow] may be called by several threads.
interface FolderEvents extends AutoCloseable {
    /// No events, for an operating system without a usable source.
    FolderEvents SILENT = new FolderEvents() {
        @Override
        public boolean follow(Path folder) {
            return false;
        }

        @Override
        public List<Change> next(Duration limit) throws InterruptedException {
            Thread.sleep(limit);
            return List.of();
        }

        @Override
        public void close() {}
    };

    /// Starts to report what happens directly in this folder.
    ///
    /// @return false when that is not possible; then only sweeps find changes there
    boolean follow(Path folder);

    /// The events since the last call, in order. Waits at most that long for one.
    List<Change> next(Duration limit) throws InterruptedException;

    @Override
    void close();
}
