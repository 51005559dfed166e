package dev.blobdrop.core.storage;

/// A blob of a listing, with what is needed to read it.
///
/// @param name as the service has it; [BlobPath] may refuse it
/// @param isFolder whether it only represents a folder: accounts with a hierarchical namespace list
///     each directory as an empty blob
public record FoundBlob(String name, BlobProperties properties, boolean isFolder) {

    /// Whether it only represents a folder, by its metadata or by a slash at the end of its name. A
    /// blob with content never does, so skipping a marker loses nothing.
    public boolean isMarker() {
        return properties.size() == 0 && (isFolder || name.endsWith("/"));
    }
}
