package dev.blobdrop.gui.transfers.row;

import dev.blobdrop.gui.base.Texts;
import java.util.Locale;

/// Where a row or a file is in its life.
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

    /// The one word for it.
    public String word() {
        return Texts.of("transfers.state." + name().toLowerCase(Locale.ROOT));
    }

    public boolean isEnd() {
        return compareTo(DONE) >= 0;
    }
}
