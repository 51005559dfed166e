package dev.blobdrop.core.transfer.flow;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The files or blobs that have begun and not ended, in the order of their beginning. Who looks
/// sees one moment: never a file together with the one that took its place. Safe for use by many
/// threads.
public final class UnderWay<T> {
    private final Set<T> all = new LinkedHashSet<>();

    public synchronized void begun(T one) {
        all.add(one);
    }

    public synchronized void ended(T one) {
        all.remove(one);
    }

    public synchronized List<T> look() {
        return List.copyOf(all);
    }
}
