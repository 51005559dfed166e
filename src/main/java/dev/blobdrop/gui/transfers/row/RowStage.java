package dev.blobdrop.gui.transfers.row;

import dev.blobdrop.gui.base.Texts;
import java.util.Locale;

/// The stage of a row or of a file. The history stores the names of the last four.
public enum RowStage {
    WAITING,
    SCANNING,
    RUNNING,
    PAUSED,
    VERIFYING,
    DONE,
    SKIPPED,
    FAILED,
    CANCELLED;

    /// The stage in one word, for the window.
    public String label() {
        return Texts.of("transfers.state." + name().toLowerCase(Locale.ROOT));
    }

    /// Whether nothing more happens by itself.
    public boolean isEnd() {
        return compareTo(DONE) >= 0;
    }
}
