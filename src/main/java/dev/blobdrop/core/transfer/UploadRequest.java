package dev.blobdrop.core.transfer;

import dev.blobdrop.core.storage.BlobPath;

import java.nio.file.Path;
import java.util.List;

/// What to upload where.
///
/// @param sources files and folders; a folder's name becomes the first part of its blobs' names
/// @param prefix put before every name; empty, or ending with a slash
/// @param resume use blocks that an interrupted run has left on the service
/// @param verify read every blob back and compare
/// @param dryRun say what would happen and write nothing
public record UploadRequest(
        List<Path> sources,
        String container,
        String prefix,
        NameTemplate names,
        ConflictPolicy ifExists,
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

    /// Everything, under its own name, failing where a blob exists.
    public static UploadRequest of(List<Path> sources, String container) {
        return new UploadRequest(
                sources,
                container,
                "",
                NameTemplate.standard(),
                ConflictPolicy.FAIL,
                NameFilter.ALL,
                Shard.WHOLE,
                true,
                false,
                false);
    }

    public UploadRequest under(String newPrefix) {
        return new UploadRequest(
                sources, container, newPrefix, names, ifExists, filter, shard, resume, verify,
                dryRun);
    }

    public UploadRequest ifExists(ConflictPolicy policy) {
        return new UploadRequest(
                sources, container, prefix, names, policy, filter, shard, resume, verify, dryRun);
    }

    public UploadRequest verified() {
        return new UploadRequest(
                sources, container, prefix, names, ifExists, filter, shard, resume, true, dryRun);
    }
}
