package dev.blobdrop.gui.model;

/// What is to happen with a file whose name is taken.
public enum Answer {
    REPLACE,
    KEEP_BOTH,
    SKIP
}
