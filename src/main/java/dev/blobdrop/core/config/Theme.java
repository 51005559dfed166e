package dev.blobdrop.core.config;

/// Whether the window is light or dark.
public enum Theme {
    /// Follows the system, also when that changes while the window is open.
    SYSTEM,
    LIGHT,
    DARK
}
