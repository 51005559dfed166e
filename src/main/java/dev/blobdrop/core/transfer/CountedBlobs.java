package dev.blobdrop.core.transfer;

import dev.blobdrop.core.transfer.checksum.FingerprintMap;
import java.util.List;
import java.util.TreeSet;

/// The blobs that a person agreed to delete, as they were at that time: nothing that was written
/// afterwards is deleted (`src/docs/decisions/0028-what-was-counted-is-deleted.md`). Collected from
/// the events of a dry run. Safe for use by many threads.
public final class CountedBlobs implements RunListener<DeletionEvent> {
    private static final int MOST_NAMES = 20;

    private final FingerprintMap etags = new FingerprintMap();
    private final TreeSet<String> names = new TreeSet<>();

    /// What happened to a blob since it was counted.
    public enum Since {
        /// Nothing.
        UNCHANGED,
        /// It was written again.
        CHANGED,
        /// It did not exist when the blobs were counted.
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

    /// How many blobs were counted.
    public synchronized int number() {
        return etags.size();
    }

    /// The first names in alphabetical order, at most 20.
    public synchronized List<String> names() {
        return List.copyOf(names);
    }

    /// What happened to this blob since it was counted.
    ///
    /// @param etag that it has now
    public synchronized Since since(String name, String etag) {
        if (etags.holds(name, etag)) {
            return Since.UNCHANGED;
        }
        return etags.holds(name) ? Since.CHANGED : Since.NEW;
    }
}
