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
    boolean holds(Path file, FileSignature signature) {
        return marks.holds(file.toString(), mark(signature));
    }

    /// Whether the file was handled in any state.
    boolean holds(Path file) {
        return marks.holds(file.toString());
    }

    void add(Path file, FileSignature signature) {
        if (marks.size() == most) {
            marks.clear();
        }
        marks.put(file.toString(), mark(signature));
    }

    private static String mark(FileSignature signature) {
        return signature.size() + "\0" + signature.modified() + "\0" + signature.key();
    }
}
