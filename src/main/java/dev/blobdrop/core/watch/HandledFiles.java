package dev.blobdrop.core.watch;

import dev.blobdrop.core.transfer.checksum.FingerprintMap;
import java.nio.file.Path;

/// Remembers which files have been handled, and in which state, in 21 to 43 bytes a file.
///
/// It holds at most 500,000 files and then forgets them all: the service is asked again about each,
/// which costs requests but never loses a file. For one thread.
final class HandledFiles {
    private static final int MOST = 500_000;

    private final int most;
    private final FingerprintMap marks = new FingerprintMap();

    HandledFiles() {
        this(MOST);
    }

    HandledFiles(int most) {
        this.most = most;
    }

    int size() {
        return marks.size();
    }

    /// Whether the file was handled in this state.
    boolean holds(Path file, FileSignature stamp) {
        return marks.holds(file.toString(), mark(stamp));
    }

    /// Whether the file was handled in any state.
    boolean holds(Path file) {
        return marks.holds(file.toString());
    }

    void add(Path file, FileSignature stamp) {
        if (marks.size() == most) {
            marks.clear();
        }
        marks.put(file.toString(), mark(stamp));
    }

    private static String mark(FileSignature stamp) {
        return stamp.size() + "\0" + stamp.modified() + "\0" + stamp.key();
    }
}
