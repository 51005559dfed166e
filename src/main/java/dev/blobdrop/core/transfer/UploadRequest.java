package dev.blobdrop.core.transfer;

import dev.blobdrop.core.storage.BlobPath;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// What to upload where.
///
/// @param sources files and folders; a folder's name becomes the first part of its blobs' names
/// @param prefix put before every name; empty, or ending with a slash
/// @param resume use blocks that the service holds already: those an interrupted run has left, and
///     those of the blob that is replaced
/// @param verify read every blob back and compare
/// @param dryRun say what would happen and write nothing
/// @param tellsMd5 tell the MD5 of each file, also of those in one request, whose MD5 the service
///     takes by itself
public record UploadRequest(
        List<Path> sources,
        String container,
        String prefix,
        NameTemplate names,
        ConflictPolicy ifExists,
        IfChanged ifChanged,
        Integrity integrity,
        NameFilter filter,
        Shard shard,
        boolean resume,
        boolean verify,
        boolean dryRun,
        boolean tellsMd5) {

    public UploadRequest {
        sources = List.copyOf(sources);
        container = BlobPath.container(container);
        prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }

    /// Everything, under its own name, with all checksums, failing where a blob exists or a file
    /// changes.
    public static UploadRequest of(List<Path> sources, String container) {
        return new UploadRequest(
                sources,
                container,
                "",
                NameTemplate.standard(),
                ConflictPolicy.FAIL,
                IfChanged.FAIL,
                Integrity.AUTO,
                NameFilter.ALL,
                Shard.WHOLE,
                true,
                false,
                false,
                true);
    }

    /// Makes sure that some file can have a name under this prefix and template, before anybody
    /// signs in.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException when none can
    public UploadRequest checked() {
        BlobPath any = new BlobPath(container, prefix + names.name("a.b"));
        SourceName.checkSegments(any.name());
        return this;
    }

    /// Whether nothing can be said of a file before its name was looked up. The other policies only
    /// save bodies by looking; a condition on the write itself decides.
    public boolean looksFirst() {
        return dryRun
                || switch (ifExists) {
                    case FAIL, SKIP, KEEP_BOTH -> false;
                    case REPLACE, IF_NEWER, IF_DIFFERENT -> true;
                };
    }

    public UploadRequest under(String newPrefix) {
        return with(now -> now.prefix = newPrefix);
    }

    public UploadRequest named(NameTemplate template) {
        return with(now -> now.names = template);
    }

    public UploadRequest ifExists(ConflictPolicy policy) {
        return with(now -> now.ifExists = policy);
    }

    public UploadRequest ifChanged(IfChanged policy) {
        return with(now -> now.ifChanged = policy);
    }

    public UploadRequest with(Integrity checksums) {
        return with(now -> now.integrity = checksums);
    }

    public UploadRequest only(NameFilter wanted) {
        return with(now -> now.filter = wanted);
    }

    public UploadRequest only(Shard part) {
        return with(now -> now.shard = part);
    }

    public UploadRequest resuming(boolean wanted) {
        return with(now -> now.resume = wanted);
    }

    public UploadRequest verified(boolean wanted) {
        return with(now -> now.verify = wanted);
    }

    public UploadRequest verified() {
        return verified(true);
    }

    public UploadRequest dry(boolean wanted) {
        return with(now -> now.dryRun = wanted);
    }

    public UploadRequest tellingMd5(boolean wanted) {
        return with(now -> now.tellsMd5 = wanted);
    }

    private UploadRequest with(Consumer<Changing> change) {
        Changing now = new Changing(this);
        change.accept(now);
        return now.request();
    }

    /// The request while one part of it is changed.
    private static final class Changing {
        private final List<Path> sources;
        private final String container;
        private String prefix;
        private NameTemplate names;
        private ConflictPolicy ifExists;
        private IfChanged ifChanged;
        private Integrity integrity;
        private NameFilter filter;
        private Shard shard;
        private boolean resume;
        private boolean verify;
        private boolean dryRun;
        private boolean tellsMd5;

        private Changing(UploadRequest before) {
            sources = before.sources;
            container = before.container;
            prefix = before.prefix;
            names = before.names;
            ifExists = before.ifExists;
            ifChanged = before.ifChanged;
            integrity = before.integrity;
            filter = before.filter;
            shard = before.shard;
            resume = before.resume;
            verify = before.verify;
            dryRun = before.dryRun;
            tellsMd5 = before.tellsMd5;
        }

        private UploadRequest request() {
            return new UploadRequest(
                    sources, container, prefix, names, ifExists, ifChanged, integrity, filter, shard, resume, verify,
                    dryRun, tellsMd5);
        }
    }
}
