package dev.blobdrop.gui.transfers.row;

/// What is to happen with a file whose name is taken.
public enum Answer {
    REPLACE,
    KEEP_BOTH,
    SKIP
}
