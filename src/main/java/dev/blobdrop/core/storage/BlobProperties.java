package dev.blobdrop.core.storage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The service's properties of a blob.
///
/// @param etag changes with every write; used as a condition
/// @param size in bytes
/// @param md5 the stored Content-MD5, 16 bytes in hexadecimal; empty if none is stored
/// @param modified when it was last written, in whole seconds by the service's clock
/// @param isFolder whether it is empty and marked as a folder: accounts with a hierarchical
///     namespace have one for each directory, and programs create them elsewhere
/// @param extras other settings such as `Cache-Control: no-cache`, as a person would write them;
///     empty if they were not requested
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

    /// Properties without extras.
    public BlobProperties(
            String etag,
            long size,
            Optional<String> md5,
            Optional<String> contentType,
            Optional<Instant> modified,
            boolean isFolder) {
        this(etag, size, md5, contentType, modified, isFolder, List.of());
    }

    /// Properties of a blob that is not a folder.
    public BlobProperties(
            String etag, long size, Optional<String> md5, Optional<String> contentType, Optional<Instant> modified) {
        this(etag, size, md5, contentType, modified, false);
    }

    /// What is lost if a new blob replaces this one, as a person would write it. The default type
    /// that services and programs set does not count.
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
