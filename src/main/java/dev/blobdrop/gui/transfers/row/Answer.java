package dev.blobdrop.gui.transfers.row;

/// What to do with a file whose name is taken.
public enum Answer {
    REPLACE,
    KEEP_BOTH,
    SKIP
}
