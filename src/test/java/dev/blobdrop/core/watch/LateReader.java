package dev.blobdrop.core.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Reads the kernel's notes only when everything was written.
record LateReader(FolderEvents real, CountDownLatch written) implements FolderEvents {
    @Override
    public boolean follow(Path folder) {
        return real.follow(folder);
    }

    @Override
    public List<Change> next(Duration limit) throws InterruptedException {
        written.await();
        return real.next(limit);
    }

    @Override
    public void close() {
        real.close();
    }
}
