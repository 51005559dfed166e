package dev.blobdrop.core.transfer;

/// Whether a run is under way, or how it ended.
public enum RunState {
    /// Not ended.
    RUNNING,
    /// Every file or blob has ended.
    DONE,
    /// Ended by whoever started it; what had not ended then counts as left.
    CANCELLED,
    /// Ended by a problem that every file or blob would have had.
    STOPPED
}
