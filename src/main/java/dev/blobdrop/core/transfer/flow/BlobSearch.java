package dev.blobdrop.core.transfer.flow;

import dev.blobdrop.core.problem.Problem;
import dev.blobdrop.core.problem.ProblemException;
import dev.blobdrop.core.storage.BlobPath;
import dev.blobdrop.core.storage.BlobProperties;
import dev.blobdrop.core.storage.BlobStore;
import dev.blobdrop.core.storage.FoundBlob;
import dev.blobdrop.core.storage.Page;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Finds the blobs that a run was asked for: one by its name, or all below a prefix, page by page,
/// so that at most one page is held in memory.
public record BlobSearch(BlobStore store, Sender sender, String container) {
    /// Handles one blob of a listing.
    @FunctionalInterface
    public interface Use {
        /// Called for each blob, in the order of the listing.
        void found(FoundBlob blob) throws InterruptedException;
    }

    /// Sees each page of a listing.
    @FunctionalInterface
    public interface Pages {
        /// Called before any blob of the page is handled.
        void found(List<FoundBlob> page) throws InterruptedException;
    }

    /// Looks up one blob.
    ///
    /// @throws ProblemException when there is no blob of exactly that name, or as [Retry#call]
    public BlobProperties one(String name, BiConsumer<Problem, Duration> onRetry) throws InterruptedException {
        BlobPath path = new BlobPath(container, name);
        return sender.ask(() -> store.find(path), onRetry)
                .orElseThrow(() -> ReadProblems.missing(container, name).asException());
    }

    /// Lists all blobs below a prefix.
    ///
    /// @param prefix empty for the whole container
    /// @return whether there was any
    /// @throws ProblemException as [Retry#call]
    public boolean below(String prefix, Use use, BiConsumer<Problem, Duration> onRetry) throws InterruptedException {
        return below(prefix, page -> {}, use, onRetry);
    }

    /// The same, and shows each page before its blobs are handled.
    public boolean below(String prefix, Pages pages, Use use, BiConsumer<Problem, Duration> onRetry)
            throws InterruptedException {
        boolean any = false;
        Optional<String> mark = Optional.empty();
        do {
            Optional<String> from = mark;
            Page<FoundBlob> page = sender.ask(() -> store.below(container, prefix, from), onRetry);
            pages.found(page.items());
            for (FoundBlob blob : page.items()) {
                any = true;
                use.found(blob);
            }
            mark = page.next();
        } while (mark.isPresent());
        return any;
    }

    /// The marker blob of a folder: an empty blob with the folder's name without the slash. It is
    /// found by a listing, in which it comes first, because that needs no permission to read blobs.
    ///
    /// @param folder ends with a slash
    /// @throws ProblemException as [Retry#call]
    public Optional<FoundBlob> marker(String folder, BiConsumer<Problem, Duration> onRetry)
            throws InterruptedException {
        String name = folder.substring(0, folder.length() - 1);
        if (name.isEmpty() || name.endsWith("/")) {
            return Optional.empty();
        }
        return sender.ask(() -> store.below(container, name, Optional.empty()), onRetry).items().stream()
                .findFirst()
                .filter(blob -> blob.name().equals(name) && blob.isFolder() && blob.isMarker());
    }
}
