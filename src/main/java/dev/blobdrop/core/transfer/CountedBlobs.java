package dev.blobdrop.core.transfer;

import dev.blobdrop.core.transfer.checksum.FingerprintMap;
import java.util.List;
import java.util.TreeSet;

/// The blobs that somebody was asked about, as they were then: what was agreed to is deleted, and
/// nothing that was written afterwards (`src/docs/decisions/0028-what-was-counted-is-deleted.md`).
/// Made of the events of a dry run. Safe for use by many threads.
public final class CountedBlobs implements RunListener<DeletionEvent> {
    private static final int MOST_NAMES = 20;

    private final FingerprintMap etags = new FingerprintMap();
    private final TreeSet<String> names = new TreeSet<>();

    /// What became of a blob since it was counted.
    public enum Since {
        UNCHANGED,
        /// Written again.
        CHANGED,
        /// Not there when the blobs were counted.
        NEW
    }

    @Override
    public synchronized void on(DeletionEvent event) {
        if (event instanceof DeletionEvent.Planned planned) {
            etags.put(planned.name(), planned.etag());
            names.add(planned.name());
            if (names.size() > MOST_NAMES) {
                names.removeLast();
            }
        }
    }

    public synchronized int number() {
        return etags.size();
    }

    /// The first names by the alphabet, at most 20.
    public synchronized List<String> names() {
        return List.copyOf(names);
    }

    public synchronized Since since(String name, String etag) {
        if (etags.holds(name, etag)) {
            return Since.UNCHANGED;
        }
        return etags.holds(name) ? Since.CHANGED : Since.NEW;
    }
}
