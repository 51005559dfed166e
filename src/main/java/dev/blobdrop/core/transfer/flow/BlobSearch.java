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

/// Looks up the blobs that a run was asked for: one by its name, or all below a prefix page by
/// page, so that no more than a page of them is held.
public record BlobSearch(BlobStore store, Sender sender, String container) {
    /// Takes up one blob of a listing.
    @FunctionalInterface
    public interface Use {
        void found(FoundBlob blob) throws InterruptedException;
    }

    /// Takes up a page of a listing.
    @FunctionalInterface
    public interface Pages {
        void found(List<FoundBlob> page) throws InterruptedException;
    }

    /// @throws ProblemException when there is no blob of exactly that name, or as [Retry#call]
    public BlobProperties one(String name, BiConsumer<Problem, Duration> onRetry) throws InterruptedException {
        BlobPath path = new BlobPath(container, name);
        return sender.ask(() -> store.find(path), onRetry)
                .orElseThrow(() -> ReadProblems.missing(container, name).asException());
    }

    /// @param prefix empty for the whole container
    /// @return whether there was any
    public boolean below(String prefix, Use use, BiConsumer<Problem, Duration> onRetry) throws InterruptedException {
        return below(prefix, page -> {}, use, onRetry);
    }

    /// @param pages is shown each page before its blobs are taken up
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

    /// What stands for the folder itself, beside what is below it: an empty blob of its name
    /// without the slash. A listing finds it without the permission to read blobs; it is the first
    /// there.
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
