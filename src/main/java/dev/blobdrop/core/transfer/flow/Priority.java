package dev.blobdrop.core.transfer.flow;

/// Two kinds of requests that must not starve each other.
public enum Priority {
    /// A file in one request, or a request without content.
    SINGLE,
    /// A block of a large file.
    BLOCK
}
