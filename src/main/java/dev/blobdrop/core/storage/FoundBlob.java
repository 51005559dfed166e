package dev.blobdrop.core.storage;

/// A blob of a listing, with what is needed to read it.
///
/// @param name as the service has it, which need not be one that [BlobPath] takes
/// @param isFolder whether it only stands for a folder: accounts with real folders list each of
///     them as an empty blob
public record FoundBlob(String name, BlobProperties properties, boolean isFolder) {

    /// Whether there is nothing in it that could be lost: it stands for a folder, by what it says
    /// of itself or by the slash at the end of its name. One that holds bytes never does.
    public boolean isMarker() {
        return properties.size() == 0 && (isFolder || name.endsWith("/"));
    }
}
