package dev.blobdrop.core.config;

/// Whether the window is light or dark.
public enum Theme {
    /// As the system is, also when that changes while the window is open.
    SYSTEM,
    LIGHT,
    DARK
}
