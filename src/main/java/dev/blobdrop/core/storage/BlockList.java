package dev.blobdrop.core.storage;

import java.util.List;

/// The blocks that the service holds for one name ("Get Block List").
///
/// @param committed ids of the blocks that make up the blob, in its order; none for a blob that was
///     written in one request, and none when there is no blob
/// @param uncommitted ids of blocks that were staged, by whatever program, and not committed; the
///     service drops them 7 days after the last one
public record BlockList(List<String> committed, List<String> uncommitted) {
    public static final BlockList EMPTY = new BlockList(List.of(), List.of());

    public BlockList {
        committed = List.copyOf(committed);
        uncommitted = List.copyOf(uncommitted);
    }
}
