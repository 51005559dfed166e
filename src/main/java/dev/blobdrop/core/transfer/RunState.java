package dev.blobdrop.core.transfer;

/// Whether a run is under way, or how it ended.
public enum RunState {
    RUNNING,
    /// Every file or blob has ended.
    DONE,
    /// Ended by whoever began it; what had not ended then is counted as left.
    CANCELLED,
    /// Ended by a problem that would have met every file or blob.
    STOPPED
}
