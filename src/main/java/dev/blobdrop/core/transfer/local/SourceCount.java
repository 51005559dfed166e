package dev.blobdrop.core.transfer.local;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.transfer.NameFilter;
import dev.blobdrop.core.transfer.Shard;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/// Counts the files below some paths, to show a plan before a large upload. Opens no file. Can be
/// read by another thread while it counts.
public final class SourceCount {
    private final LongAdder files = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    /// Walks the sources and returns when everything is counted.
    ///
    /// @param stopped whether to stop early
    public void count(List<Path> sources, BooleanSupplier stopped) {
        SourceScanner scanner = new SourceScanner(NameFilter.ALL, Shard.WHOLE, new Counting(), stopped);
        for (Path source : sources) {
            if (!stopped.getAsBoolean()) {
                scanner.scan(source);
            }
        }
    }

    /// Files counted so far.
    public long files() {
        return files.sum();
    }

    /// Their total size.
    public long bytes() {
        return bytes.sum();
    }

    private final class Counting implements SourceScanner.Visitor {
        @Override
        public void file(Path path, String relativeName, long size) {
            files.increment();
            bytes.add(size);
        }

        @Override
        public void skipped(Path path, String reason) {}

        @Override
        public void failed(Path path, String relativeName, Problem problem) {}
    }
}
