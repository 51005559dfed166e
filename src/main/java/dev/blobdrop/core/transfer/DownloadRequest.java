package dev.blobdrop.core.transfer;

import dev.blobdrop.core.storage.BlobPath;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// What to download to where.
///
/// @param names of blobs, each of which becomes a file of its last part's name; and names with a
///     slash at their end, for all blobs below, which become a folder of its last part's name. `/`
///     alone is the whole container
/// @param folder is made if it is not there; nothing is written outside of it
/// @param checkMd5 compare what arrived with the MD5 that is stored with the blob, if there is one
/// @param resume leave what has arrived of a large blob beside its place when the run is
///     interrupted, and take up what an earlier run has left
/// @param exact those of the names that are each the name of one blob as it stands, also one that
///     ends with a slash or stands for a folder
public record DownloadRequest(
        String container,
        List<String> names,
        Path folder,
        ConflictPolicy ifExists,
        boolean checkMd5,
        boolean resume,
        Set<String> exact) {
    public static final String WHOLE_CONTAINER = "/";

    public DownloadRequest {
        container = BlobPath.container(container);
        names = List.copyOf(names);
        exact = Set.copyOf(exact);
    }

    /// Compared with the stored MD5, failing where a file is there already, leaving nothing
    /// unfinished.
    public static DownloadRequest of(String container, List<String> names, Path folder) {
        return new DownloadRequest(container, names, folder, ConflictPolicy.FAIL, true, false, Set.of());
    }

    /// Whether this name is that of a folder.
    public boolean isFolder(String name) {
        return !isExact(name) && name.endsWith("/");
    }

    public boolean isExact(String name) {
        return exact.contains(name);
    }

    public DownloadRequest ifExists(ConflictPolicy policy) {
        return new DownloadRequest(container, names, folder, policy, checkMd5, resume, exact);
    }

    public DownloadRequest checkingMd5(boolean wanted) {
        return new DownloadRequest(container, names, folder, ifExists, wanted, resume, exact);
    }

    public DownloadRequest resuming(boolean wanted) {
        return new DownloadRequest(container, names, folder, ifExists, checkMd5, wanted, exact);
    }

    /// Takes these names as they stand.
    public DownloadRequest exactly(Collection<String> exactNames) {
        return new DownloadRequest(container, names, folder, ifExists, checkMd5, resume, Set.copyOf(exactNames));
    }
}
