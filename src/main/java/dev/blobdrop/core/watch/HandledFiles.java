package dev.blobdrop.core.watch;

import dev.blobdrop.core.transfer.checksum.FingerprintMap;
import java.nio.file.Path;

/// Remembers which files have been dealt with, and as what, in 21 to 43 bytes a file.
///
/// It holds 500,000 files at most and then forgets them all: the service is asked again for each,
/// which costs requests and never a file. For one thread.
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

    /// Whether the file was dealt with as it is now.
    boolean holds(Path file, FileSignature stamp) {
        return marks.holds(file.toString(), mark(stamp));
    }

    /// Whether the file was dealt with, as it is now or as it was.
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
