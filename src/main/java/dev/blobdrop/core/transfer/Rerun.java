package dev.blobdrop.core.transfer;

import java.util.List;
import java.util.Optional;

/// What a run that continues an earlier one knows about it.
///
/// @param parts all that is to be walked; empty for the whole request
/// @param leavesSame whether a blob that has the file's content already was uploaded by the earlier
///     run: the file is then skipped instead of failing as a conflict
public record Rerun(Optional<List<RetryItem>> parts, boolean leavesSame) {
    private static final Rerun NOTHING = new Rerun(Optional.empty(), false);

    public Rerun {
        parts = parts.map(List::copyOf);
    }

    /// The first run of a request.
    public static Rerun ofNothing() {
        return NOTHING;
    }

    /// Uploads these only.
    public static Rerun of(List<RetryItem> parts) {
        return new Rerun(Optional.of(parts), false);
    }

    /// The whole request, without what the earlier run has uploaded.
    public static Rerun ofAll() {
        return new Rerun(Optional.empty(), true);
    }
}
