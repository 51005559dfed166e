package dev.blobdrop.core.config;

/// The place of the window in screen coordinates. Its screen may no longer exist, so compare it
/// with the screens first.
///
/// @param maximised whether it filled the screen; the other values are those from before
public record WindowBounds(double x, double y, double width, double height, boolean maximised) {}
