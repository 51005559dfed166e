package dev.blobdrop.core.transfer;

/// Two kinds of work that must not starve each other.
enum Lane {
    /// A file in one request.
    SINGLE,
    /// A block of a large file.
    BLOCK
}
