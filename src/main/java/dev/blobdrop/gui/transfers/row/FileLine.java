package dev.blobdrop.gui.transfers.row;

import java.nio.file.Path;

/// One file of a drop.
///
/// @param detail where it is, why not, or how far it is
public record FileLine(Path source, RowStage stage, String detail) {
    /// How many files of a drop are shown one by one.
    public static final int MOST = 200;
}
