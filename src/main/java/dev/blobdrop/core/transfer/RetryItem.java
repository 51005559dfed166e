package dev.blobdrop.core.transfer;

import dev.blobdrop.core.storage.BlobProperties;
import java.nio.file.Path;
import java.util.Optional;

/// A file or folder that an earlier run found, to be uploaded again.
///
/// @param name relative to the walk, with `/` between folders; the request's prefix and template
///     make the blob's name of it
/// @param replaced the only blob that it may replace, as it was found; empty to follow the
///     request's policy
public record RetryItem(Path path, String name, Optional<BlobProperties> replaced) {
    /// Follows the request's policy.
    public static RetryItem of(Path path, String name) {
        return new RetryItem(path, name, Optional.empty());
    }

    /// The same, to replace this blob.
    ///
    /// @param seen what it loses is reported by [UploadEvent.Uploaded#dropped]
    public RetryItem over(BlobProperties seen) {
        return new RetryItem(path, name, Optional.of(seen));
    }

    /// The ETag of the blob that it is to replace.
    public Optional<String> over() {
        return replaced.map(BlobProperties::etag);
    }
}
