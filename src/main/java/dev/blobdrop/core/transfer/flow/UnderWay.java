package dev.blobdrop.core.transfer.flow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The files or blobs that have begun and not ended, in the order in which they began. A reader
/// sees one moment: never a file together with the one that replaced it. Safe for use by many
/// threads; reading never blocks, because the window's thread reads too.
public final class UnderWay<T> {
    /// Replaced by a new list at each beginning and end. It has about as many elements as requests
    /// are in flight.
    private volatile List<T> all = List.of();

    /// Adds one at the end.
    public synchronized void begun(T one) {
        List<T> more = new ArrayList<>(all.size() + 1);
        more.addAll(all);
        more.add(one);
        all = Collections.unmodifiableList(more);
    }

    /// Removes one.
    public synchronized void ended(T one) {
        List<T> fewer = new ArrayList<>(all);
        fewer.remove(one);
        all = Collections.unmodifiableList(fewer);
    }

    /// All that are under way now; immutable.
    public List<T> current() {
        return all;
    }
}
