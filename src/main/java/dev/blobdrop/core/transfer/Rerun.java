package dev.blobdrop.core.transfer;

import java.util.List;
import java.util.Optional;

/// What a run that goes on where an earlier one ended knows of it.
///
/// @param parts all that is to be walked; empty for all of the request
/// @param leavesSame whether a blob that has the file's content already is the work of the earlier
///     run, so that the file is skipped where it would otherwise fail as a conflict
public record Rerun(Optional<List<RetryItem>> parts, boolean leavesSame) {
    private static final Rerun NOTHING = new Rerun(Optional.empty(), false);

    public Rerun {
        parts = parts.map(List::copyOf);
    }

    /// The first run of a request.
    public static Rerun ofNothing() {
        return NOTHING;
    }

    /// Only these.
    public static Rerun of(List<RetryItem> parts) {
        return new Rerun(Optional.of(parts), false);
    }

    /// All of the request, without sending again what the earlier run has brought there.
    public static Rerun ofAll() {
        return new Rerun(Optional.empty(), true);
    }
}
