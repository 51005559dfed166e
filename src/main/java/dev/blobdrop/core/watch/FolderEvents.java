package dev.blobdrop.core.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What happens in folders, as the operating system tells it. Only [#follow] may be called by
/// several threads.
interface FolderEvents extends AutoCloseable {
    /// Tells nothing: where the operating system has nothing that can be asked.
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

    /// Begins to tell of what lies directly in this folder.
    ///
    /// @return false when it cannot; then only sweeps find what changes there
    boolean follow(Path folder);

    /// What has happened since the last call, in its order; waits at most that long for something.
    List<Change> next(Duration limit) throws InterruptedException;

    @Override
    void close();
}
