package dev.blobdrop.gui.transfers.row;

/// What a user can do with a row.
public enum RowAction {
    START,
    ANSWER,
    CREATE_CONTAINER,
    PAUSE,
    RESUME,
    RETRY,
    CANCEL
}
