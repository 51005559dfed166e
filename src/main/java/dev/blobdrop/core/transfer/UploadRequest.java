package dev.blobdrop.core.transfer;

import dev.blobdrop.core.storage.BlobPath;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// What to upload where.
///
/// @param sources files and folders; a folder's name becomes the first part of its blobs' names
/// @param prefix before every name; empty, or ending with a slash
/// @param resume reuse blocks that the service already has: those of an interrupted run and those
///     of the blob that is replaced
/// @param verify read every blob back and compare
/// @param dryRun report what would happen and write nothing
/// @param tellsMd5 report the MD5 of each file, even of one in a single request, whose MD5 the
///     service computes itself
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

    /// Uploads everything under its own name with all checksums, and fails where a blob exists or a
    /// file changes.
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

    /// Checks that some file can have a name under this prefix and template, before anybody signs
    /// in.
    ///
    /// @throws dev.blobdrop.core.problem.ProblemException when none can
    public UploadRequest checked() {
        BlobPath any = new BlobPath(container, prefix + names.name("a.b"));
        SourceName.checkSegments(any.name());
        return this;
    }

    /// Whether a name has to be looked up before anything can be said about the file. With the
    /// other policies a lookup only saves sending content; a condition on the write itself decides.
    public boolean needsLookup() {
        return dryRun
                || switch (ifExists) {
                    case FAIL, SKIP, KEEP_BOTH -> false;
                    case REPLACE, IF_NEWER, IF_DIFFERENT -> true;
                };
    }

    /// The same with another prefix.
    public UploadRequest under(String newPrefix) {
        return with(now -> now.prefix = newPrefix);
    }

    /// The same with another template.
    public UploadRequest named(NameTemplate template) {
        return with(now -> now.names = template);
    }

    /// The same with another policy for existing blobs.
    public UploadRequest ifExists(ConflictPolicy policy) {
        return with(now -> now.ifExists = policy);
    }

    /// The same with another policy for changing files.
    public UploadRequest ifChanged(IfChanged policy) {
        return with(now -> now.ifChanged = policy);
    }

    /// The same with other checksums.
    public UploadRequest with(Integrity checksums) {
        return with(now -> now.integrity = checksums);
    }

    /// The same for files that pass the filter.
    public UploadRequest only(NameFilter wanted) {
        return with(now -> now.filter = wanted);
    }

    /// The same for files of one shard.
    public UploadRequest only(Shard part) {
        return with(now -> now.shard = part);
    }

    /// The same with or without [#resume].
    public UploadRequest resuming(boolean wanted) {
        return with(now -> now.resume = wanted);
    }

    /// The same with or without [#verify].
    public UploadRequest verified(boolean wanted) {
        return with(now -> now.verify = wanted);
    }

    /// The same with or without [#dryRun].
    public UploadRequest dry(boolean wanted) {
        return with(now -> now.dryRun = wanted);
    }

    /// The same with or without [#tellsMd5].
    public UploadRequest tellingMd5(boolean wanted) {
        return with(now -> now.tellsMd5 = wanted);
    }

    private UploadRequest with(Consumer<Changing> change) {
        Changing now = new Changing(this);
        change.accept(now);
        return now.request();
    }

    /// A request whose fields can be changed.
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
