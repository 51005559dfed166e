package dev.blobdrop.core.transfer;

import dev.blobdrop.core.storage.BlobPath;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// What to download to where.
///
/// @param names of blobs, each of which becomes a file with the last part of its name; and names
///     with a slash at the end, for all blobs below, which become a folder with the last part of
///     the name. `/` alone is the whole container
/// @param folder is created if it does not exist; nothing is written outside of it
/// @param checkMd5 compare the content with the MD5 that is stored with the blob, if there is one
/// @param resume keep the part of a large blob that has arrived when the run is interrupted, and
///     continue what an earlier run left
/// @param exact those of the names that are each the name of one blob, even if it ends with a slash
///     or is the marker of a folder
public record DownloadRequest(
        String container,
        List<String> names,
        Path folder,
        ConflictPolicy ifExists,
        boolean checkMd5,
        boolean resume,
        Set<String> exact) {
    /// The name that stands for all blobs of the container.
    public static final String WHOLE_CONTAINER = "/";

    public DownloadRequest {
        container = BlobPath.container(container);
        names = List.copyOf(names);
        exact = Set.copyOf(exact);
    }

    /// Compares MD5, fails where a file already exists, and keeps no unfinished files.
    public static DownloadRequest of(String container, List<String> names, Path folder) {
        return new DownloadRequest(container, names, folder, ConflictPolicy.FAIL, true, false, Set.of());
    }

    /// Whether this name stands for a folder.
    public boolean isFolder(String name) {
        return !isExact(name) && name.endsWith("/");
    }

    /// Whether this name is that of one blob, whatever it looks like.
    public boolean isExact(String name) {
        return exact.contains(name);
    }

    /// The same with another policy.
    public DownloadRequest ifExists(ConflictPolicy policy) {
        return new DownloadRequest(container, names, folder, policy, checkMd5, resume, exact);
    }

    /// The same with or without [#checkMd5].
    public DownloadRequest checkingMd5(boolean wanted) {
        return new DownloadRequest(container, names, folder, ifExists, wanted, resume, exact);
    }

    /// The same with or without [#resume].
    public DownloadRequest resuming(boolean wanted) {
        return new DownloadRequest(container, names, folder, ifExists, checkMd5, wanted, exact);
    }

    /// The same with these [#exact] names.
    public DownloadRequest exactly(Collection<String> exactNames) {
        return new DownloadRequest(container, names, folder, ifExists, checkMd5, resume, Set.copyOf(exactNames));
    }
}
