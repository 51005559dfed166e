package dev.blobdrop.core.storage;

import java.util.List;

/// The blocks that the service holds for a name ("Get Block List").
///
/// @param committed ids of the blob's blocks, in order; empty for a blob that was written in one
///     request, or if there is no blob
/// @param uncommitted ids of blocks that any program staged and did not commit; the service drops
///     them 7 days after the last one
public record BlockList(List<String> committed, List<String> uncommitted) {
    /// No blocks at all.
    public static final BlockList EMPTY = new BlockList(List.of(), List.of());

    public BlockList {
        committed = List.copyOf(committed);
        uncommitted = List.copyOf(uncommitted);
    }
}
