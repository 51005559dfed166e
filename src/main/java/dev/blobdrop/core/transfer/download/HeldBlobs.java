package dev.blobdrop.core.transfer.download;

import dev.blobdrop.core.storage.FoundBlob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Passes on the blobs of an ordered listing, each as soon as it is known whether other blobs lie
/// below its name: `a` is followed by `a/b` sooner or later, with only names that begin with `a` in
/// between. Holds a handful at most. For one thread.
final class HeldBlobs {
    private final Use use;
    private List<FoundBlob> held = new ArrayList<>();

    /// Handles one blob.
    @FunctionalInterface
    interface Use {
        /// @param below the first blob below the name, which makes the name a folder
        void found(FoundBlob blob, Optional<String> below) throws InterruptedException;
    }

    HeldBlobs(Use use) {
        this.use = use;
    }

    /// Adds the next blob that is to become a file.
    void next(FoundBlob blob) throws InterruptedException {
        List<FoundBlob> before = held;
        held = new ArrayList<>();
        for (FoundBlob earlier : before) {
            int length = earlier.name().length();
            boolean begins =
                    blob.name().startsWith(earlier.name()) && blob.name().length() > length;
            if (begins && blob.name().charAt(length) < '/') {
                held.add(earlier);
            } else {
                boolean isFolder = begins && blob.name().charAt(length) == '/';
                use.found(earlier, Optional.of(blob.name()).filter(below -> isFolder));
            }
        }
        held.add(blob);
    }

    /// To be called when there are no more.
    void end() throws InterruptedException {
        List<FoundBlob> last = held;
        held = new ArrayList<>();
        for (FoundBlob blob : last) {
            use.found(blob, Optional.empty());
        }
    }
}
