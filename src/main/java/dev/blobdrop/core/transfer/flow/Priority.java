package dev.blobdrop.core.transfer.flow;

/// Two kinds of work that must not starve each other.
public enum Priority {
    /// A file in one request.
    SINGLE,
    /// A block of a large file.
    BLOCK
}
