package dev.blobdrop.core.transfer;

import dev.blobdrop.core.storage.BlobPath;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What to upload where.
///
/// @param sources files and folders; a folder's name becomes the first part of its blobs' names
/// @param prefix put before every name; empty, or ending with a slash
/// @param resume use blocks that the service holds already: those an interrupted run has left, and
///     those of the blob that is replaced
/// @param verify read every blob back and compare
/// @param dryRun say what would happen and write nothing
/// @param base the folder that all sources lie in and from which their names are reckoned; empty
///     to name each as it was given
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
        Optional<Path> base) {

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
                Integrity.CRC64_MD5,
                NameFilter.ALL,
                Shard.WHOLE,
                true,
                false,
                false,
                Optional.empty());
    }

    public UploadRequest under(String newPrefix) {
        return new UploadRequest(
                sources, container, newPrefix, names, ifExists, ifChanged, integrity, filter, shard,
                resume, verify, dryRun, base);
    }

    public UploadRequest named(NameTemplate template) {
        return new UploadRequest(
                sources, container, prefix, template, ifExists, ifChanged, integrity, filter, shard,
                resume, verify, dryRun, base);
    }

    public UploadRequest ifExists(ConflictPolicy policy) {
        return new UploadRequest(
                sources, container, prefix, names, policy, ifChanged, integrity, filter, shard,
                resume, verify, dryRun, base);
    }

    public UploadRequest ifChanged(IfChanged policy) {
        return new UploadRequest(
                sources, container, prefix, names, ifExists, policy, integrity, filter, shard,
                resume, verify, dryRun, base);
    }

    public UploadRequest with(Integrity checksums) {
        return new UploadRequest(
                sources, container, prefix, names, ifExists, ifChanged, checksums, filter, shard,
                resume, verify, dryRun, base);
    }

    public UploadRequest only(NameFilter wanted) {
        return new UploadRequest(
                sources, container, prefix, names, ifExists, ifChanged, integrity, wanted, shard,
                resume, verify, dryRun, base);
    }

    public UploadRequest only(Shard part) {
        return new UploadRequest(
                sources, container, prefix, names, ifExists, ifChanged, integrity, filter, part,
                resume, verify, dryRun, base);
    }

    public UploadRequest resuming(boolean wanted) {
        return new UploadRequest(
                sources, container, prefix, names, ifExists, ifChanged, integrity, filter, shard,
                wanted, verify, dryRun, base);
    }

    public UploadRequest verified(boolean wanted) {
        return new UploadRequest(
                sources, container, prefix, names, ifExists, ifChanged, integrity, filter, shard,
                resume, wanted, dryRun, base);
    }

    public UploadRequest verified() {
        return new UploadRequest(
                sources, container, prefix, names, ifExists, ifChanged, integrity, filter, shard,
                resume, true, dryRun, base);
    }

    public UploadRequest dry(boolean wanted) {
        return new UploadRequest(
                sources, container, prefix, names, ifExists, ifChanged, integrity, filter, shard,
                resume, verify, wanted, base);
    }

    /// Other sources, named by where they lie in the folder.
    public UploadRequest of(List<Path> others, Path folder) {
        return new UploadRequest(
                others,
                container,
                prefix,
                names,
                ifExists,
                ifChanged,
                integrity,
                filter,
                shard,
                resume,
                verify,
                dryRun,
                Optional.of(folder));
    }
}
