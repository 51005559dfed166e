package dev.blobdrop.core.transfer;

import dev.blobdrop.core.storage.BlobProperties;
import java.nio.file.Path;
import java.util.Optional;

/// One of the things that an earlier run met, to be taken up again.
///
/// @param name what the walk called it, with `/` between folders; the request's prefix and template
///     make the blob's name of it
/// @param replaced the blob that it is to replace, as it was seen; nothing else is replaced. Empty
///     for what the request's policy says
public record RetryItem(Path path, String name, Optional<BlobProperties> replaced) {
    public static RetryItem of(Path path, String name) {
        return new RetryItem(path, name, Optional.empty());
    }

    /// The same, to replace this blob.
    ///
    /// @param seen what it loses by that is told by [UploadEvent.Uploaded#dropped]
    public RetryItem over(BlobProperties seen) {
        return new RetryItem(path, name, Optional.of(seen));
    }

    /// The same, to replace a blob of which nothing but its ETag is known.
    public RetryItem over(String etag) {
        return over(new BlobProperties(etag, 0, Optional.empty(), Optional.empty(), Optional.empty(), false));
    }

    /// The ETag of the blob that it is to replace.
    public Optional<String> over() {
        return replaced.map(BlobProperties::etag);
    }
}
