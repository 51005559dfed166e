package dev.blobdrop.core.transfer;

import dev.blobdrop.core.storage.BlobPath;

import java.nio.file.Path;
import java.util.List;

/// What to upload where.
///
/// @param sources files and folders; a folder's name becomes the first part of its blobs' names
/// @param prefix put before every name; empty, or ending with a slash
/// @param resume use blocks that the service holds already: those an interrupted run has left, and
///     those of the blob that is replaced
/// @param verify read every blob back and compare
/// @param dryRun say what would happen and write nothing
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
        boolean dryRun) {

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
                false);
    }

    public UploadRequest under(String newPrefix) {
        return new UploadRequest(
                sources, container, newPrefix, names, ifExists, ifChanged, integrity, filter, shard,
                resume, verify, dryRun);
    }

    public UploadRequest named(NameTemplate template) {
        return new UploadRequest(
                sources, container, prefix, template, ifExists, ifChanged, integrity, filter, shard,
                resume, verify, dryRun);
    }

    public UploadRequest ifExists(ConflictPolicy policy) {
        return new UploadRequest(
                sources, container, prefix, names, policy, ifChanged, integrity, filter, shard,
                resume, verify, dryRun);
    }

    public UploadRequest ifChanged(IfChanged policy) {
        return new UploadRequest(
                sources, container, prefix, names, ifExists, policy, integrity, filter, shard,
                resume, verify, dryRun);
    }

    public UploadRequest with(Integrity checksums) {
        return new UploadRequest(
                sources, container, prefix, names, ifExists, ifChanged, checksums, filter, shard,
                resume, verify, dryRun);
    }

    public UploadRequest only(NameFilter wanted) {
        return new UploadRequest(
                sources, container, prefix, names, ifExists, ifChanged, integrity, wanted, shard,
                resume, verify, dryRun);
    }

    public UploadRequest only(Shard part) {
        return new UploadRequest(
                sources, container, prefix, names, ifExists, ifChanged, integrity, filter, part,
                resume, verify, dryRun);
    }

    public UploadRequest resuming(boolean wanted) {
        return new UploadRequest(
                sources, container, prefix, names, ifExists, ifChanged, integrity, filter, shard,
                wanted, verify, dryRun);
    }

    public UploadRequest verified(boolean wanted) {
        return new UploadRequest(
                sources, container, prefix, names, ifExists, ifChanged, integrity, filter, shard,
                resume, wanted, dryRun);
    }

    public UploadRequest verified() {
        return new UploadRequest(
                sources, container, prefix, names, ifExists, ifChanged, integrity, filter, shard,
                resume, true, dryRun);
    }

    public UploadRequest dry(boolean wanted) {
        return new UploadRequest(
                sources, container, prefix, names, ifExists, ifChanged, integrity, filter, shard,
                resume, verify, wanted);
    }
}
