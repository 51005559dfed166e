package dev.blobdrop.core.transfer.flow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The files or blobs that have begun and not ended, in the order of their beginning. Who looks
/// sees one moment: never a file together with the one that took its place. Safe for use by many
/// threads; a look waits for nobody, because the window's thread looks too.
public final class UnderWay<T> {
    /// Never changed: each beginning and each end puts another one in its place. There are as many
    /// as requests in flight, about.
    private volatile List<T> all = List.of();

    public synchronized void begun(T one) {
        List<T> more = new ArrayList<>(all.size() + 1);
        more.addAll(all);
        more.add(one);
        all = Collections.unmodifiableList(more);
    }

    public synchronized void ended(T one) {
        List<T> fewer = new ArrayList<>(all);
        fewer.remove(one);
        all = Collections.unmodifiableList(fewer);
    }

    public List<T> look() {
        return all;
    }
}
