package dev.blobdrop.core.transfer;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The files or blobs that have begun and not ended, in the order of their beginning. Who looks
/// sees one moment: never a file together with the one that took its place. Safe for use by many
/// threads.
final class UnderWay<T> {
    private final Set<T> all = new LinkedHashSet<>();

    synchronized void begun(T one) {
        all.add(one);
    }

    synchronized void ended(T one) {
        all.remove(one);
    }

    synchronized List<T> look() {
        return List.copyOf(all);
    }
}
