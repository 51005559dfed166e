package dev.blobdrop.core.config;

/// Where the window was, in screen coordinates. A screen may be gone since, so whoever uses it
/// compares it with the screens first.
///
/// @param maximised whether it filled the screen; the other values are then those of before
public record WindowBounds(double x, double y, double width, double height, boolean maximised) {}
