package dev.blobdrop.core.storage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the service knows of one blob.
///
/// @param etag changes with every write; used as a condition
/// @param size in bytes
/// @param md5 the stored Content-MD5, 16 bytes in hexadecimal; empty when none was stored
/// @param modified when it was last written, in whole seconds, by the service's clock
/// @param isFolder whether it is empty and says of itself that it only stands for a folder:
///     accounts with real folders have one for each, and programs make them elsewhere
/// @param extras what else somebody has set on it, such as `Cache-Control: no-cache`, each as a
///     person would write it; empty where that was not asked for
public record BlobProperties(
        String etag,
        long size,
        Optional<String> md5,
        Optional<String> contentType,
        Optional<Instant> modified,
        boolean isFolder,
        List<String> extras) {
    public BlobProperties {
        extras = List.copyOf(extras);
    }

    public BlobProperties(
            String etag,
            long size,
            Optional<String> md5,
            Optional<String> contentType,
            Optional<Instant> modified,
            boolean isFolder) {
        this(etag, size, md5, contentType, modified, isFolder, List.of());
    }

    /// Of a blob that is no folder.
    public BlobProperties(
            String etag, long size, Optional<String> md5, Optional<String> contentType, Optional<Instant> modified) {
        this(etag, size, md5, contentType, modified, false);
    }

    /// What a new blob in the place of this one does not have, each as a person would write it. The
    /// type that a service or program sets when it knows none is nothing that is lost.
    ///
    /// @param type the content type of the new one
    public List<String> lostTo(String type) {
        Optional<String> other = contentType
                .filter(was -> !was.equals(type))
                .filter(was -> !was.equals(ContentTypes.BINARY))
                .map("Content-Type: "::concat);
        return Stream.concat(other.stream(), extras.stream()).toList();
    }
}
