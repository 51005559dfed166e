package dev.blobdrop.gui.transfers.row;

import java.nio.file.Path;

/// One file of a drop, as a line of a list.
///
/// @param detail the blob, the reason, or the progress; may be empty
public record FileLine(Path source, RowStage stage, String detail) {
    /// The most lines shown for one drop.
    public static final int MOST = 200;
}
